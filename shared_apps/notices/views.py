"""Notices to a person, where they sign in; those to a workspace are read there."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from shared_apps.core.http import signed_in
from shared_apps.notices.models import Delivery, whose
from shared_apps.notices.operations import put_away
from shared_apps.notices.reading import read


def own_or_404(request: HttpRequest, notice: UUID) -> Delivery:
    own = Delivery.objects.filter(whose(UUID(str(request.user.pk)), None)).select_related("notice")
    return get_object_or_404(own, notice_id=notice)


@require_safe
@signed_in
def notice_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    delivery = own_or_404(request, pk)
    return render(request, "notices/detail.html", {"delivery": delivery, "reading": read(delivery.notice)})


@require_POST
@signed_in
def notice_closing(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put a notice away."""
    delivery = own_or_404(request, pk)
    put_away(delivery.notice, account_id=UUID(str(request.user.pk)), jeweler_id=None)
    return redirect("home")
