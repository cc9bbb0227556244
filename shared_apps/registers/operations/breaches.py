"""A breach from when it was noticed: what it touched, whom it concerns, who was told, what the authority hears."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string

from shared_apps.core.actors import Actor
from shared_apps.core.clock import now
from shared_apps.core.db import CONTROLLER, controller_atomic
from shared_apps.core.errors import DomainError
from shared_apps.core.operations import record
from shared_apps.core.trail import Fact
from shared_apps.notices.addressees import Addressee
from shared_apps.notices.operations import give_notice
from shared_apps.notices.queries import privacy_contacts
from shared_apps.registers.affected import is_known, jewelers_affected
from shared_apps.registers.enums import BreachState
from shared_apps.registers.models import Breach, BreachDraft, BreachNote, BreachObject
from shared_apps.registers.people import person_behind


class NoticedInTheFuture(DomainError):
    message = "Nobody has noticed it yet: choose a moment that has passed."


class BreachClosed(DomainError):
    message = "This breach is closed."


class ObjectUnknown(DomainError):
    message = "There is no such thing. A name that is mistyped would concern nobody."


class ObjectNotedAlready(DomainError):
    message = "That is noted already."


class DraftConfirmed(DomainError):
    message = "This jeweler has been told; the words stay as they were sent."


class NobodyToTell(DomainError):
    message = "This jeweler has nobody we could tell by mail."


class JewelersNotTold(DomainError):
    message = "An affected jeweler has not been told yet."


class AuthorityNotSettled(DomainError):
    message = "Say when the authority was told, or why it need not be."


@controller_atomic()
def enter_breach(*, title: str, noticed_at: datetime, what_happened: str, is_drill: bool, by: Actor) -> Breach:
    """Enter a breach, or a rehearsal of one; the clock runs from when it was noticed. Raises NoticedInTheFuture."""
    if noticed_at > now():
        raise NoticedInTheFuture
    breach = Breach.objects.create(
        title=title,
        noticed_at=noticed_at,
        what_happened=what_happened,
        is_drill=is_drill,
        reported_by_id=person_behind(by),
    )
    record("registers.breach.entered", breach, by=by, is_drill=is_drill)
    _note(breach, "Entered.", by=by)
    return breach


@controller_atomic()
def describe_breach(breach: Breach, *, by: Actor, **said: Any) -> Breach:
    """Say anew what happened, what follows and what we do about it. Raises BreachClosed."""
    breach = _open(breach)
    for name in ("what_happened", "consequences", "measures", "is_high_risk"):
        setattr(breach, name, said[name])
    breach.save(update_fields=["what_happened", "consequences", "measures", "is_high_risk"])
    record("registers.breach.changed", breach, by=by)
    _note(breach, "Described anew.", by=by)
    return breach


@controller_atomic()
def add_object(breach: Breach, *, kind: str, name: str, by: Actor) -> BreachObject:
    """Note one thing the breach touched. Raises BreachClosed, ObjectUnknown, ObjectNotedAlready."""
    breach = _open(breach)
    name = name.strip()
    if not is_known(kind, name):
        raise ObjectUnknown
    try:
        with transaction.atomic(using=CONTROLLER):
            touched = BreachObject.objects.create(breach=breach, kind=kind, name=name)
    except IntegrityError as error:
        raise ObjectNotedAlready from error
    record("registers.breach.object_added", breach, by=by, kind=kind)
    _note(breach, f"Touched: {touched.get_kind_display()}.", by=by)
    return touched


@controller_atomic()
def add_note(breach: Breach, *, text: str, by: Actor) -> BreachNote:
    """Write a line of the timeline. Raises BreachClosed."""
    return _note(_open(breach), text, by=by)


@controller_atomic()
def draft_notices(breach: Breach, *, by: Actor) -> list[BreachDraft]:
    """Write a draft for every affected jeweler that has none, and drop those of jewelers that are not affected.

    Raises BreachClosed.
    """
    breach = _open(breach)
    affected = list(jewelers_affected(breach))
    breach.drafts.filter(confirmed_at=None).exclude(jeweler__in=affected).delete()
    known = set(breach.drafts.values_list("jeweler_id", flat=True))
    made = [
        BreachDraft.objects.create(breach=breach, jeweler=jeweler, text=draft_text(breach, jeweler.name))
        for jeweler in affected
        if jeweler.pk not in known
    ]
    record("registers.breach.drafted", breach, by=by, jewelers=len(made))
    return made


def draft_text(breach: Breach, house: str) -> str:
    """Return what an affected jeweler is told, in our words, from what is known."""
    return render_to_string("registers/breach_draft.txt", {"breach": breach, "house": house}).strip()


@controller_atomic()
def confirm_draft(draft: BreachDraft, *, text: str, by: Actor) -> BreachDraft:
    """Tell one jeweler, in the words a person has read; a rehearsal goes to ourselves.

    Raises BreachClosed, DraftConfirmed, NobodyToTell.
    """
    breach = _open(draft.breach)
    draft = BreachDraft.objects.select_for_update().get(pk=draft.pk)
    if draft.confirmed_at is not None:
        raise DraftConfirmed
    contacts = privacy_contacts([draft.jeweler_id])
    if not contacts:
        raise NobodyToTell
    draft.text, draft.confirmed_by_id, draft.confirmed_at = text.strip(), by.actor_id, now()
    draft.save(update_fields=["text", "confirmed_by_id", "confirmed_at"])
    if breach.is_drill:
        ourselves = [Addressee(settings.INTAKE_EMAIL, draft.jeweler_id)]
        give_notice("registers.breach_drill", draft, to=ourselves, by=by)
    else:
        give_notice("registers.breach_notice", draft, to=contacts, by=by)
    facts: dict[str, Fact] = {"breach": str(breach.pk), "jeweler": str(draft.jeweler_id), "is_drill": breach.is_drill}
    record("registers.breach.told", draft, by=by, **facts)
    _note(breach, "A jeweler was told." if not breach.is_drill else "A jeweler would have been told.", by=by)
    return draft


@controller_atomic()
def settle_authority(breach: Breach, *, told_at: datetime | None, untold_because: str, by: Actor) -> Breach:
    """Note when the authority was told, or why it need not be. Raises BreachClosed, AuthorityNotSettled."""
    breach = _open(breach)
    if (told_at is None) == (untold_because.strip() == ""):
        raise AuthorityNotSettled
    breach.authority_told_at, breach.authority_untold_because = told_at, untold_because.strip()
    breach.save(update_fields=["authority_told_at", "authority_untold_because"])
    record("registers.breach.authority_settled", breach, by=by, told=told_at is not None)
    _note(breach, "The authority was told." if told_at else "The authority need not be told.", by=by)
    return breach


@controller_atomic()
def close_breach(breach: Breach, *, by: Actor) -> Breach:
    """Close a breach everybody concerned was told of. Raises BreachClosed, JewelersNotTold, AuthorityNotSettled."""
    breach = _open(breach)
    told = breach.drafts.filter(confirmed_at__isnull=False).values("jeweler")
    if jewelers_affected(breach).exclude(pk__in=told).exists():
        raise JewelersNotTold
    if not breach.authority_settled:
        raise AuthorityNotSettled
    breach.state, breach.closed_at = BreachState.CLOSED, now()
    breach.save(update_fields=["state", "closed_at"])
    record("registers.breach.closed", breach, by=by)
    _note(breach, "Closed.", by=by)
    return breach


def _open(breach: Breach) -> Breach:
    breach = Breach.objects.select_for_update().get(pk=breach.pk)
    if not breach.is_open:
        raise BreachClosed
    return breach


def _note(breach: Breach, text: str, *, by: Actor) -> BreachNote:
    return BreachNote.objects.create(breach_id=breach.pk, text=text, by_id=by.actor_id)
