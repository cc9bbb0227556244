from __future__ import annotations

from shared_apps.core.jobs import controller_task
from shared_apps.inquiries import correspondence, operations


@controller_task("inquiries.confirm")
def confirm(*, kind: str, pk: str, **_unknown: object) -> None:
    operations.confirm(kind=kind, pk=pk)


@controller_task("inquiries.tell_staff")
def tell_staff(*, kind: str, pk: str, **_unknown: object) -> None:
    operations.tell_staff(kind=kind, pk=pk)


@controller_task("inquiries.send_reply")
def send_reply(*, kind: str, pk: str, **_unknown: object) -> None:
    correspondence.send_reply(kind=kind, pk=pk)
