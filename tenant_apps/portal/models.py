"""Who may enter the portal and by what; all of it lives and dies with the jeweler's schema (P14)."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q

from shared_apps.core.models import Row
from tenant_apps.clients.models import Client
from tenant_apps.library.models import Design, DesignVersion
from tenant_apps.portal.enums import Hearer, Purpose, Wish
from tenant_apps.team.models import Member


class Access(Row):
    """A client's way in: one address, open until revoked."""

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="portal_accesses")
    email = models.EmailField(max_length=254)
    invited_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    invited_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["email"], condition=Q(revoked_at=None), name="portal_access_one_open_per_email"
            )
        ]

    def __str__(self) -> str:
        return f"access {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None

    @property
    def actor_kind(self) -> str:
        return "client"

    @property
    def actor_id(self) -> UUID:
        return self.pk

    @property
    def masked_email(self) -> str:
        """The address as someone who holds the link may see it before they are known."""
        return f"{self.email[:1]}•••@…"


class SignInLink(Row):
    """One asking for a link, also for an address nobody knows: then it leads nowhere.

    The token is made when the mail is, so that no row and no queue ever holds it.
    """

    access = models.ForeignKey(Access, on_delete=models.CASCADE, null=True, related_name="links")
    purpose = models.CharField(max_length=20, choices=Purpose)
    token_hash = models.BinaryField(max_length=32, null=True, unique=True)
    browser_hash = models.BinaryField(max_length=32)
    code_hash = models.BinaryField(max_length=32)
    attempts = models.IntegerField(default=0, db_default=0)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    voided_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="portal_link_expiry")]

    def __str__(self) -> str:
        return f"link {self.pk}"


class PortalSession(Row):
    """One browser in which a client is signed in."""

    access = models.ForeignKey(Access, on_delete=models.CASCADE, related_name="sessions")
    key_hash = models.BinaryField(max_length=32, unique=True)
    device = models.CharField(max_length=60, default="", db_default="", blank=True)
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="portal_session_expiry")]

    def __str__(self) -> str:
        return f"session {self.pk}"


class Comment(Row):
    """A word about a design, by its client or by the team; ``settled_at`` says the team has seen a client's."""

    design = models.ForeignKey(Design, on_delete=models.CASCADE, related_name="comments")
    version = models.ForeignKey(DesignVersion, on_delete=models.CASCADE, null=True, related_name="comments")
    access = models.ForeignKey(Access, on_delete=models.CASCADE, null=True, related_name="comments")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    text = models.TextField(max_length=2000)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(access=None, member__isnull=False) | Q(access__isnull=False, member=None),
                name="portal_comment_one_author",
            )
        ]
        indexes = [
            models.Index(fields=["design", "id"], name="portal_comment_of_design"),
            models.Index(
                fields=["id"],
                condition=Q(access__isnull=False, settled_at=None),
                name="portal_comment_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"comment {self.pk}"

    @property
    def is_clients(self) -> bool:
        return self.access_id is not None


class Approval(Row):
    """A client's yes to one version: the statement they saw, word for word, and its hash."""

    version = models.ForeignKey(DesignVersion, on_delete=models.CASCADE, related_name="approvals")
    access = models.ForeignKey(Access, on_delete=models.CASCADE, related_name="approvals")
    statement = models.TextField()
    statement_hash = models.CharField(max_length=64)
    approved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "access"], name="portal_approval_once")]

    def __str__(self) -> str:
        return f"approval {self.pk}"


class DataRequest(Row):
    """What a client asks about the data the jeweler holds (P67)."""

    access = models.ForeignKey(Access, on_delete=models.SET_NULL, null=True, related_name="data_requests")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="data_requests")
    wish = models.CharField(max_length=10, choices=Wish)
    text = models.TextField(max_length=2000, default="", db_default="", blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return f"data request {self.pk}"


class Nudge(Row):
    """When one side of a design's conversation was last written to about it, and whether a mail is owed since."""

    design = models.ForeignKey(Design, on_delete=models.CASCADE, related_name="nudges")
    hearer = models.CharField(max_length=6, choices=Hearer)
    told_at = models.DateTimeField()
    is_owed = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["design", "hearer"], name="portal_nudge_once")]
        indexes = [models.Index(fields=["told_at"], condition=Q(is_owed=True), name="portal_nudge_owed")]

    def __str__(self) -> str:
        return f"nudge {self.pk}"
