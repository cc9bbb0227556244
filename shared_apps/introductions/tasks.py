from __future__ import annotations

from shared_apps.core.jobs import controller_task
from shared_apps.introductions import operations


@controller_task("introductions.deliver")
def deliver(*, introduction_id: str, **_unknown: object) -> None:
    operations.deliver_introduction(introduction_id=introduction_id)


@controller_task("introductions.tell_introduced")
def tell_introduced(*, introduction_id: str, **_unknown: object) -> None:
    operations.tell_introduced(introduction_id=introduction_id)


@controller_task("introductions.send_proposal")
def send_proposal(*, proposal_id: str, **_unknown: object) -> None:
    operations.send_proposal(proposal_id=proposal_id)


@controller_task("introductions.tell_jeweler")
def tell_jeweler(*, introduction_id: str, **_unknown: object) -> None:
    operations.tell_jeweler(introduction_id=introduction_id)


@controller_task("introductions.mirror_lead")
def mirror_lead(*, introduction_id: str, **_unknown: object) -> None:
    operations.mirror_lead(introduction_id=introduction_id)


@controller_task("introductions.run_clocks")
def run_clocks(**_unknown: object) -> None:
    operations.run_clocks()


# Jobs decided before introductions had an app of their own carry these names.
@controller_task("inquiries.deliver_introduction")
def deliver_decided_before(*, introduction_id: str, **_unknown: object) -> None:
    operations.deliver_introduction(introduction_id=introduction_id)


@controller_task("inquiries.tell_introduced")
def tell_decided_before(*, introduction_id: str, **_unknown: object) -> None:
    operations.tell_introduced(introduction_id=introduction_id)
