"""Businesses that would like to work with us: from an inquiry to a decision."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shared_apps.accounts.queries import names_of
from shared_apps.console.jeweler_forms import ApplicationForm, DecisionForm
from shared_apps.core.errors import DomainError
from shared_apps.core.http import refusal, staff_required
from shared_apps.inquiries.models import Inquiry
from shared_apps.jewelers import businesses
from shared_apps.jewelers.enums import ApplicationState
from shared_apps.jewelers.models import Application

PER_PAGE = 25


@require_safe
@staff_required
def application_list(request: HttpRequest) -> HttpResponse:
    state = request.GET.get("state", ApplicationState.OPEN)
    state = state if state in {"", *ApplicationState.values} else ApplicationState.OPEN
    found = Application.objects.filter(state=state) if state else Application.objects.all()
    page = Paginator(found.order_by("-created_at", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    tabs = [
        {"label": label, "url": f"?state={value}", "current": value == state}
        for value, label in (*ApplicationState.choices, ("", "All"))
    ]
    return render(request, "console/applications/list.html", {"page": page, "tabs": tabs})


@require_POST
@staff_required
def inquiry_application(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Make an inquiry an application, or go to the one it is."""
    inquiry = get_object_or_404(Inquiry, pk=pk)
    application = businesses.open_application(inquiry, by=request.actor)  # type: ignore[attr-defined]
    return redirect("console:application_detail", application.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required
def application_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show an application, and while nothing is decided keep what the business says of itself."""
    application = get_object_or_404(Application.objects.select_related("jeweler"), pk=pk)
    form = ApplicationForm(request.POST) if request.method == "POST" else ApplicationForm.of(application)
    if request.method == "POST" and form.is_valid():
        try:
            businesses.edit_application(application, by=request.actor, **form.cleaned_data)  # type: ignore[attr-defined]
        except businesses.ApplicationDecided as error:
            return refusal(request, error)
        except DomainError as error:
            form.add_error("dealer_number", error.message)
        else:
            messages.success(request, "Saved.")
            return redirect("console:application_detail", application.pk)
    return _page(request, application, form)


@require_POST
@staff_required
def application_decision(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Accept or decline, with a reason."""
    application = get_object_or_404(Application, pk=pk)
    decision = DecisionForm(request.POST)
    if not decision.is_valid():
        return _page(request, application, ApplicationForm.of(application), decision)
    reason = decision.cleaned_data["reason"]
    try:
        if decision.cleaned_data["act"] == "accept":
            jeweler = businesses.accept_application(application, reason=reason, by=request.actor)  # type: ignore[attr-defined]
            messages.success(request, f"{jeweler.name} is invited; the workspace is being opened.")
            return redirect("console:jeweler_detail", jeweler.pk)
        businesses.decline_application(application, reason=reason, by=request.actor)  # type: ignore[attr-defined]
    except DomainError as error:
        decision.add_error("reason", error.message)
        return _page(request, application, ApplicationForm.of(application), decision)
    messages.success(request, "Declined, and noted.")
    return redirect("console:application_detail", application.pk)


def _page(
    request: HttpRequest, application: Application, form: ApplicationForm, decision: DecisionForm | None = None
) -> HttpResponse:
    people = names_of([application.decided_by_id])
    context = {
        "application": application,
        "form": form,
        "decision": decision or DecisionForm(),
        "decided_by": people.get(application.decided_by_id, "") if application.decided_by_id else "",
        "app_host": settings.APP_HOST,
    }
    refused = form.errors or (decision is not None and decision.errors)
    return render(request, "console/applications/detail.html", context, status=422 if refused else 200)
