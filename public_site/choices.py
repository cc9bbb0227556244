"""Where a person chooses among houses without names: a private link, no cookie, no script; looking never acts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_http_methods

from public_site import guards
from public_site.choice_words import WORDS, specialism_words, spoken_words
from shared_apps.core.errors import DomainError
from shared_apps.core.http import public
from shared_apps.core.restraints import Restrained
from shared_apps.inquiries.enums import Style
from shared_apps.introductions import operations, wording
from shared_apps.introductions.enums import ProposalState
from shared_apps.introductions.models import Choice, Introduction, Proposal

# The referrer stays on our own hosts by the policy of every page; none at all would make a post's origin unknown.
SEALED = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow"}
SAID: dict[type[DomainError], tuple[str, int]] = {
    operations.NothingChosen: ("nothing_chosen", 422),
    operations.WordsChanged: ("words_changed", 409),
    Restrained: ("stopped", 403),
}


@dataclass(frozen=True)
class House:
    """One house as the page shows it; a name only once the person's data is there."""

    choice: Choice
    text: str
    where: str
    weeks: int
    skills: str
    styles: str
    languages: str
    name: str = ""
    about: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
@public
def choice(request: HttpRequest, token: str, language: str = "en") -> HttpResponse:
    """Show the houses, or what was said; a post says it."""
    with translation.override(language):
        response = _answer(request, token, language) if request.method == "POST" else _page(request, token, language)
    for name, value in SEALED.items():
        response.headers[name] = value
    return response


def _answer(request: HttpRequest, token: str, language: str) -> HttpResponse:
    if guards.is_too_large(request):
        return render(request, "public_site/too_large.html", status=413)
    try:
        _act(request, token, language)
    except tuple(SAID) as error:
        said, status = SAID[type(error)]
        return _page(request, token, language, said=said, status=status)
    except (operations.ChoiceMade, operations.ChoiceExpired, operations.ChoiceUnknown):
        # Answered in another window, too late or replaced: the page itself says which.
        return _page(request, token, language, status=409)
    return HttpResponseRedirect(_address(token, language), status=303)


def _act(request: HttpRequest, token: str, language: str) -> None:
    answer = request.POST.get("answer", "")
    if answer == "withdraw":
        operations.withdraw_by_link(token)
    elif answer == "others":
        operations.ask_for_others(token)
    else:
        chosen = _ids(request.POST.getlist("choice"))
        operations.choose(token, chosen, language=language, text_hash=request.POST.get("words", ""))


def _ids(texts: list[str]) -> list[UUID]:
    """Return what reads as ids; anything else is an id of nothing."""
    found = []
    for text in texts[: operations.MOST_CHOICES + 1]:
        try:
            found.append(UUID(text))
        except ValueError:
            found.append(UUID(int=0))
    return found


def _address(token: str, language: str) -> str:
    return reverse("choices:choice" if language == "en" else "choices:choice_zh", args=[token])


def _page(request: HttpRequest, token: str, language: str, *, said: str = "", status: int = 200) -> HttpResponse:
    words = WORDS[language]
    context: dict[str, Any] = {"w": words, "lang": language, "said": words.get(said, "")}
    try:
        proposal = operations.proposal_of(token)
    except operations.ChoiceUnknown:
        return render(request, "public_site/choices/gone.html", context, status=404)
    choices = list(proposal.choices.select_related("jeweler__profile").order_by("position"))
    received = _received(proposal)
    shown = operations.shown_in(choices)
    context |= {
        "proposal": proposal,
        "reference": proposal.brief.reference,
        "outcome": _outcome(proposal),
        "houses": [_house(one, language, received) for one in choices],
        "consent": wording.CHOICE[language],
        "words_hash": wording.choice_hash(language, shown),
        "ticked": {str(one) for one in request.POST.getlist("choice")},
        "address": _address(token, language),
        "may_withdraw": proposal.brief.is_open,
    }
    if context["outcome"] == "expired" and status == 200:
        status = 410
    return render(request, "public_site/choices/choice.html", context, status=status)


def _outcome(proposal: Proposal) -> str:
    """Return what to show: nothing while the person may still choose."""
    if not proposal.brief.is_open and proposal.brief.close_reason == "withdrawn":
        return "withdrawn"
    if proposal.state == ProposalState.OPEN:
        return "" if proposal.is_open and proposal.brief.is_open else "expired"
    known = {ProposalState.CHOSEN: "chosen", ProposalState.OTHERS: "others_done", ProposalState.WITHDRAWN: "withdrawn"}
    return known.get(ProposalState(proposal.state), "expired")


def _received(proposal: Proposal) -> set[UUID]:
    """Return the houses that have this person's data."""
    rows = Introduction.objects.filter(proposal_id=proposal.pk, delivered_at__isnull=False)
    return set(rows.values_list("jeweler_id", flat=True))


def _house(choice: Choice, language: str, received: set[UUID]) -> House:
    shown, words = choice.shown, WORDS[language]
    near = [shown["city"]] if shown["city"] else []
    far = [words["remote" if near else "remote_only"]] if shown["works_remotely"] else []
    known = choice.jeweler_id in received
    profile = getattr(choice.jeweler, "profile", None) if known else None
    return House(
        choice=choice,
        text=_in(language, shown["text"], shown["text_zh"]),
        where=", ".join(near + far),
        weeks=shown["lead_weeks"],
        skills=_list(specialism_words(one, language) for one in shown["specialisms"]),
        styles=_list(str(Style(one).label) for one in shown["styles"]),
        languages=_list(spoken_words(one, language) for one in shown["languages"]),
        name=choice.jeweler.name if known else "",
        about=_in(language, profile.shown_text, profile.shown_text_zh) if profile else "",
    )


def _in(language: str, english: str, chinese: str) -> str:
    return (chinese or english) if language != "en" else english


def _list(words: Any) -> str:
    return (", " if translation.get_language() == "en" else "、").join(words)
