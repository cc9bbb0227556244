"""Pages of sizes, days and tastes; each belongs to a client and returns to the client's page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from shared_apps.core.errors import DomainError
from shared_apps.core.http import requires
from tenant_apps.clienteling import forms, queries
from tenant_apps.clienteling.operations import dates, sizes, tastes
from tenant_apps.clienteling.permissions import EDIT_GAUGE, EDIT_MEMORY, VIEW_MEMORY
from tenant_apps.clients.pages import act, client_or_404, form_page, get_or_post, member_of


def _new(request: HttpRequest, pk: UUID, form_class: type[Form], write: Callable[..., Any], title: str) -> HttpResponse:
    client = client_or_404(request, pk)
    return form_page(request, form_class(request.POST or None), partial(write, client), title=title, client=client)


def _remove(
    request: HttpRequest, pk: UUID, row_pk: UUID, *, rows: str, write: Callable[..., Any], done: str
) -> HttpResponse:
    client = client_or_404(request, pk)
    row = get_object_or_404(getattr(client, rows).all(), pk=row_pk)
    return act(request, client, lambda by: write(row, by=by), done)


@get_or_post
@requires(EDIT_MEMORY)
def ring_size_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _new(request, pk, forms.RingSizeForm, sizes.measure_finger, "Add a ring size")


@require_GET
@requires(VIEW_MEMORY)
def ring_size_detail(request: HttpRequest, pk: UUID, row_pk: UUID) -> HttpResponse:
    client = client_or_404(request, pk)
    size = get_object_or_404(client.ring_sizes.all(), pk=row_pk)
    earlier = client.ring_sizes.filter(hand=size.hand, finger=size.finger).order_by("-measured_on", "-pk")
    context = {"client": client, "size": size, "history": earlier}
    return render(request, "clienteling/ring_size.html", context)


@require_POST
@requires(EDIT_MEMORY)
def ring_size_removal(request: HttpRequest, pk: UUID, row_pk: UUID) -> HttpResponse:
    write, done = sizes.forget_ring_size, "Ring size removed."
    return _remove(request, pk, row_pk, rows="ring_sizes", write=write, done=done)


@get_or_post
@requires(EDIT_MEMORY)
def measurement_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _new(request, pk, forms.MeasurementForm, sizes.measure_part, "Add a measurement")


@require_POST
@requires(EDIT_MEMORY)
def measurement_removal(request: HttpRequest, pk: UUID, row_pk: UUID) -> HttpResponse:
    write, done = sizes.forget_measurement, "Measurement removed."
    return _remove(request, pk, row_pk, rows="measurements", write=write, done=done)


@get_or_post
@requires(EDIT_MEMORY)
def date_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _new(request, pk, forms.DateForm, dates.note_date, "Add an important date")


@get_or_post
@requires(EDIT_MEMORY)
def date_edit(request: HttpRequest, pk: UUID, row_pk: UUID) -> HttpResponse:
    client = client_or_404(request, pk)
    kept = get_object_or_404(client.dates.all(), pk=row_pk)
    form = forms.DateForm(request.POST) if request.method == "POST" else forms.DateForm.of(kept)
    return form_page(request, form, partial(dates.change_date, kept), title="Edit date", client=client)


@require_POST
@requires(EDIT_MEMORY)
def date_removal(request: HttpRequest, pk: UUID, row_pk: UUID) -> HttpResponse:
    return _remove(request, pk, row_pk, rows="dates", write=dates.forget_date, done="Date removed.")


@get_or_post
@requires(EDIT_MEMORY)
def greetings(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _new(request, pk, forms.GreetingsForm, dates.allow_greetings, "The client wants to be greeted")


@require_POST
@requires(EDIT_MEMORY)
def greetings_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    client = client_or_404(request, pk)
    return act(request, client, lambda by: dates.stop_greetings(client, by=by), "No more greetings to this client.")


@get_or_post
@requires(EDIT_MEMORY)
def taste_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _new(request, pk, forms.TasteForm, tastes.note_taste, "Add a taste or an allergy")


@require_POST
@requires(EDIT_MEMORY)
def taste_removal(request: HttpRequest, pk: UUID, row_pk: UUID) -> HttpResponse:
    return _remove(request, pk, row_pk, rows="tastes", write=tastes.forget_taste, done="Removed.")


@get_or_post
@requires(EDIT_MEMORY)
def wish_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _new(request, pk, forms.WishForm, tastes.note_wish, "Add a wish")


@require_POST
@requires(EDIT_MEMORY)
def wish_fulfilment(request: HttpRequest, pk: UUID, row_pk: UUID) -> HttpResponse:
    return _remove(request, pk, row_pk, rows="wishes", write=tastes.fulfil_wish, done="Wish fulfilled.")


@require_POST
@requires(EDIT_MEMORY)
def wish_removal(request: HttpRequest, pk: UUID, row_pk: UUID) -> HttpResponse:
    return _remove(request, pk, row_pk, rows="wishes", write=tastes.forget_wish, done="Wish removed.")


@get_or_post
@requires(EDIT_GAUGE)
def gauge(request: HttpRequest) -> HttpResponse:
    """Show the workspace's own gauge, or replace it whole."""
    kept = "\n".join(f"{label} {size}" for label, size in queries.own_gauge().items())
    form = forms.GaugeForm(request.POST if request.method == "POST" else None, initial={"marks": kept})
    if request.method == "POST" and form.is_valid():
        try:
            sizes.keep_own_gauge(form.cleaned_data["marks"], by=member_of(request))
        except DomainError as error:
            form.add_error("marks", error.message)
        else:
            messages.success(request, "The gauge is kept.")
            return redirect("clienteling:gauge")
    return render(request, "clienteling/gauge.html", {"form": form}, status=422 if form.errors else 200)
