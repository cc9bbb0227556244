"""What was meant by a few letters: exact words first, then, when few fit, words with a letter wrong."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Case, When
from django.urls import reverse

from tenant_apps.search.kinds import Kind, kinds
from tenant_apps.search.models import Entry
from tenant_apps.search.words import question
from tenant_apps.team.models import Member

SHOWN, MOST = 12, 50
FEW = 3
# A word that stands everywhere is not read to its end: what is meant needs another word.
CANDIDATES = 2_000


@dataclass(frozen=True)
class Found:
    """One line of the answer."""

    kind: Kind
    entry: Entry

    @property
    def url(self) -> str:
        return reverse(self.kind.url_name, args=[self.entry.object_id])


@dataclass(frozen=True)
class Answer:
    """What was found; ``is_guess`` when some of it only resembles what was typed."""

    lines: list[Found]
    is_guess: bool = False


def find(member: Member, text: str, *, kind: str = "", limit: int = SHOWN) -> Answer:
    """Return what a member may see that fits the text, at most ``limit`` lines."""
    known = {one.name: one for one in kinds() if one.permission.allows(member.role) and kind in {"", one.name}}
    exact = _matching(question(text), known, text, limit)
    if len(exact) >= FEW or not (forgiving := question(text, forgiving=True)):
        return Answer(exact)
    near = [one for one in _matching(forgiving, known, text, limit) if one.entry.pk not in {e.entry.pk for e in exact}]
    return Answer([*exact, *near][:limit], is_guess=bool(near))


def _matching(asked: str, known: dict[str, Kind], text: str, limit: int) -> list[Found]:
    if not asked or not known:
        return []
    candidates = Entry.objects.filter(kind__in=known, lexemes__fits=asked).values("pk")[:CANDIDATES]
    begins = Case(When(title__istartswith=text.strip(), then=1), default=0)
    ordered = Entry.objects.filter(pk__in=candidates).annotate(begins=begins)
    lines = ordered.order_by("is_archived", "-begins", "-weight", "-changed_at", "pk")[:limit]
    return [Found(known[entry.kind], entry) for entry in lines]
