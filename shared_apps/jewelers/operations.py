"""A jeweler's life from invitation to archive. Deletion is a story of its own."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.db import IntegrityError, transaction

from shared_apps.core import crossings
from shared_apps.core.actors import SYSTEM, Actor
from shared_apps.core.clock import now
from shared_apps.core.db import CONTROLLER, Half, controller_atomic
from shared_apps.core.errors import DomainError
from shared_apps.core.jobs import enqueue
from shared_apps.core.operations import record
from shared_apps.jewelers.enums import JewelerState
from shared_apps.jewelers.models import Domain, Jeweler, StateChange
from shared_apps.jewelers.queries import tenant_of
from shared_apps.storage.datakeys import data_key
from shared_apps.tenancy.grants import admit_sql, shut_out_sql
from shared_apps.tenancy.models import TenantSchema
from shared_apps.tenancy.names import role_for
from shared_apps.tenancy.owner import owner_connection
from shared_apps.tenancy.provisioning import claim_or_make_schema, claim_schema
from shared_apps.tenancy.registry import forget_tenant
from shared_apps.tenancy.slugs import SlugLooksLikeAnother, SlugTaken, check_slug, skeleton
from shared_apps.tenancy.tenants import OPEN_STATES

PREPARE = "team.prepare"


class ReasonMissing(DomainError):
    message = "Please say why; the reason is kept with the jeweler's record."


class NameMissing(DomainError):
    message = "A jeweler needs a name of at most 120 characters."


@controller_atomic()
def invite_jeweler(*, slug: str, name: str, by: Actor) -> Jeweler:
    """Enter a jeweler into the register under a slug nobody has or resembles."""
    check_slug(slug)
    name = " ".join(name.split())
    if not 0 < len(name) <= 120:
        raise NameMissing
    _refuse_taken(slug)
    try:
        with controller_atomic():
            jeweler = Jeweler.objects.create(slug=slug, skeleton=skeleton(slug), name=name)
    except IntegrityError:
        # Somebody took it between our look and our write.
        _refuse_taken(slug)
        raise
    Domain.objects.create(jeweler=jeweler, name=slug)
    _note(jeweler, "Invited", by=by)
    record("jewelers.jeweler.invited", jeweler, by=by)
    _forget(jeweler)
    return jeweler


def _refuse_taken(slug: str) -> None:
    if Domain.objects.filter(name=slug).exists():
        raise SlugTaken
    if Jeweler.objects.filter(skeleton=skeleton(slug)).exists():
        raise SlugLooksLikeAnother


class JewelerNotInvited(DomainError):
    message = "Only an invited jeweler's workspace can be opened."


@controller_atomic()
def open_workspace(jeweler: Jeweler, *, by: Actor) -> Jeweler:
    """Hand an invited jeweler a spare schema, if there is one, and let the worker finish; may be repeated."""
    jeweler = _locked(jeweler)
    if jeweler.state in {JewelerState.PROVISIONING, JewelerState.ACTIVE}:
        return jeweler
    if jeweler.state != JewelerState.INVITED:
        raise JewelerNotInvited
    spare = claim_schema(jeweler.pk)
    if spare is not None:
        jeweler.schema_name = spare.schema_name
    _move(jeweler, JewelerState.PROVISIONING, "Workspace requested", by=by)
    record("jewelers.jeweler.provisioning", jeweler, by=by)
    enqueue("jewelers.finish_opening", half=Half.CONTROLLER, jeweler_id=str(jeweler.pk))
    return jeweler


def finish_opening(jeweler_id: UUID) -> Jeweler:
    """Make the schema if none was spare, prepare the jeweler's half, open the doors; may be repeated."""
    jeweler = Jeweler.objects.get(pk=jeweler_id)
    if jeweler.state != JewelerState.PROVISIONING:
        return jeweler
    if jeweler.schema_name is None:
        schema = claim_or_make_schema(jeweler.pk)
        Jeweler.objects.filter(pk=jeweler.pk, schema_name=None).update(schema_name=schema.schema_name)
        jeweler.refresh_from_db()
    data_key(jeweler.pk)
    crossings.call(PREPARE, tenant_of(jeweler))
    return _open_doors(jeweler)


@controller_atomic()
def _open_doors(jeweler: Jeweler) -> Jeweler:
    jeweler = _locked(jeweler)
    if jeweler.state == JewelerState.PROVISIONING:
        _move(jeweler, JewelerState.ACTIVE, "Workspace opened", by=SYSTEM)
        record("jewelers.jeweler.active", jeweler, by=SYSTEM)
    return jeweler


class JewelerNotActive(DomainError):
    message = "Only an active workspace can be suspended."


@controller_atomic()
def suspend(jeweler: Jeweler, *, reason: str, by: Actor) -> Jeweler:
    """Close a workspace to everything but its export."""
    jeweler = _locked(jeweler)
    if jeweler.state != JewelerState.ACTIVE:
        raise JewelerNotActive
    _move(jeweler, JewelerState.SUSPENDED, reason, by=by)
    record("jewelers.jeweler.suspended", jeweler, by=by)
    return jeweler


class JewelerNotSuspended(DomainError):
    message = "Only a suspended workspace can be resumed."


@controller_atomic()
def resume(jeweler: Jeweler, *, reason: str, by: Actor) -> Jeweler:
    """Open a suspended workspace again."""
    jeweler = _locked(jeweler)
    if jeweler.state != JewelerState.SUSPENDED:
        raise JewelerNotSuspended
    _move(jeweler, JewelerState.ACTIVE, reason, by=by)
    record("jewelers.jeweler.resumed", jeweler, by=by)
    return jeweler


class JewelerNotOpenToArchive(DomainError):
    message = "Only an active or suspended workspace can be archived."


@controller_atomic()
def archive(jeweler: Jeweler, *, reason: str, by: Actor) -> Jeweler:
    """Put a workspace away: nobody enters it, and the database lets nobody in either."""
    jeweler = _locked(jeweler)
    if jeweler.state not in {JewelerState.ACTIVE, JewelerState.SUSPENDED}:
        raise JewelerNotOpenToArchive
    _move(jeweler, JewelerState.ARCHIVED, reason, by=by)
    record("jewelers.jeweler.archived", jeweler, by=by)
    enqueue("jewelers.apply_admission", half=Half.CONTROLLER, jeweler_id=str(jeweler.pk))
    return jeweler


class JewelerNotArchived(DomainError):
    message = "Only an archived workspace can be taken out of the archive."


@controller_atomic()
def reopen(jeweler: Jeweler, *, reason: str, by: Actor) -> Jeweler:
    """Take a workspace out of the archive; it is suspended until somebody resumes it."""
    jeweler = _locked(jeweler)
    if jeweler.state != JewelerState.ARCHIVED:
        raise JewelerNotArchived
    _move(jeweler, JewelerState.SUSPENDED, reason, by=by)
    record("jewelers.jeweler.reopened", jeweler, by=by)
    enqueue("jewelers.apply_admission", half=Half.CONTROLLER, jeweler_id=str(jeweler.pk))
    return jeweler


def apply_admission(jeweler_id: UUID) -> None:
    """Let the processor login into a jeweler's role, or shut it out, as the register says."""
    with controller_atomic():
        jeweler = Jeweler.objects.select_for_update().get(pk=jeweler_id)
        schema = TenantSchema.objects.filter(jeweler_id=jeweler_id).first()
        if schema is None:
            return
        statement = admit_sql if jeweler.state in OPEN_STATES else shut_out_sql
        with owner_connection(schema.node) as owner:
            role = role_for(schema.schema_name, owner.info.dbname)
            owner.execute(statement(role))


@controller_atomic()
def mark_deleted(jeweler_id: UUID, *, by: Actor) -> None:
    """Note that a jeweler's deletion is being carried out: no name, no schema, no way back; safe to repeat."""
    jeweler = Jeweler.objects.select_for_update().filter(pk=jeweler_id).first()
    if jeweler is None or jeweler.state == JewelerState.DELETED:
        return
    jeweler.name, jeweler.schema_name, jeweler.state = "", None, JewelerState.DELETED
    jeweler.save(update_fields=["name", "schema_name", "state"])
    _move(jeweler, JewelerState.DELETED, "Deleted on instruction", by=by)
    record("jewelers.jeweler.deleted", jeweler, by=by)


@controller_atomic()
def open_restored(jeweler_id: UUID, schema_name: str, *, by: Actor) -> Jeweler:
    """Open an invited jeweler whose schema was filled from an archive."""
    jeweler = Jeweler.objects.select_for_update().get(pk=jeweler_id)
    if jeweler.state != JewelerState.INVITED:
        raise JewelerNotInvited
    jeweler.schema_name = schema_name
    jeweler.save(update_fields=["schema_name"])
    _move(jeweler, JewelerState.PROVISIONING, "Restored from an archive", by=by)
    _move(jeweler, JewelerState.ACTIVE, "Restored from an archive", by=by)
    record("jewelers.jeweler.restored", jeweler, by=by)
    return jeweler


@controller_atomic()
def withdraw_invited(jeweler_id: UUID) -> None:
    """Take an invited jeweler out of the register, so that its slug is free again."""
    jeweler = Jeweler.objects.select_for_update().get(pk=jeweler_id)
    if jeweler.state != JewelerState.INVITED:
        raise JewelerNotInvited
    jeweler.delete()
    _forget(jeweler)


def _locked(jeweler: Jeweler) -> Jeweler:
    return Jeweler.objects.select_for_update().get(pk=jeweler.pk)


def _move(jeweler: Jeweler, state: JewelerState, reason: str, *, by: Actor) -> None:
    reason = reason.strip()[:500]
    if not reason:
        raise ReasonMissing
    jeweler.state, jeweler.state_changed_at = state, now()
    jeweler.save(update_fields=["state", "state_changed_at", "schema_name"])
    _note(jeweler, reason, by=by)
    _forget(jeweler)


def _note(jeweler: Jeweler, reason: str, *, by: Actor) -> None:
    StateChange.objects.create(
        jeweler_id=jeweler.pk, state=jeweler.state, by_kind=by.actor_kind, by_id=by.actor_id, reason=reason
    )


def _forget(jeweler: Jeweler) -> None:
    forget_tenant(jeweler.pk)
    transaction.on_commit(partial(forget_tenant, jeweler.pk), using=CONTROLLER)
