from __future__ import annotations

from shared_apps.core.jobs import controller_task
from shared_apps.instructions import letters, operations


@controller_task("instructions.begin")
def begin(*, instruction_id: str, **_unknown: object) -> None:
    operations.begin(instruction_id=instruction_id)


@controller_task("instructions.thaw")
def thaw(*, instruction_id: str, **_unknown: object) -> None:
    operations.thaw(instruction_id=instruction_id)


@controller_task("instructions.carry_out_due")
def carry_out_due(**_unknown: object) -> None:
    for instruction_id in operations.due_instructions():
        operations.carry_out(instruction_id=str(instruction_id))


@controller_task("instructions.tell_owner")
def tell_owner(*, certificate_id: str, **_unknown: object) -> None:
    letters.tell_owner(certificate_id=certificate_id)
