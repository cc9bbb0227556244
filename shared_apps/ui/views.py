"""The handlers of every URLconf, and the gallery of the design system for demo and tests."""

from __future__ import annotations

from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from shared_apps.core.http import public
from shared_apps.ui.errors import FAMILIES, SENTENCES, error_page
from shared_apps.ui.samples import FormSample, sample_context


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400, or 413 where the body was too large."""
    too_large = isinstance(exception, SuspiciousOperation) and "TooBig" in type(exception).__name__
    return error_page(request, 413 if too_large else 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403."""
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404 in the same words whatever was missing."""
    return error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 without looking at anything that may be what broke."""
    return error_page(request, 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that was open for too long or came from elsewhere."""
    return HttpResponse(render_to_string("ui/errors/csrf.html"), status=403)


@public
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component in every state, with its markup."""
    return render(request, "ui/gallery.html", sample_context(request))


@public
def shell(request: HttpRequest, name: str) -> HttpResponse:
    """Show one page shell with believable content."""
    if name not in FAMILIES:
        raise Http404
    return render(request, f"ui/samples/{name}.html", sample_context(request) | {"form": FormSample()})


@public
def fault(request: HttpRequest, name: str, status: int) -> HttpResponse:
    """Show one error page; always with status 200, so that a test can tell it from a real one."""
    if name not in FAMILIES or status not in SENTENCES:
        raise Http404
    return HttpResponse(error_page(request, status, family=name).content)
