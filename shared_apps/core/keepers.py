"""What must stay although its time is over: rows that are held, and those of people who asked us to keep them (P53).

keep_rows(holds_on)             # model -> the condition of its rows that are held
keep_people(restricted_among)   # addresses -> those whose rows stay

The app that keeps holds and restrictions registers how to look them up; the sweep asks. A jeweler's rows are spared
nothing of ours: what DIA'LOG would like to keep is no reason there (P54).
"""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Model, Q

type RowKeeper = Callable[[type[Model]], Q]
type PeopleKeeper = Callable[[set[str]], set[str]]

_of_rows: list[RowKeeper] = []
_of_people: list[PeopleKeeper] = []


def keep_rows(keeper: RowKeeper) -> None:
    """Register how to tell which rows of a model are held; registering it twice changes nothing."""
    if keeper not in _of_rows:
        _of_rows.append(keeper)


def keep_people(keeper: PeopleKeeper) -> None:
    """Register how to tell whose rows stay; registering it twice changes nothing."""
    if keeper not in _of_people:
        _of_people.append(keeper)


def held_rows(model: type[Model]) -> Q:
    """Return the condition of a model's rows that are held; nothing is held where no keeper says so."""
    held = Q(pk__in=())
    for keeper in _of_rows:
        held |= keeper(model)
    return held


def kept_people(addresses: set[str]) -> set[str]:
    """Return those of the addresses, in lower case, whose rows stay."""
    kept: set[str] = set()
    for keeper in _of_people:
        kept |= keeper(addresses)
    return kept
