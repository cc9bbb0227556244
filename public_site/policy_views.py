"""The privacy page and its versions, made from what is declared and published (P1, P32, P52, P70)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import conditional_page, require_safe

from public_site.caching import for_five_minutes
from public_site.policy_changes import history
from public_site.policy_tables import kept_for, kinds_of_data, kinds_of_providers
from shared_apps.core.http import public
from shared_apps.rights.queries import PolicyNotPublished, published_policy
from shared_apps.ui.errors import error_page


@require_safe
@public
@for_five_minutes
@conditional_page
def privacy(request: HttpRequest) -> HttpResponse:
    try:
        policy = published_policy()
    except PolicyNotPublished:
        return error_page(request, 503)
    context = {
        "policy": policy,
        "kinds": kinds_of_data(),
        "providers": kinds_of_providers(),
        "kept": kept_for(),
    }
    return render(request, "public_site/privacy.html", context)


@require_safe
@public
@for_five_minutes
@conditional_page
def versions(request: HttpRequest) -> HttpResponse:
    """Show every edition there was, newest first, with what each changed."""
    return render(request, "public_site/versions.html", {"editions": history()})
