"""What is made of a request: the copy, corrections, the deletion, refusals."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from shared_apps.console import rights_forms
from shared_apps.console.views.requests import did, to_request
from shared_apps.core.errors import DomainError
from shared_apps.core.http import refusal, staff_required
from shared_apps.rights import corrections, deletions, desk, refusals
from shared_apps.rights import dossier as copies
from shared_apps.rights.contents import title_of
from shared_apps.rights.enums import Kind
from shared_apps.rights.holds import model_named
from shared_apps.rights.request_models import Deletion, Dossier, Request

BOTH = ["GET", "HEAD", "POST"]
no_store = cache_control(no_store=True)


@require_http_methods(BOTH)
@staff_required
@no_store
def request_dossier(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Have the copy made, read it as the person will see it, send the link; reading is a post, for it is noted."""
    asked = get_object_or_404(Request, pk=pk)
    if request.method == "POST":
        return _dossier_act(request, asked)
    return _dossier_page(request, asked, desk.latest_dossier(asked))


def _dossier_page(
    request: HttpRequest, asked: Request, made: Dossier | None, content: dict[str, Any] | None = None
) -> HttpResponse:
    is_readable = made is not None and copies.is_readable(made)
    form = rights_forms.CopyForm()
    context = {"asked": asked, "dossier": made, "content": content, "form": form, "is_readable": is_readable}
    return render(request, "console/rights/dossier.html", context)


def _dossier_act(request: HttpRequest, asked: Request) -> HttpResponse:
    act, made = request.POST.get("act"), desk.latest_dossier(asked)
    form = rights_forms.CopyForm(request.POST)
    try:
        if act in {"read", "file"}:
            return _read(request, asked, made, as_file=act == "file")
        if act == "send":
            copies.send_link(get_object_or_404(Dossier, pk=request.POST.get("dossier"), request=asked), by=_by(request))
            messages.success(request, "The person is sent a link; the page asks for a code.")
        elif form.is_valid():
            copies.ask_dossier(asked, by=_by(request), hidden=form.cleaned_data["hidden"])
            messages.success(request, "The copy is being made. Look again in a moment.")
    except DomainError as error:
        return refusal(request, error)
    return HttpResponseRedirect(reverse("console:request_dossier", args=[asked.pk]))


def _read(request: HttpRequest, asked: Request, made: Dossier | None, *, as_file: bool) -> HttpResponse:
    """Show the copy, or hand it over as a file for a person who wants it by another way."""
    if made is None:
        raise copies.CopyNotReady
    content = copies.read_as_staff(made, by=_by(request))
    if not as_file:
        return _dossier_page(request, asked, made, content)
    headers = {"Content-Disposition": f'attachment; filename="dialog-{content["reference"]}.json"'}
    return HttpResponse(copies.as_json(content), headers=headers, content_type="application/json; charset=utf-8")


def _by(request: HttpRequest) -> Any:
    return request.actor  # type: ignore[attr-defined]


@require_http_methods(BOTH)
@staff_required
@no_store
def request_corrections(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct one value after the other, then tell the person and who received the wrong ones."""
    asked = get_object_or_404(Request, pk=pk)
    if request.POST.get("act") == "tell":
        return did(request, asked, corrections.tell_of_corrections, "The person and the recipients are told.")
    values = corrections.correctable_values(asked) if asked.is_known else []
    form = rights_forms.CorrectionForm(request.POST or None, values=values)
    if request.method == "POST" and form.is_valid():
        model, key, field = form.cleaned_data["what"].split("|")
        told = {"model": model, "key": key, "field": field, "value": form.cleaned_data["value"]}
        try:
            corrections.correct(asked, **told, by=_by(request))
        except DomainError as error:
            form.add_error("value", error.message)
        else:
            messages.success(request, "It is corrected. Tell the person when all of it is.")
            return HttpResponseRedirect(reverse("console:request_corrections", args=[asked.pk]))
    context = {"asked": asked, "form": form, "made": list(asked.corrections.order_by("pk")), "has_values": bool(values)}
    return render(request, "console/rights/corrections.html", context, status=422 if form.errors else 200)


@require_http_methods(BOTH)
@staff_required
@no_store
def request_deletion(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what would go and what must stay; confirm it."""
    asked = get_object_or_404(Request, pk=pk)
    deletion = Deletion.objects.filter(request=asked).first()
    if request.method == "POST":
        return _deletion_act(request, asked, deletion)
    context: dict[str, Any] = {"asked": asked, "deletion": deletion}
    if deletion is not None:
        context |= {
            "rows": [row | {"title": title_of(model_named(str(row["model"])))} for row in desk.plan_counts(deletion)],
            "held": [(item, title_of(model_named(item.model))) for item in desk.held_items(deletion)],
            "alone": deletions.sole_ownerships(asked) if deletion.confirmed_at is None else [],
        }
    return render(request, "console/rights/deletion.html", context)


def _deletion_act(request: HttpRequest, asked: Request, deletion: Deletion | None) -> HttpResponse:
    try:
        if request.POST.get("act") == "confirm" and deletion is not None:
            deletions.confirm_deletion(deletion, by=_by(request))
            messages.success(request, "The deletion is being carried out. The person receives a certificate.")
            return to_request(asked)
        deletions.plan_deletion(asked, by=_by(request))
    except DomainError as error:
        return refusal(request, error)
    return HttpResponseRedirect(reverse("console:request_deletion", args=[asked.pk]))


@require_http_methods(BOTH)
@staff_required
def request_refusals(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Enter a refusal in the log book; the person is told after it."""
    asked = get_object_or_404(Request, pk=pk)
    form = rights_forms.RefusalForm(request.POST or None, kinds=asked.kinds, rows=_rows(asked))
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        model, _, key = told.pop("about").partition("|")
        try:
            refusals.refuse(asked, **told, about=(model, key), by=_by(request))
        except DomainError as error:
            form.add_error("reason", error.message)
        else:
            messages.success(request, "It is in the log book, and the person is told.")
            return to_request(asked)
    context = {"asked": asked, "form": form}
    return render(request, "console/rights/refusal_form.html", context, status=422 if form.errors else 200)


def _rows(asked: Request) -> list[tuple[str, str]]:
    """Return the rows a person's note can be attached to."""
    if Kind.CORRECTION not in asked.kinds or not asked.is_known:
        return []
    found = {(model, key) for model, key, *_ in corrections.correctable_values(asked)}
    return [(f"{model}|{key}", f"{title_of(model_named(model))} {key[-6:]}") for model, key in sorted(found)]
