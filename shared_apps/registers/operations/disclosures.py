"""The only way data reach an outsider: written down first, decided by two people, made by a task, sealed (P45)."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder

from shared_apps.accounts.sealing import open_text, seal_text
from shared_apps.core import crossings
from shared_apps.core.actors import SYSTEM, Actor
from shared_apps.core.clock import now
from shared_apps.core.db import Half, controller_atomic
from shared_apps.core.errors import DomainError, Unavailable
from shared_apps.core.jobs import enqueue
from shared_apps.core.operations import record
from shared_apps.notices.addressees import Addressee
from shared_apps.notices.models import Delivery, DeliveryState
from shared_apps.notices.operations import give_notice
from shared_apps.notices.queries import privacy_contacts
from shared_apps.registers.enums import DataClass, DisclosureState
from shared_apps.registers.models import Disclosure, DisclosureExport
from shared_apps.registers.people import person_behind
from shared_apps.registers.scope import field_names, our_rows
from shared_apps.tenancy.context import tenant_by_id

SEAL = "disclosure"
MOST_SUBJECTS = 20
ADDRESS = re.compile(r"[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+")
NUMBER = re.compile(r"C-\d{1,9}")


class ScopeNotExact(DomainError):
    message = "Name at most 20 people, each by a whole e-mail address, or by client number at a jeweler."


class FieldsUnknown(DomainError):
    message = "Choose at least one field, from the list."


class JewelerMissing(DomainError):
    message = "Say whose client it is: a jeweler's data are disclosed for one jeweler at a time."


class DisclosureDecided(DomainError):
    message = "This disclosure is decided already."


class SamePerson(DomainError):
    message = "Somebody else has to decide: two people stand behind every disclosure."


class NobodyToTell(DomainError):
    message = "This jeweler has nobody we could tell. Write down why they are not told."


class NoticeUnderWay(Unavailable):
    message = "The jeweler is told first; the export follows."


class ExportGone(DomainError):
    message = "The export is not there any more; it is kept for seven days."


class NotYourDisclosure(DomainError):
    message = "Only the two people who decided it can take the export out."


@controller_atomic()
def propose_disclosure(
    *,
    requester: str,
    legal_basis: str,
    document_sha256: str,
    data_class: str,
    jeweler_id: UUID | None,
    subjects: list[str],
    fields: list[str],
    since: date,
    until: date,
    untold_because: str,
    by: Actor,
) -> Disclosure:
    """Write down what somebody demands and what they would get. Raises ScopeNotExact, FieldsUnknown, JewelerMissing."""
    named = _exact(subjects, at_jeweler=data_class == DataClass.JEWELER)
    if not fields or not set(fields) <= set(field_names(data_class)):
        raise FieldsUnknown
    if (data_class == DataClass.JEWELER) != (jeweler_id is not None):
        raise JewelerMissing
    disclosure = Disclosure.objects.create(
        requester=requester,
        legal_basis=legal_basis,
        document_sha256=document_sha256,
        data_class=data_class,
        jeweler_id=jeweler_id,
        subjects=named,
        fields=sorted(set(fields)),
        since=since,
        until=until,
        untold_because=untold_because,
        proposed_by_id=person_behind(by),
    )
    told: dict[str, Any] = {"subjects": len(named), "fields": len(disclosure.fields), "data_class": data_class}
    record("registers.disclosure.proposed", disclosure, by=by, jeweler=str(jeweler_id or ""), **told)
    return disclosure


def _exact(subjects: list[str], *, at_jeweler: bool) -> list[str]:
    named = sorted({subject.strip() for subject in subjects} - {""})
    whole = [one for one in named if ADDRESS.fullmatch(one) or (at_jeweler and NUMBER.fullmatch(one))]
    if not named or whole != named or len(named) > MOST_SUBJECTS:
        raise ScopeNotExact
    return named


@controller_atomic()
def approve_disclosure(disclosure: Disclosure, *, by: Actor) -> Disclosure:
    """Approve what somebody else proposed; those concerned are told, then the export is made.

    Raises DisclosureDecided, SamePerson, NobodyToTell.
    """
    disclosure = _decide(disclosure, DisclosureState.APPROVED, by=by)
    record("registers.disclosure.approved", disclosure, by=by, tells=disclosure.tells)
    if disclosure.tells:
        _tell(disclosure, by=by)
    enqueue("registers.make_export", half=Half.CONTROLLER, disclosure_id=str(disclosure.pk))
    return disclosure


@controller_atomic()
def refuse_disclosure(disclosure: Disclosure, *, reason: str, by: Actor) -> Disclosure:
    """Refuse what somebody else proposed. Raises DisclosureDecided, SamePerson."""
    disclosure = _decide(disclosure, DisclosureState.REFUSED, by=by, refused_because=reason)
    record("registers.disclosure.refused", disclosure, by=by)
    return disclosure


def _decide(disclosure: Disclosure, state: str, *, by: Actor, refused_because: str = "") -> Disclosure:
    disclosure = Disclosure.objects.select_for_update(of=("self",)).get(pk=disclosure.pk)
    if disclosure.state != DisclosureState.PROPOSED:
        raise DisclosureDecided
    if by.actor_id is None or by.actor_id == disclosure.proposed_by_id:
        raise SamePerson
    disclosure.state, disclosure.refused_because = state, refused_because
    disclosure.decided_by_id, disclosure.decided_at = by.actor_id, now()
    disclosure.save(update_fields=["state", "refused_because", "decided_by_id", "decided_at"])
    return disclosure


def _tell(disclosure: Disclosure, *, by: Actor) -> None:
    if disclosure.jeweler_id is None:
        people = [Addressee(address) for address in disclosure.subjects]
        give_notice("registers.disclosure_to_person", disclosure, to=people, by=by)
        return
    contacts = privacy_contacts([disclosure.jeweler_id])
    if not contacts:
        raise NobodyToTell
    give_notice("registers.disclosure_to_jeweler", disclosure, to=contacts, by=by)


def make_export(*, disclosure_id: str) -> None:
    """Make the approved export of exactly what the register names; a jeweler has been told before. Idempotent.

    Raises NoticeUnderWay, to be tried again.
    """
    disclosure = Disclosure.objects.get(pk=disclosure_id)
    if disclosure.state != DisclosureState.APPROVED:
        return
    of_jeweler = disclosure.jeweler_id is not None
    notices = Delivery.objects.filter(notice__about_id=disclosure.pk)
    if of_jeweler and disclosure.tells and not notices.filter(state=DeliveryState.SENT).exists():
        raise NoticeUnderWay
    rows = _jewelers_rows(disclosure) if of_jeweler else our_rows(**_scope(disclosure))
    _keep_export(disclosure, rows)


def _scope(disclosure: Disclosure) -> dict[str, Any]:
    return {name: getattr(disclosure, name) for name in ("subjects", "fields", "since", "until")}


def _jewelers_rows(disclosure: Disclosure) -> dict[str, list[dict[str, Any]]]:
    """Have the rows handed over by the jeweler's half, which sees this one jeweler's and no other's."""
    days = {"since": disclosure.since.isoformat(), "until": disclosure.until.isoformat()}
    told = {"disclosure": str(disclosure.pk), "is_told": disclosure.tells}
    tenant = tenant_by_id(UUID(str(disclosure.jeweler_id)))
    rows: dict[str, list[dict[str, Any]]] = crossings.call(
        "privacy.disclose", tenant, **_scope(disclosure) | days | told
    )
    return rows


@controller_atomic()
def _keep_export(disclosure: Disclosure, rows: dict[str, list[dict[str, Any]]]) -> None:
    disclosure = Disclosure.objects.select_for_update(of=("self",)).get(pk=disclosure.pk)
    if disclosure.state != DisclosureState.APPROVED:
        return
    head = {"disclosure": disclosure.code, "made_at": now(), **_scope(disclosure)}
    text = json.dumps(head | {"rows": rows}, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
    disclosure.state, disclosure.made_at = DisclosureState.MADE, now()
    disclosure.export_sha256 = hashlib.sha256(text.encode()).hexdigest()
    disclosure.export_rows = sum(len(found) for found in rows.values())
    disclosure.save(update_fields=["state", "made_at", "export_sha256", "export_rows"])
    expires_at = now() + timedelta(days=settings.EXPORT_DAYS)
    sealed = seal_text(SEAL, text)
    DisclosureExport.objects.create(disclosure=disclosure, sealed=sealed, expires_at=expires_at)
    rows_made, sha256 = disclosure.export_rows, disclosure.export_sha256
    record("registers.disclosure.made", disclosure, by=SYSTEM, rows=rows_made, sha256=sha256)


@controller_atomic()
def hand_over(disclosure: Disclosure, *, by: Actor) -> str:
    """Return the export's text to one of the two people; each time is written down. Raises ExportGone."""
    if by.actor_id not in {disclosure.proposed_by_id, disclosure.decided_by_id}:
        raise NotYourDisclosure
    export = DisclosureExport.objects.filter(disclosure=disclosure, expires_at__gt=now()).first()
    if export is None:
        raise ExportGone
    record("registers.disclosure.handed_over", disclosure, by=by, sha256=disclosure.export_sha256)
    return open_text(SEAL, export.sealed)
