"""The workspace's side of the portal: who may enter, what they say, what they ask."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from shared_apps.core.errors import DomainError
from shared_apps.core.http import refusal, requires
from tenant_apps.clients.models import Client
from tenant_apps.clients.queries import clients_visible_to
from tenant_apps.library.models import Design
from tenant_apps.library.queries import designs_visible_to
from tenant_apps.portal import permissions, queries
from tenant_apps.portal.forms import CommentForm, InviteForm
from tenant_apps.portal.models import Access
from tenant_apps.portal.operations import doors, work
from tenant_apps.team.models import Member


def member_of(request: HttpRequest) -> Member:
    member: Member = request.member  # type: ignore[attr-defined]
    return member


def client_or_404(request: HttpRequest, pk: UUID) -> Client:
    return get_object_or_404(clients_visible_to(member_of(request)), pk=pk)


def access_or_404(request: HttpRequest, pk: UUID) -> Access:
    return get_object_or_404(queries.accesses_visible_to(member_of(request)), pk=pk)


def design_or_404(request: HttpRequest, pk: UUID) -> Design:
    return get_object_or_404(designs_visible_to(member_of(request)), pk=pk)


def access_page(
    request: HttpRequest, client: Client, form: InviteForm | None = None, *, status: int = 200
) -> HttpResponse:
    email = client.contacts.filter(channel="email").order_by("-is_preferred", "pk").first()
    form = form or InviteForm(initial={"email": email.value if email else ""})
    context = {"client": client, "accesses": queries.doors_of(client), "form": form}
    return render(request, "portal/desk/access.html", context, status=status)


@require_GET
@requires(permissions.MANAGE_ACCESS)
def client_access(request: HttpRequest, pk: UUID) -> HttpResponse:
    return access_page(request, client_or_404(request, pk))


@require_POST
@requires(permissions.MANAGE_ACCESS)
def client_invitation(request: HttpRequest, pk: UUID) -> HttpResponse:
    client = client_or_404(request, pk)
    form = InviteForm(request.POST)
    if form.is_valid():
        try:
            doors.invite_client(client, email=form.cleaned_data["email"], by=member_of(request))
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, "The invitation is on its way.")
            return redirect("portal_desk:client_access", client.pk)
    return access_page(request, client, form, status=422)


@require_POST
@requires(permissions.MANAGE_ACCESS)
def access_email(request: HttpRequest, pk: UUID) -> HttpResponse:
    access = access_or_404(request, pk)
    form = InviteForm(request.POST)
    if not form.is_valid():
        return access_page(request, access.client, form, status=422)
    email = form.cleaned_data["email"]
    return act(
        request,
        lambda: doors.move_access(access, email=email, by=member_of(request)),
        "The address is changed; its sessions have ended.",
        "portal_desk:client_access",
        access.client_id,
    )


@require_POST
@requires(permissions.MANAGE_ACCESS)
def access_revocation(request: HttpRequest, pk: UUID) -> HttpResponse:
    access = access_or_404(request, pk)
    return act(
        request,
        lambda: doors.revoke_access(access, by=member_of(request)),
        "The access and all its sessions have ended.",
        "portal_desk:client_access",
        access.client_id,
    )


@require_POST
@requires(permissions.MANAGE_ACCESS)
def session_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    session = get_object_or_404(queries.sessions_visible_to(member_of(request)), pk=pk)
    return act(
        request,
        lambda: doors.end_session(session, by=member_of(request)),
        "The session has ended.",
        "portal_desk:client_access",
        session.access.client_id,
    )


def act(request: HttpRequest, write: Callable[[], Any], done: str, where: str, *arguments: object) -> HttpResponse:
    """Do one thing and go on with a word, or answer the refusal."""
    try:
        write()
    except DomainError as error:
        return refusal(request, error)
    messages.success(request, done)
    return redirect(where, *arguments)


@require_GET
@requires(permissions.VIEW_CONVERSATIONS)
def comment_list(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/desk/comments.html", {"waiting": queries.waiting_by_design()})


def conversation_page(
    request: HttpRequest, design: Design, form: CommentForm | None = None, *, status: int = 200
) -> HttpResponse:
    comments = list(queries.conversation(design))
    context = {
        "design": design,
        "comments": comments,
        "is_waiting": any(c.is_clients and c.settled_at is None for c in comments),
        "approvals": queries.approvals_of([design]),
        "form": form or CommentForm(),
    }
    return render(request, "portal/desk/conversation.html", context, status=status)


@require_GET
@requires(permissions.VIEW_CONVERSATIONS)
def conversation(request: HttpRequest, pk: UUID) -> HttpResponse:
    return conversation_page(request, design_or_404(request, pk))


@require_POST
@requires(permissions.REPLY_TO_CLIENTS)
def conversation_reply(request: HttpRequest, pk: UUID) -> HttpResponse:
    design = design_or_404(request, pk)
    form = CommentForm(request.POST)
    if form.is_valid():
        try:
            work.reply(design, text=form.cleaned_data["text"], by=member_of(request))
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            return redirect("portal_desk:conversation", design.pk)
    return conversation_page(request, design, form, status=422)


@require_POST
@requires(permissions.REPLY_TO_CLIENTS)
def conversation_settlement(request: HttpRequest, pk: UUID) -> HttpResponse:
    design = design_or_404(request, pk)
    work.settle_comments(design, by=member_of(request))
    return redirect("portal_desk:conversation", design.pk)


@require_GET
@requires(permissions.HANDLE_REQUESTS)
def request_list(request: HttpRequest) -> HttpResponse:
    asked = Paginator(queries.data_requests_visible_to(member_of(request)), 25)
    return render(request, "portal/desk/requests.html", {"page": asked.get_page(request.GET.get("page"))})


@require_POST
@requires(permissions.HANDLE_REQUESTS)
def request_closure(request: HttpRequest, pk: UUID) -> HttpResponse:
    asked = get_object_or_404(queries.data_requests_visible_to(member_of(request)), pk=pk)
    work.close_data_request(asked, by=member_of(request))
    return redirect("portal_desk:request_list")
