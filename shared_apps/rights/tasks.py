from __future__ import annotations

from uuid import UUID

from shared_apps.core.jobs import controller_task
from shared_apps.rights import deletions, dossier, holds, letters, passing, requests


@controller_task("rights.send")
def send(*, kind: str, request_id: str, about_id: str = "", **_unknown: object) -> None:
    letters.send(kind=kind, request_id=request_id, about_id=about_id)


@controller_task("rights.receive_from_account")
def receive_from_account(*, account_id: str, **_unknown: object) -> None:
    requests.receive_from_account(UUID(account_id))


@controller_task("rights.withdraw_from_account")
def withdraw_from_account(*, account_id: str, **_unknown: object) -> None:
    requests.withdraw_from_account(UUID(account_id))


@controller_task("rights.make_dossier")
def make_dossier(*, dossier_id: str, **_unknown: object) -> None:
    dossier.make_dossier(dossier_id=dossier_id)


@controller_task("rights.send_link")
def send_link(*, dossier_id: str, **_unknown: object) -> None:
    dossier.mail_link(dossier_id=dossier_id)


@controller_task("rights.send_code")
def send_code(*, dossier_id: str, **_unknown: object) -> None:
    dossier.mail_code(dossier_id=dossier_id)


@controller_task("rights.pass_on")
def pass_on(*, passed_id: str, **_unknown: object) -> None:
    passing.deliver(passed_id=passed_id)


@controller_task("rights.run_deletion")
def run_deletion(*, deletion_id: str, **_unknown: object) -> None:
    deletions.run_deletion(deletion_id=deletion_id)


@controller_task("rights.certify_deletion")
def certify_deletion(*, deletion_id: str, **_unknown: object) -> None:
    deletions.certify_deletion(deletion_id=deletion_id)


@controller_task("rights.resume_deletion")
def resume_deletion(*, hold_id: str, **_unknown: object) -> None:
    deletions.resume_deletion(hold_id=hold_id)


@controller_task("rights.daily")
def daily(**_unknown: object) -> None:
    """Let holds, copies and undelivered tellings take their course; each part may be repeated."""
    holds.release_ended()
    dossier.expire_dossiers()
    deletions.forget_answered()
    passing.deliver_waiting()
