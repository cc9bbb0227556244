"""People with accounts: DIA'LOG's own data (P13)."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from shared_apps.core.models import Row
from shared_apps.core.roles import Role


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Account:
        account = self.model(email=email.strip().lower(), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(email=(username or "").lower())


class Account(Row, AbstractBaseUser):
    """A person who signs in; the e-mail address, in lower case, is the only login name."""

    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=120, default="", blank=True)
    phone = models.CharField(max_length=40, default="", blank=True)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    deletion_requested_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="account_email_is_lower_case"),
        ]

    def __str__(self) -> str:
        return f"account {self.pk}"

    @property
    def actor_kind(self) -> str:
        return "account"

    @property
    def actor_id(self) -> UUID:
        return self.pk


class Membership(Row):
    """An account's place in one jeweler's workspace."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="memberships")
    jeweler = models.ForeignKey("jewelers.Jeweler", models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "jeweler"], name="membership_is_unique")]


class Invitation(Row):
    """A place in a workspace offered to an address; only a signed-in account with that address can take it."""

    jeweler = models.ForeignKey("jewelers.Jeweler", models.CASCADE, related_name="invitations")
    email = models.EmailField(max_length=254)
    role = models.CharField(max_length=10, choices=Role)
    invited_by = models.ForeignKey(Account, models.SET_NULL, null=True, related_name="+")
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jeweler", "email"],
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="invitation_open_is_unique",
            )
        ]


class SessionKind(models.TextChoices):
    """Who is behind a session; the kind decides how long it lasts."""

    VISITOR = "visitor", "Not signed in yet"
    JEWELER = "jeweler", "Jeweler"
    STAFF = "staff", "DIA'LOG staff"


class Session(Row):
    """A browser on one host; the cookie holds the key, the row only its hash, and the data is sealed with the key.

    A session of a workspace or the console hangs on the App session it was opened from and ends with it.
    """

    key_hash = models.BinaryField(max_length=32, unique=True)
    host = models.CharField(max_length=260)
    kind = models.CharField(max_length=10, choices=SessionKind, default=SessionKind.VISITOR)
    account = models.ForeignKey(Account, models.CASCADE, null=True, related_name="sessions")
    jeweler = models.ForeignKey("jewelers.Jeweler", models.CASCADE, null=True, related_name="+")
    opened_from = models.ForeignKey("self", models.CASCADE, null=True, related_name="opened")
    data = models.BinaryField()
    browser = models.CharField(max_length=60, default="", blank=True)
    started_at = models.DateTimeField()
    authenticated_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)


class HandOff(Row):
    """A single-use passage from the App host to one workspace or the console, good for a minute.

    ``state_hash`` ties it to the browser that asked for it on the other host.
    """

    token_hash = models.BinaryField(max_length=32, unique=True)
    state_hash = models.BinaryField(max_length=32)
    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, models.CASCADE, related_name="+")
    host = models.CharField(max_length=260)
    jeweler = models.ForeignKey("jewelers.Jeweler", models.CASCADE, null=True, related_name="+")
    authenticated_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)


class AgreementAcceptance(Row):
    """A jeweler's acceptance of one version of the agreement (P10); proof, so it is never changed."""

    append_only = True

    jeweler = models.ForeignKey("jewelers.Jeweler", models.CASCADE, related_name="acceptances")
    account = models.ForeignKey(Account, models.SET_NULL, null=True, related_name="+")
    version = models.CharField(max_length=20)
    text_hash = models.CharField(max_length=64)
    annex_hash = models.CharField(max_length=64, default="", db_default="")
    accepted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jeweler", "version"], name="agreement_is_accepted_once")]


class AgreementVersion(Row):
    """A version of the agreement as it was published; its text is a file that must keep this hash."""

    version = models.CharField(max_length=20, unique=True)
    text_hash = models.CharField(max_length=64)
    published_on = models.DateField()
    due_on = models.DateField()
