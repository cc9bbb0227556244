"""An invitation, as its addressee sees it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from shared_apps.accounts import operations
from shared_apps.accounts.queries import invitations_of_account
from shared_apps.accounts.views.marks import account_of
from shared_apps.core.http import refusal, signed_in


@require_GET
@signed_in
def invitation_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show an invitation to a signed-in person with its address; to anyone else it is not open."""
    invitation = invitations_of_account(account_of(request)).filter(pk=pk).first()
    if invitation is None:
        return refusal(request, operations.InvitationNotOpen(), status=404)
    return render(request, "accounts/invitation.html", {"invitation": invitation})


@require_POST
@signed_in
def invitation_acceptance(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take the place and go there."""
    try:
        membership = operations.accept_invitation(pk, by=account_of(request))
    except operations.InvitationNotOpen as error:
        return refusal(request, error, status=404)
    return redirect("entrance", membership.jeweler.slug)


@require_POST
@signed_in
def invitation_refusal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Decline the place."""
    try:
        operations.decline_invitation(pk, by=account_of(request))
    except operations.InvitationNotOpen as error:
        return refusal(request, error, status=404)
    return redirect("home")
