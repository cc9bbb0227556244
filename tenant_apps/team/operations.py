"""Writes of the team and the house."""

from __future__ import annotations

from uuid import UUID

from shared_apps.core.actors import SYSTEM, Actor, KnownActor
from shared_apps.core.db import jeweler_atomic
from shared_apps.core.errors import DomainError
from shared_apps.tenancy.context import current_tenant
from tenant_apps.audit.models import TrailEvent, TrailPayload
from tenant_apps.audit.operations import record
from tenant_apps.team.enums import Hue, Standing
from tenant_apps.team.models import House, Member
from tenant_apps.team.queries import agreement_standing


class AgreementNotAccepted(DomainError):
    message = "An owner must accept the agreement before the workspace can hold clients."


def require_agreement() -> None:
    """Refuse to go on while no agreement that holds is accepted."""
    if agreement_standing() is Standing.DUE:
        raise AgreementNotAccepted


@jeweler_atomic()
def prepare() -> None:
    """Furnish a new workspace; may run any number of times."""
    house, made = House.objects.get_or_create(is_only=True, defaults={"name": current_tenant().name})
    if made:
        record("team.workspace.prepared", house, by=SYSTEM)


@jeweler_atomic()
def mirror_member(*, account_id: str, name: str, email: str, role: str | None, by_kind: str, by_id: str | None) -> None:
    """Bring the mirror of one membership up to date; without a role the person has no place here any more."""
    member = Member.objects.select_for_update().filter(account_id=UUID(account_id)).first()
    if role is None:
        _let_go(member, by=_actor(by_kind, by_id))
        return
    if member is None:
        member, _ = Member.objects.get_or_create(
            account_id=UUID(account_id), defaults={"role": role, "email": email, "name": name, "is_active": False}
        )
    before = (member.is_active, member.role)
    values = {"name": name, "email": email, "role": role, "is_active": True}
    changed = [field for field, value in values.items() if getattr(member, field) != value]
    for field in changed:
        setattr(member, field, values[field])
    if changed:
        member.save(update_fields=changed)
    if not before[0]:
        record("team.member.joined", member, by=_actor(by_kind, by_id), role=role)
    elif before[1] != role:
        record("team.member.role_changed", member, by=_actor(by_kind, by_id), role=role)


@jeweler_atomic()
def note_invitation(*, invitation_id: str, act: str, role: str, by_kind: str, by_id: str | None) -> None:
    """Put what happened to an invitation into the trail, once."""
    name, facts = f"team.invitation.{act}", {"invitation": invitation_id, "role": role}
    said = TrailPayload.objects.filter(facts=facts).values("event_id")
    if not TrailEvent.objects.filter(event=name, pk__in=said).exists():
        record(name, None, by=_actor(by_kind, by_id), **facts)


@jeweler_atomic()
def accept_agreement(*, version: str, text_hash: str, by_id: str | None) -> None:
    """Note that an owner accepted a version of the agreement; may run any number of times."""
    house = House.objects.select_for_update().get()
    if house.agreement_version == version:
        return
    house.agreement_version = version
    house.save(update_fields=["agreement_version"])
    record("team.agreement.accepted", house, by=_actor("account", by_id), version=version, text_hash=text_hash)


@jeweler_atomic()
def change_house(house: House, *, name: str, hue: str, privacy_notice: str, privacy_contact: str, by: Actor) -> House:
    """Change the face the workspace shows its clients."""
    house = House.objects.select_for_update().get(pk=house.pk)
    house.name, house.hue = name.strip(), Hue(hue) if hue else ""
    house.privacy_notice, house.privacy_contact = privacy_notice.strip(), privacy_contact.strip()
    house.save(update_fields=["name", "hue", "privacy_notice", "privacy_contact"])
    record("team.house.changed", house, by=by)
    return house


def _let_go(member: Member | None, *, by: Actor) -> None:
    if member is None or not member.is_active:
        return
    member.is_active = False
    member.save(update_fields=["is_active"])
    record("team.member.left", member, by=by)


def _actor(kind: str, actor_id: str | None) -> Actor:
    """Name a member where the account has been one, else the account itself."""
    if kind == "account" and actor_id:
        member = Member.objects.filter(account_id=UUID(actor_id)).first()
        return member or KnownActor(kind, UUID(actor_id))
    return KnownActor(kind, UUID(actor_id) if actor_id else None)
