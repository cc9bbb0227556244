"""A person's own pages on the App host: where to go, who they are, where they are signed in."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shared_apps.accounts import operations
from shared_apps.accounts.forms import ProfileForm
from shared_apps.accounts.queries import has_second_factor, invitations_of_account, owned_alone, places_of, sessions_of
from shared_apps.accounts.views.marks import account_of, forget_here, session_of
from shared_apps.core.http import public, reauthenticated, signed_in
from shared_apps.notices.queries import banners_for
from shared_apps.tenancy.hosts import Surface, host_on


@require_GET
@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """Let a person choose a workspace, or the console."""
    account = account_of(request)
    context = {
        "places": places_of(account),
        "invitations": invitations_of_account(account),
        "banners": banners_for(account.pk, None),
    }
    return render(request, "accounts/home.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def profile(request: HttpRequest) -> HttpResponse:
    """Show and change a person's name and phone."""
    account = account_of(request)
    initial = {"name": account.name, "phone": account.phone}
    form = ProfileForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        operations.change_account(account, **form.cleaned_data, by=account)
        operations.mirror_account(account.pk, by=account)
        messages.success(request, "Saved.")
        return redirect("profile")
    context = {"form": form, "has_second_factor": has_second_factor(account.pk)}
    return render(request, "accounts/profile.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@reauthenticated
@signed_in
def account_deletion(request: HttpRequest) -> HttpResponse:
    """Ask for one's account to be deleted, or take the wish back."""
    account = account_of(request)
    if request.method == "POST":
        if request.POST.get("act") == "withdraw":
            operations.withdraw_account_deletion(account, by=account)
        else:
            operations.request_account_deletion(account, by=account)
        return redirect("account_deletion")
    context = {"places": places_of(account), "alone": owned_alone([account.pk])}
    return render(request, "accounts/deletion.html", context)


@require_GET
@signed_in
def session_list(request: HttpRequest) -> HttpResponse:
    """Show where a person is signed in."""
    context = {
        "sessions": sessions_of(account_of(request)),
        "here": session_of(request).row_id,
        "app_host": host_on(Surface.APP),
    }
    return render(request, "accounts/session_list.html", context)


@require_POST
@signed_in
def session_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """End one session, and those opened from it."""
    account = account_of(request)
    is_this_one = pk == session_of(request).row_id
    get_object_or_404(sessions_of(account), pk=pk)
    operations.end_session(account, pk, by=account)
    return _gone(request) if is_this_one else redirect("session_list")


@require_POST
@signed_in
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End every session of the person on every host, this one too."""
    operations.sign_out_everywhere(account_of(request), by=account_of(request))
    return _gone(request)


@public
@require_http_methods(["GET", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this browser's session here and in every workspace opened from it."""
    if request.method == "GET":
        return render(request, "accounts/leave.html")
    return _gone(request)


@public
@require_GET
def signed_out(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/signed_out.html")


def _gone(request: HttpRequest) -> HttpResponse:
    request.session.flush()
    return forget_here(HttpResponseRedirect("/signed-out/"))
