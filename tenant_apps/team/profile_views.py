"""What a house says of itself for introductions; DIA'LOG's half keeps it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from shared_apps.core.errors import DomainError
from shared_apps.core.http import requires
from shared_apps.introductions import operations as introductions
from shared_apps.introductions.forms import ProfileForm
from shared_apps.introductions.models import Profile
from tenant_apps.team import permissions
from tenant_apps.team.views import account_of, tenant


@require_http_methods(["GET", "HEAD", "POST"])
@requires(permissions.EDIT_HOUSE)
def profile(request: HttpRequest) -> HttpResponse:
    """Show and change how DIA'LOG introduces the house."""
    jeweler = tenant().id
    if request.method == "POST":
        form = ProfileForm(request.POST)
        if form.is_valid():
            try:
                introductions.edit_profile(jeweler, by=account_of(request), **form.cleaned_data)
            except DomainError as error:
                form.refuse(error)
            else:
                messages.success(request, "Saved.")
                return redirect("team:profile")
    else:
        form = ProfileForm.of(Profile.objects.filter(jeweler=jeweler).first(), introductions.this_month())
    return render(request, "team/profile.html", {"form": form}, status=422 if form.errors else 200)
