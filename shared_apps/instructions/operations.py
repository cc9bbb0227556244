"""Follows a jeweler's instruction to delete everything: freeze at once, wait, carry out, prove (P54).

Each step is safe to repeat, and what a step found is kept in the instruction before the next begins: a process killed
between any two lines is continued by the next run.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings

from shared_apps.accounts.models import Account
from shared_apps.core import crossings
from shared_apps.core.actors import SYSTEM, Actor
from shared_apps.core.clock import now
from shared_apps.core.db import Half, controller_atomic
from shared_apps.core.errors import DomainError
from shared_apps.core.jobs import enqueue
from shared_apps.core.operations import record
from shared_apps.instructions import steps
from shared_apps.instructions.models import Certificate, Instruction, InstructionState
from shared_apps.instructions.signing import sign
from shared_apps.instructions.tombstones import tombstones
from shared_apps.jewelers import operations as jewelers
from shared_apps.jewelers.enums import JewelerState
from shared_apps.jewelers.models import Jeweler
from shared_apps.tenancy.closing import freeze_schema, thaw_schema
from shared_apps.tenancy.context import Tenant, forget_tenant
from shared_apps.tenancy.models import TenantSchema

SUSPENDED_BECAUSE = "Deletion instructed"
DECLINES = "I do not want a fresh copy"
CHANGED = "Something was changed after the last copy was made."


class SlugDoesNotMatch(DomainError):
    message = "What you typed is not the address of this workspace. Nothing was deleted."


class ChangedSinceExport(DomainError):
    message = (
        f"Something has changed since your last copy, or there is none. Make a fresh copy first, or type “{DECLINES}”."
    )


class InstructionAlreadyOpen(DomainError):
    message = "The deletion of this workspace is under way already."


class InstructionNotOpen(DomainError):
    message = "This instruction can no longer be cancelled."


def instruct_deletion(tenant: Tenant, *, typed_slug: str, declined: str = "", by: Account) -> Instruction:
    """Accept the instruction, suspend the workspace at once, and let the cooling-off begin.

    Raises SlugDoesNotMatch, ChangedSinceExport unless a fresh copy is declined in words, InstructionAlreadyOpen.
    """
    if typed_slug.strip() != tenant.slug:
        raise SlugDoesNotMatch
    standing = crossings.call("privacy.export_standing", tenant)
    declined_in_words = declined.strip().casefold() == DECLINES.casefold()
    if not standing["is_current"] and not declined_in_words:
        raise ChangedSinceExport
    with controller_atomic():
        jeweler = Jeweler.objects.select_for_update().get(pk=tenant.id)
        if Instruction.objects.filter(jeweler_id=jeweler.pk, state__in=["cooling", "running"]).exists():
            raise InstructionAlreadyOpen
        instruction = Instruction.objects.create(
            jeweler_id=jeweler.pk,
            slug=jeweler.slug,
            instructed_by_id=by.pk,
            execute_after=now() + timedelta(days=settings.COOLING_OFF_DAYS),
            export_sha256=standing["sha256"] if standing["is_current"] else "",
            export_declined="" if standing["is_current"] else DECLINES,
            trail_seq=standing["trail_seq"],
        )
        if jeweler.state == JewelerState.ACTIVE:
            jewelers.suspend(jeweler, reason=SUSPENDED_BECAUSE, by=by)
        record("instructions.deletion.instructed", instruction, by=by, jeweler=str(jeweler.pk))
        enqueue("instructions.begin", half=Half.CONTROLLER, instruction_id=str(instruction.pk))
    forget_tenant(tenant.id)
    return instruction


def begin(*, instruction_id: str) -> None:
    """Freeze the schema, then look once more whether anything slipped in; a change refuses the instruction.

    One that is being carried out already is continued: its worker was killed, and the look lies behind it.
    """
    instruction = Instruction.objects.get(pk=instruction_id)
    if instruction.state == InstructionState.RUNNING:
        carry_out(instruction_id=instruction_id)
        return
    if not instruction.is_open:
        return
    tenant = steps.tenant_of(instruction)
    if tenant is None:
        return
    if "frozen" not in instruction.evidence:
        keep(instruction, frozen=freeze_schema(tenant.schema_name))
    changed = crossings.call("privacy.changed_since", tenant, trail_seq=instruction.trail_seq)
    if changed and instruction.export_sha256:
        end(instruction, InstructionState.REFUSED, by=SYSTEM, because=CHANGED)
    elif instruction.execute_after <= now():
        carry_out(instruction_id=instruction_id)


def cancel_deletion(instruction: Instruction, *, by: Actor) -> Instruction:
    """Give the workspace back to its people, as if nothing had been asked; raises InstructionNotOpen."""
    return end(instruction, InstructionState.CANCELLED, by=by, because="")


def end(instruction: Instruction, state: InstructionState, *, by: Actor, because: str) -> Instruction:
    """End an instruction that was not carried out: thaw the schema, resume the workspace."""
    with controller_atomic():
        instruction = Instruction.objects.select_for_update().get(pk=instruction.pk)
        if instruction.state != InstructionState.COOLING:
            raise InstructionNotOpen
        instruction.state, instruction.refused_because, instruction.ended_at = state, because, now()
        instruction.save(update_fields=["state", "refused_because", "ended_at"])
        jeweler = Jeweler.objects.select_for_update().get(pk=instruction.jeweler_id)
        if jeweler.state == JewelerState.SUSPENDED:
            jewelers.resume(jeweler, reason=because or "Deletion cancelled", by=by)
        record(f"instructions.deletion.{state}", instruction, by=by, jeweler=str(jeweler.pk))
        enqueue("instructions.thaw", half=Half.CONTROLLER, instruction_id=str(instruction.pk))
    forget_tenant(instruction.jeweler_id)
    return instruction


def thaw(*, instruction_id: str) -> None:
    """Give the jeweler's role back what freezing took."""
    instruction = Instruction.objects.get(pk=instruction_id)
    tenant = steps.tenant_of(instruction)
    if tenant is not None and not instruction.is_open:
        thaw_schema(tenant.schema_name, instruction.evidence.get("frozen", []))


def due_instructions() -> list[UUID]:
    """Return the instructions whose cooling-off is over, or whose execution was cut short."""
    due = Instruction.objects.filter(state__in=["cooling", "running"], execute_after__lte=now())
    return list(due.order_by("pk").values_list("pk", flat=True))


def carry_out(*, instruction_id: str) -> Certificate | None:
    """Delete everything, look that it is gone, and sign what was found; continues where a killed run stopped."""
    instruction = start(instruction_id)
    if instruction is None:
        return Certificate.objects.filter(instruction_id=instruction_id).first()
    for name, step in steps.STEPS:
        if name not in instruction.evidence:
            keep(instruction, **{name: step(instruction)})
    return certify(instruction)


def start(instruction_id: str) -> Instruction | None:
    with controller_atomic():
        instruction = Instruction.objects.select_for_update().get(pk=instruction_id)
        if not instruction.is_open or instruction.execute_after > now():
            return None
        instruction.state = InstructionState.RUNNING
        instruction.save(update_fields=["state"])
    return instruction


@controller_atomic()
def certify(instruction: Instruction) -> Certificate:
    """Sign the certificate and note the jeweler as deleted, in one transaction."""
    instruction = Instruction.objects.select_for_update().get(pk=instruction.pk)
    existing = Certificate.objects.filter(instruction=instruction).first()
    if existing is not None:
        return existing
    instruction.state, instruction.ended_at = InstructionState.DONE, now()
    instruction.save(update_fields=["state", "ended_at"])
    certificate = Certificate.objects.create(
        instruction=instruction,
        jeweler_id=instruction.jeweler_id,
        document=sign(steps.statement(instruction)),
    )
    record("instructions.deletion.done", instruction, by=SYSTEM, jeweler=str(instruction.jeweler_id))
    enqueue("instructions.tell_owner", half=Half.CONTROLLER, certificate_id=str(certificate.pk))
    return certificate


@controller_atomic()
def keep(instruction: Instruction, **evidence: object) -> None:
    """Keep what a step found before the next one begins; where two runs meet, what was found first stands."""
    kept = Instruction.objects.select_for_update().get(pk=instruction.pk)
    kept.evidence = evidence | kept.evidence
    kept.save(update_fields=["evidence"])
    instruction.evidence = kept.evidence


def honour_tombstones() -> list[UUID]:
    """Delete again every jeweler a restored backup brought back; return which. Runs before anything is served."""
    again = []
    for said in tombstones():
        jeweler_id = UUID(said["jeweler_id"])
        if TenantSchema.objects.filter(jeweler_id=jeweler_id).exists():
            instruction = instruction_from(said)
            carry_out(instruction_id=str(instruction.pk))
            again.append(jeweler_id)
    return again


@controller_atomic()
def instruction_from(said: dict[str, str]) -> Instruction:
    """Take the instruction up as the tombstone tells it: the restored database may not know it, or not its end."""
    facts = {name: value for name, value in said.items() if name != "id"}
    running = {"state": InstructionState.RUNNING, "execute_after": now(), "evidence": {}, "ended_at": None}
    instruction, _ = Instruction.objects.update_or_create(pk=said["id"], defaults=facts | running)
    return instruction
