"""Introductions: how far each has come, what staff look after, and the record of what was shared."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from shared_apps.accounts.queries import names_of
from shared_apps.console.forms import IntroductionForm
from shared_apps.console.introduction_forms import OutcomeForm
from shared_apps.console.views.inbox import staff_of
from shared_apps.console.views.threads import thread_page
from shared_apps.core.errors import DomainError
from shared_apps.core.http import refusal, staff_required
from shared_apps.inquiries.models import Brief
from shared_apps.introductions import operations
from shared_apps.introductions.enums import IN_HAND, IntroductionState, OutcomeReason
from shared_apps.introductions.models import FollowUp, Introduction, Share
from shared_apps.introductions.queries import TABS, due_follow_ups, introductions_in, introductions_of

PER_PAGE = 25
FOLLOW_UPS = 50
LABELS = {"open": "In progress", "waiting": "Next in line", "ended": "Ended"}


@require_safe
@staff_required
def introduction_list(request: HttpRequest) -> HttpResponse:
    tab = request.GET.get("tab", "open")
    tab = tab if tab in TABS else "open"
    page = Paginator(introductions_in(tab), PER_PAGE).get_page(request.GET.get("page"))
    tabs = [{"label": label, "url": f"?tab={name}", "current": name == tab} for name, label in LABELS.items()]
    due = list(due_follow_ups()[:FOLLOW_UPS])
    return render(request, "console/introductions/list.html", {"page": page, "tab": tab, "tabs": tabs, "due": due})


@require_safe
@staff_required
def introduction_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _page(request, pk)


def _page(request: HttpRequest, pk: UUID, form: OutcomeForm | None = None) -> HttpResponse:
    introduction = get_object_or_404(Introduction.objects.select_related("brief", "jeweler"), pk=pk)
    share = Share.objects.filter(introduction_id=pk).first()
    names = names_of([introduction.introduced_by_id])
    context: dict[str, Any] = {
        "made": introduction,
        "share": share,
        "by": names.get(introduction.introduced_by_id, ""),
        "matters": list(introduction.follow_ups.order_by("due_at")),
        "form": form or OutcomeForm(),
        "is_in_hand": introduction.state in IN_HAND,
        "may_withdraw": introduction.brief.is_open,
    }
    status = 422 if form is not None else 200
    return render(request, "console/introductions/detail.html", context, status=status)


@require_POST
@staff_required
def introduction_outcome(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note what staff learned: the first contact, or how it ended."""
    introduction = get_object_or_404(Introduction, pk=pk)
    about: dict[str, Any] = {"introduction_id": pk, "jeweler_id": introduction.jeweler_id, "by": staff_of(request)}
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        return _page(request, pk, form)
    what = form.cleaned_data["outcome"]
    try:
        if what == IntroductionState.CONTACTED:
            operations.note_contact(**about)
        else:
            reason = OutcomeReason(form.cleaned_data["reason"])
            operations.note_outcome(**about, is_won=what == IntroductionState.WON, reason=reason)
    except DomainError as error:
        return refusal(request, error)
    messages.success(request, "Noted.")
    return HttpResponseRedirect(reverse("console:introduction_detail", args=[pk]))


@require_POST
@staff_required
def follow_up_done(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note that a matter is looked after."""
    operations.settle_follow_up(get_object_or_404(FollowUp, pk=pk), by=staff_of(request))
    messages.success(request, "Done.")
    return HttpResponseRedirect(reverse("console:introduction_list"))


@require_POST
@staff_required
def brief_withdrawal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Carry out that the person withdrew, as they told us by mail or phone."""
    brief = get_object_or_404(Brief, pk=pk)
    try:
        operations.withdraw_brief(brief, by=staff_of(request))
    except DomainError as error:
        return refusal(request, error)
    messages.success(request, "Withdrawn. Every jeweler who holds it is told.")
    return HttpResponseRedirect(reverse("console:brief_detail", args=[pk]))


@require_POST
@staff_required
def brief_introductions(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Introduce a brief to the jewelers chosen on its page."""
    brief = get_object_or_404(Brief, pk=pk)
    form = IntroductionForm(request.POST, already={made.jeweler_id for made in introductions_of(brief)})
    if not form.is_valid():
        return thread_page(request, brief, status=422, form=form)
    chosen = [UUID(jeweler) for jeweler in form.cleaned_data["jewelers"]]
    try:
        made = operations.introduce_brief(brief, chosen, by=staff_of(request))
    except DomainError as error:
        return refusal(request, error)
    houses = "one jeweler" if len(made) == 1 else f"{len(made)} jewelers"
    messages.success(request, f"{brief.reference} is introduced to {houses}. The person is told by mail.")
    return HttpResponseRedirect(reverse("console:brief_detail", args=[brief.pk]))
