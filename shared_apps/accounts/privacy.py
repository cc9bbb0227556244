"""What the tables of people hold, ours and those of the packages that sign them in (P13, P17)."""

from __future__ import annotations

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from shared_apps.accounts.models import (
    Account,
    AgreementAcceptance,
    AgreementVersion,
    HandOff,
    Invitation,
    Membership,
    Session,
)
from shared_apps.core.datamap import (
    ACCOUNT_RETENTION,
    MACHINERY,
    REGISTER_RETENTION,
    TOKEN_RETENTION,
    Category,
    Erase,
    Field,
    Purpose,
    Retention,
    declare,
    personal,
    plain,
    secret,
)
from shared_apps.core.db import Half


def declare_people(
    model: type[Model],
    *,
    fields: dict[str, Field],
    subject: str | None = "account",
    purpose: Purpose = Purpose.ACCOUNT,
    retention: Retention = ACCOUNT_RETENTION,
    since: str = "",
    follows: str = "",
    through: str = "",
) -> None:
    declare(
        model,
        half=Half.CONTROLLER,
        subject=subject,
        purpose=purpose,
        retention=retention,
        fields=fields,
        since=since,
        follows=follows,
        through=through,
    )


def of_account(erase: Erase = Erase.ROW) -> Field:
    return personal(Category.ACCOUNT, erase=erase)


def of_session() -> Field:
    return personal(Category.SESSION, erase=Erase.ROW)


declare_people(
    Account,
    subject="self",
    since="deletion_requested_at",
    through="accounts.close",
    fields={
        "password": secret(Category.ACCOUNT),
        "last_login": of_account(),
        "email": of_account(),
        "name": of_account(),
        "phone": of_account(),
        "is_staff": plain(),
        "is_active": plain(),
        "deletion_requested_at": of_account(),
    },
)
declare_people(
    Membership,
    follows="account",
    fields={"account": of_account(), "jeweler": of_account(), "role": of_account()},
)
declare_people(
    Invitation,
    subject="email",
    retention=TOKEN_RETENTION,
    since="expires_at",
    fields={
        "jeweler": plain(),
        "email": of_account(),
        "role": plain(),
        "invited_by": of_account(Erase.BLANK),
        "expires_at": plain(),
        "accepted_at": plain(),
        "withdrawn_at": plain(),
    },
)
declare_people(
    Session,
    purpose=Purpose.SECURE,
    retention=TOKEN_RETENTION,
    since="expires_at",
    fields={
        "key_hash": secret(),
        "host": of_session(),
        "kind": plain(),
        "account": of_session(),
        "jeweler": of_session(),
        "opened_from": plain(),
        "data": secret(),
        "browser": of_session(),
        "started_at": of_session(),
        "authenticated_at": of_session(),
        "seen_at": of_session(),
        "expires_at": plain(),
    },
)
declare_people(
    HandOff,
    purpose=Purpose.SECURE,
    retention=TOKEN_RETENTION,
    since="expires_at",
    fields={
        "token_hash": secret(),
        "state_hash": secret(),
        "account": of_session(),
        "session": of_session(),
        "host": of_session(),
        "jeweler": of_session(),
        "authenticated_at": of_session(),
        "expires_at": plain(),
        "used_at": of_session(),
    },
)
declare_people(
    AgreementAcceptance,
    purpose=Purpose.LEGAL,
    retention=REGISTER_RETENTION,
    fields={
        "jeweler": plain(),
        "account": of_account(Erase.BLANK),
        "version": plain(),
        "text_hash": plain(),
        "annex_hash": plain(),
        "accepted_at": plain(),
    },
)
declare_people(
    AgreementVersion,
    subject=None,
    purpose=Purpose.LEGAL,
    retention=REGISTER_RETENTION,
    fields={name: plain() for name in ("version", "text_hash", "published_on", "due_on")},
)

declare_people(
    EmailAddress,
    subject="user",
    follows="user",
    fields={"user": of_account(), "email": of_account(), "verified": plain(), "primary": plain()},
)
# Never filled: addresses are confirmed by code. The package brings the table.
declare_people(
    EmailConfirmation,
    subject="email_address__user",
    purpose=Purpose.SECURE,
    retention=TOKEN_RETENTION,
    since="created",
    fields={"email_address": of_account(), "created": plain(), "sent": plain(), "key": secret()},
)
declare_people(
    Authenticator,
    subject="user",
    purpose=Purpose.SECURE,
    follows="user",
    fields={
        "user": of_account(),
        "type": of_account(),
        "data": secret(Category.ACCOUNT),
        "last_used_at": of_account(),
    },
)
# Django's own registers of tables and rights, about nobody; we grant by role and keep no groups.
for register, names in (
    (ContentType, ("app_label", "model")),
    (Permission, ("name", "content_type", "codename")),
    (Group, ("name",)),
    (Group.permissions.through, ("group", "permission")),
):
    declare_people(
        register, subject=None, purpose=Purpose.OPERATE, retention=MACHINERY, fields={name: plain() for name in names}
    )
