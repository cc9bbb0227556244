"""The business behind the house, and what DIA'LOG announces to it."""

from __future__ import annotations

from urllib.parse import urlsplit
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from shared_apps.core.errors import DomainError
from shared_apps.core.http import requires
from shared_apps.jewelers import announcing
from shared_apps.jewelers.businesses import BUSINESS, change_details
from shared_apps.jewelers.models import Details, Jeweler
from tenant_apps.team import permissions
from tenant_apps.team.forms import DetailsForm
from tenant_apps.team.views import account_of, tenant


@require_http_methods(["GET", "HEAD", "POST"])
@requires(permissions.EDIT_DETAILS)
def details(request: HttpRequest) -> HttpResponse:
    """Show and change what the jeweler is as a business."""
    jeweler = Jeweler.objects.get(pk=tenant().id)
    known = Details.objects.filter(jeweler=jeweler).first() or Details()
    form = DetailsForm(request.POST or None, initial={name: getattr(known, name) for name in BUSINESS})
    if request.method == "POST" and form.is_valid():
        try:
            change_details(jeweler, by=account_of(request), **form.cleaned_data)
        except DomainError as error:
            form.add_error("dealer_number", error.message)
        else:
            messages.success(request, "Saved.")
            return redirect("team:details")
    return render(request, "team/details.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@requires(permissions.CLOSE_ANNOUNCEMENTS)
def announcement_closing(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put an announcement away and stay where one was."""
    get_object_or_404(announcing.shown_in(tenant().id), pk=pk)
    announcing.close(pk, account_id=account_of(request).pk, jeweler_id=tenant().id)
    came_from = urlsplit(request.headers.get("Referer", ""))
    return HttpResponseRedirect(came_from.path if came_from.netloc == request.get_host() else "/")
