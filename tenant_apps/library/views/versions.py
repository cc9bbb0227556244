"""Publishing versions and looking back at them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from shared_apps.core.errors import DomainError
from shared_apps.core.http import requires
from tenant_apps.library import operations, permissions, queries
from tenant_apps.library.forms import VersionForm
from tenant_apps.library.views.common import design_or_404, get_or_post, member_of


@get_or_post
@requires(permissions.PUBLISH_VERSIONS)
def version_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    design = design_or_404(request, pk)
    pictures = list(queries.pictures_of(design))
    initial = {"title": design.title, "pictures": [str(picture.pk) for picture in pictures]}
    form = VersionForm(request.POST or None, choices=pictures, initial=initial)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            version = operations.publish_version(
                design,
                title=told["title"],
                notes=told["notes"],
                file_ids=told["pictures"],
                by=member_of(request),
            )
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, f"Version {version.number} is published.")
            return redirect("library:version_detail", design.pk, version.number)
    chosen = {str(pk) for pk in form["pictures"].value() or ()}
    choices = [(picture, str(picture.pk) in chosen) for picture in pictures]
    context = {"form": form, "design": design, "choices": choices}
    return render(request, "library/version_form.html", context, status=422 if form.errors else 200)


@require_GET
@requires(permissions.VIEW_DESIGNS)
def version_detail(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    versions = queries.versions_visible_to(member_of(request))
    version = get_object_or_404(versions, design_id=pk, number=number)
    context = {
        "version": version,
        "design": version.design,
        "pictures": queries.version_pictures(version),
    }
    return render(request, "library/version_detail.html", context)
