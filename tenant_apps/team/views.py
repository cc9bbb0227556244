"""Pages of the team and the house."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shared_apps.accounts import agreement as agreements
from shared_apps.accounts import operations as accounts
from shared_apps.accounts.annexes import annex_hash
from shared_apps.accounts.models import Account
from shared_apps.accounts.queries import invitations_of_jeweler
from shared_apps.core.errors import DomainError
from shared_apps.core.http import reauthenticated, refusal, requires
from shared_apps.tenancy.context import Tenant, current_tenant
from tenant_apps.team import operations, permissions, queries
from tenant_apps.team.forms import HouseForm, InvitationForm, RoleForm
from tenant_apps.team.models import Member

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
@requires(permissions.VIEW_TEAM)
def member_list(request: HttpRequest) -> HttpResponse:
    """Show who works here, and to owners who is invited."""
    invites = permissions.INVITE_MEMBERS.allows(member_of(request).role)
    context = {
        "members": queries.team(),
        "invitations": invitations_of_jeweler(tenant().id) if invites else [],
    }
    return render(request, "team/member_list.html", context)


@get_or_post
@requires(permissions.INVITE_MEMBERS)
def invitation_new(request: HttpRequest) -> HttpResponse:
    """Offer a place by mail."""
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            accounts.invite_member(tenant().id, **form.cleaned_data, by=account_of(request))
        except DomainError as error:
            form.add_error("email", error.message)
        else:
            messages.success(request, "The invitation is on its way.")
            return redirect("team:member_list")
    context = {"form": form, "title": "Invite a person", "verb": "Send the invitation"}
    return render(request, "team/form.html", context, status=422 if form.errors else 200)


@require_POST
@requires(permissions.INVITE_MEMBERS)
def invitation_withdrawal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take an offer back."""
    try:
        accounts.withdraw_invitation(pk, tenant().id, by=account_of(request))
    except accounts.InvitationNotOpen as error:
        return refusal(request, error, status=404)
    return redirect("team:member_list")


@get_or_post
@reauthenticated
@requires(permissions.CHANGE_ROLES)
def member_role(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change what a member may do."""
    member = get_object_or_404(queries.team(), pk=pk)
    form = RoleForm(request.POST or None, initial={"role": member.role})
    if request.method == "POST" and form.is_valid():
        role = form.cleaned_data["role"]
        try:
            accounts.change_role(member.account_id, tenant().id, role=role, by=account_of(request))
        except DomainError as error:
            return refusal(request, error)
        return settled(request, member)
    context = {"form": form, "title": f"Role of {member.display_name}", "verb": "Change"}
    return render(request, "team/form.html", context, status=422 if form.errors else 200)


@get_or_post
@reauthenticated
@requires(permissions.REMOVE_MEMBERS)
def member_removal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a member's place away."""
    member = get_object_or_404(queries.team(), pk=pk)
    if request.method != "POST":
        return render(request, "team/member_removal.html", {"removed": member})
    try:
        accounts.remove_member(member.account_id, tenant().id, by=account_of(request))
    except DomainError as error:
        return refusal(request, error)
    return settled(request, member)


@get_or_post
@requires(permissions.EDIT_HOUSE)
def house(request: HttpRequest) -> HttpResponse:
    """Show and change the house's face."""
    current = queries.house()
    if current is None:
        operations.prepare()
        return redirect("team:house")
    form = HouseForm(request.POST) if request.method == "POST" else HouseForm.of(current)
    if request.method == "POST" and form.is_valid():
        operations.change_house(current, **form.cleaned_data, by=member_of(request))
        messages.success(request, "Saved.")
        return redirect("team:house")
    return render(request, "team/house.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@requires(permissions.VIEW_TEAM)
def agreement(request: HttpRequest) -> HttpResponse:
    """Show the agreement in force, and to an owner the way to accept it."""
    context = {
        "text": agreements.text(agreements.current().version),
        "version": agreements.current().version,
        "due_on": agreements.current().due_on,
        "text_hash": agreements.text_hash(agreements.current().version),
        "annex_hash": annex_hash(),
        "standing": queries.agreement_standing(),
    }
    return render(request, "team/agreement.html", context)


@require_POST
@requires(permissions.ACCEPT_AGREEMENT)
def agreement_acceptance(request: HttpRequest) -> HttpResponse:
    """Accept the agreement in the jeweler's name."""
    try:
        read = {name: request.POST.get(name, "") for name in ("version", "annex")}
        accounts.accept_agreement(tenant().id, **read, by=account_of(request))
    except DomainError as error:
        return refusal(request, error)
    accounts.mirror_agreement(tenant().id)
    return redirect("/")


def settled(request: HttpRequest, member: Member) -> HttpResponse:
    """Mirror a change at once; whoever changed their own place comes in anew."""
    accounts.mirror_member(account_id=member.account_id, jeweler_id=tenant().id, by=account_of(request))
    if member.account_id == account_of(request).pk:
        request.session.flush()
        return redirect("/")
    return redirect("team:member_list")


def member_of(request: HttpRequest) -> Member:
    member: Member = request.member  # type: ignore[attr-defined]
    return member


def account_of(request: HttpRequest) -> Account:
    return cast("Account", request.user)


def tenant() -> Tenant:
    return current_tenant()
