from __future__ import annotations

from uuid import UUID

from shared_apps.accounts import letters
from shared_apps.accounts.operations import invitations, memberships, passages
from shared_apps.accounts.operations.agreement import mirror_agreement as carry_agreement
from shared_apps.accounts.operations.memberships import known_actor
from shared_apps.core.jobs import controller_task


@controller_task("accounts.mirror_member")
def mirror_member(*, account_id: str, jeweler_id: str, by_kind: str, by_id: str | None, **_unknown: object) -> None:
    memberships.mirror_member(account_id=UUID(account_id), jeweler_id=UUID(jeweler_id), by=known_actor(by_kind, by_id))


@controller_task("accounts.mirror_agreement")
def mirror_agreement(*, jeweler_id: str, **_unknown: object) -> None:
    carry_agreement(UUID(jeweler_id))


@controller_task("accounts.send_invitation")
def send_invitation(*, invitation_id: str, **_unknown: object) -> None:
    invitations.send_invitation(UUID(invitation_id))


@controller_task("accounts.note_invitation")
def note_invitation(*, invitation_id: str, event: str, by_kind: str, by_id: str | None, **_unknown: object) -> None:
    invitations.note_invitation(invitation_id=UUID(invitation_id), event=event, by=known_actor(by_kind, by_id))


@controller_task("accounts.forget_expired")
def forget_expired(**_unknown: object) -> None:
    passages.forget_expired()


@controller_task("accounts.send_letter")
def send_letter(*, sealed: str, **_unknown: object) -> None:
    letters.deliver(sealed)
