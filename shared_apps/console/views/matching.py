"""Which houses suit a brief, and putting them to the person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from shared_apps.console.views.inbox import staff_of
from shared_apps.core.datamap import Purpose
from shared_apps.core.errors import DomainError
from shared_apps.core.http import refusal, staff_required
from shared_apps.core.restraints import is_restrained
from shared_apps.inquiries.models import Brief
from shared_apps.introductions import operations
from shared_apps.introductions.matching import matches_for
from shared_apps.introductions.models import Proposal
from shared_apps.introductions.queries import proposals_of

SHOWN = 20


@require_safe
@staff_required
def brief_matching(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _page(request, get_object_or_404(Brief, pk=pk))


def _page(request: HttpRequest, brief: Brief, *, status: int = 200, **told: Any) -> HttpResponse:
    matches = matches_for(brief)
    everyone = request.GET.get("all") == "1"
    context = {
        "brief": brief,
        "ranked": list(enumerate(matches.ranked if everyone else matches.ranked[:SHOWN], 1)),
        "found": len(matches.ranked),
        "left_out": matches.excluded,
        "more": 0 if everyone else max(len(matches.ranked) - SHOWN, 0),
        "is_restrained": is_restrained(brief.email, Purpose.INTRODUCE),
        "waiting": proposals_of(brief).filter(state="open").first(),
        "ticked": set(request.POST.getlist("jewelers")),
    }
    return render(request, "console/introductions/matching.html", context | told, status=status)


@require_POST
@staff_required
def brief_proposals(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put the ticked houses to the person in the order of the list, or introduce them where that was asked for."""
    brief = get_object_or_404(Brief, pk=pk)
    try:
        chosen = [UUID(text) for text in request.POST.getlist("jewelers")]
    except ValueError:
        return _page(request, brief, status=422, refused="Choose from the list.")
    try:
        if request.POST.get("act") == "introduce":
            operations.introduce_brief(brief, chosen, by=staff_of(request))
            said = "introduced. The person is told by mail."
        else:
            operations.propose(brief, chosen, by=staff_of(request))
            said = "put to the person. Their link is on its way."
    except (operations.NoJewelerChosen, operations.TooManyChoices) as error:
        return _page(request, brief, status=422, refused=error.message)
    except DomainError as error:
        return refusal(request, error)
    messages.success(request, f"{brief.reference}: {said}")
    return HttpResponseRedirect(reverse("console:brief_detail", args=[brief.pk]))


@require_POST
@staff_required
def proposal_withdrawal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take an unanswered proposal back."""
    proposal = get_object_or_404(Proposal, pk=pk)
    operations.take_back(proposal, by=staff_of(request))
    messages.success(request, "The proposal is taken back; its link leads nowhere now.")
    return HttpResponseRedirect(reverse("console:brief_matching", args=[proposal.brief_id]))
