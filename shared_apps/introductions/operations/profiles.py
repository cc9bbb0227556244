"""What a house says of itself, and whom it must not be introduced to."""

from __future__ import annotations

import re
from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings

from shared_apps.core.actors import Actor
from shared_apps.core.clock import now
from shared_apps.core.db import controller_atomic
from shared_apps.core.errors import DomainError
from shared_apps.core.operations import record
from shared_apps.introductions.models import Conflict, Profile
from shared_apps.jewelers.models import Jeweler

ANONYMOUS = ("anonymous_text", "anonymous_text_zh")
_REACHABLE = re.compile(r"@|https?:|www\.|\.(com|hk|net|org)\b|(?:\d[\s-]?){7,}", re.IGNORECASE)
# Words that stand in many houses' names and give none of them away.
_COMMON = frozenset({"atelier", "maison", "jeweler", "jewelers", "jewelry", "jewellery", "house", "fine", "and"})


class ProfileFields(TypedDict, total=False):
    is_open: bool
    specialisms: list[str]
    pieces: list[str]
    budgets: list[str]
    styles: list[str]
    languages: list[str]
    city: str
    works_remotely: bool
    lead_weeks: int
    capacity: int
    committed: int
    registration: str
    registration_number: str
    registration_expires_on: date | None
    anonymous_text: str
    anonymous_text_zh: str
    shown_text: str
    shown_text_zh: str


class NamesTheHouse(DomainError):
    message = "The words shown before somebody chooses must not say who you are: no name, address, link or number."


class RegistrationIncomplete(DomainError):
    message = "A registration has a number and a date on which it ends."


@controller_atomic()
def edit_profile(jeweler_id: UUID, *, by: Actor, **fields: Unpack[ProfileFields]) -> Profile:
    """Change what is known of a house; the first change makes the profile."""
    jeweler = Jeweler.objects.select_for_update().get(pk=jeweler_id)
    profile, is_new = Profile.objects.select_for_update().get_or_create(jeweler=jeweler)
    changed = [name for name, value in fields.items() if getattr(profile, name) != value]
    for name in changed:
        setattr(profile, name, fields[name])  # type: ignore[literal-required]
    if "committed" in fields:
        profile.committed_month = this_month()
        changed.append("committed_month")
    _check(profile, jeweler)
    if changed:
        profile.save(update_fields=changed)
    if changed or is_new:
        record("introductions.profile.edited", profile, by=by, jeweler=str(jeweler_id))
    return profile


def this_month() -> date:
    """Return the first day of the month it is in Hong Kong."""
    return now().astimezone(ZoneInfo(settings.WORKING_ZONE)).date().replace(day=1)


def _check(profile: Profile, jeweler: Jeweler) -> None:
    for name in ANONYMOUS:
        if gives_away(getattr(profile, name), jeweler.name):
            raise NamesTheHouse
    registered = profile.registration != "none"
    if registered and not (profile.registration_number and profile.registration_expires_on):
        raise RegistrationIncomplete


def gives_away(text: str, name: str) -> bool:
    """Whether a text says whose it is: by name, by a telling word of the name, or by a way to reach the house."""
    said = text.casefold()
    words = {word for word in re.split(r"\W+", name.casefold()) if len(word) > 2} - _COMMON
    spoken = set(re.split(r"\W+", said))
    return bool(_REACHABLE.search(said)) or (bool(name) and name.casefold() in said) or bool(words & spoken)


class ConflictUnclear(DomainError):
    message = "Name an e-mail address, or a whole mail domain as @example.com."


@controller_atomic()
def note_conflict(jeweler_id: UUID, *, address: str, reason: str, by: Actor) -> Conflict:
    """Note that a person, or everybody of a mail domain, is not to be introduced to a house."""
    address = address.strip().lower()
    if "@" not in address or "." not in address.rpartition("@")[2]:
        raise ConflictUnclear
    conflict, is_new = Conflict.objects.get_or_create(
        jeweler_id=jeweler_id, address=address, defaults={"reason": reason.strip()[:200], "noted_by_id": by.actor_id}
    )
    if is_new:
        record("introductions.conflict.noted", conflict, by=by, jeweler=str(jeweler_id))
    return conflict


@controller_atomic()
def lift_conflict(conflict: Conflict, *, by: Actor) -> None:
    """Take a conflict off the list."""
    record("introductions.conflict.lifted", conflict, by=by, jeweler=str(conflict.jeweler_id))
    Conflict.objects.filter(pk=conflict.pk).delete()
