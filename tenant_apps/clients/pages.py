"""What pages about one client share, here and in the apps above: find the client, show a form, act and return."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from shared_apps.core.errors import DomainError
from shared_apps.core.http import refusal
from tenant_apps.clients import queries
from tenant_apps.clients.models import Client
from tenant_apps.team.models import Member

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def member_of(request: HttpRequest) -> Member:
    """Return the member the view's mark has let in."""
    member: Member = request.member  # type: ignore[attr-defined]
    return member


def client_or_404(request: HttpRequest, pk: UUID) -> Client:
    return get_object_or_404(queries.with_details(queries.clients_visible_to(member_of(request))), pk=pk)


def uuid_or_none(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def form_page(
    request: HttpRequest, form: Form, write: Callable[..., Any], *, title: str, client: Client | None
) -> HttpResponse:
    """Show a form, or write what it holds and return to the client; a refusal loses nothing typed."""
    if request.method == "POST" and form.is_valid():
        try:
            written = write(by=member_of(request), **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            return redirect("clients:client_detail", client.pk if client else written.pk)
    context = {"form": form, "title": title, "client": client}
    return render(request, "clients/client_form.html", context, status=422 if form.errors else 200)


def act(request: HttpRequest, client: Client, write: Callable[..., Any], done: str) -> HttpResponse:
    """Do one thing to a client and return to their page with a word, or answer the refusal."""
    try:
        write(by=member_of(request))
    except DomainError as error:
        return refusal(request, error)
    messages.success(request, done)
    return redirect("clients:client_detail", client.pk)
