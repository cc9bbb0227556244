"""The list of providers as of any day, and those who asked for it (P40)."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from shared_apps.console.provider_forms import AsOfForm, ListRequestForm
from shared_apps.console.views.providers import actor
from shared_apps.core.clock import now
from shared_apps.core.errors import DomainError
from shared_apps.core.http import staff_required
from shared_apps.providers import queries
from shared_apps.providers.listing import canonical, current_document, list_as_of, pdf_of, sha256_of
from shared_apps.providers.operations import answer_list_request
from shared_apps.providers.views import document

PER_PAGE = 25


@require_safe
@staff_required
def provider_document(request: HttpRequest) -> HttpResponse:
    """Show the list as it stood at the end of a day."""
    day = asked_day(request)
    context = {
        "day": day,
        "entries": list_as_of(day),
        "sha256": sha256_of(current_document(day)),
        "form": AsOfForm(initial={"on": day}),
    }
    return render(request, "console/providers/document.html", context)


@require_safe
@staff_required
def provider_document_json(request: HttpRequest) -> HttpResponse:
    day = asked_day(request)
    return document(canonical(current_document(day)), "application/json", f"providers-{day}.json")


@require_safe
@staff_required
def provider_document_pdf(request: HttpRequest) -> HttpResponse:
    day = asked_day(request)
    return document(pdf_of(current_document(day)), "application/pdf", f"providers-{day}.pdf")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required
def provider_requests(request: HttpRequest) -> HttpResponse:
    """Show who asked for the list and what they were given, and answer the next."""
    today = localdate(now())
    form = ListRequestForm(request.POST or None, initial={"asked_on": today, "as_of": today})
    if request.method == "POST" and form.is_valid():
        try:
            answer_list_request(**form.cleaned_data, by=actor(request))
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, "The list is on its way.")
            return HttpResponseRedirect(reverse("console:provider_requests"))
    page = Paginator(queries.list_replies(), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "console/providers/requests.html", {"page": page, "form": form}, status=422 if form.errors else 200
    )


def asked_day(request: HttpRequest) -> date:
    """Return the day asked for, today if it is none or lies ahead."""
    form = AsOfForm(request.GET)
    day = form.cleaned_data["on"] if form.is_valid() else None
    return min(day or localdate(now()), localdate(now()))
