"""A person's own copy on the App host: the mailed link, then a code; no account is needed (P59, P66)."""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from shared_apps.core.errors import DomainError
from shared_apps.core.http import public
from shared_apps.rights import dossier as copies
from shared_apps.rights.request_models import Dossier

no_store = cache_control(no_store=True)


@require_http_methods(["GET", "HEAD", "POST"])
@public
@no_store
def copy(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for a code, then show the copy or hand it over as a file."""
    found = copies.dossier_behind(token)
    if found is None:
        raise Http404
    if request.method != "POST":
        return _door(request, found)
    if request.POST.get("act") == "code":
        return _send_code(request, found)
    try:
        content = copies.open_with_code(found, request.POST.get("code", ""))
    except DomainError as error:
        return _door(request, found, error=error.message)
    if request.POST.get("act") == "file":
        return _file(content)
    return render(request, "rights/copy_open.html", {"content": content, "code": request.POST["code"]})


def _send_code(request: HttpRequest, found: Dossier) -> HttpResponse:
    try:
        copies.ask_code(found)
    except DomainError as error:
        return _door(request, found, error=error.message)
    return HttpResponseRedirect(f"{request.path}?sent=1")


def _door(request: HttpRequest, found: Dossier, *, error: str = "") -> HttpResponse:
    context = {"dossier": found, "error": error, "is_sent": found.codes_sent > 0}
    return render(request, "rights/copy.html", context, status=422 if error else 200)


def _file(content: dict[str, Any]) -> HttpResponse:
    name = f"dialog-{content['reference']}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(copies.as_json(content), headers=headers, content_type="application/json; charset=utf-8")


@require_safe
@public
def schema(request: HttpRequest) -> HttpResponse:
    """Publish the format of the file."""
    text = json.dumps(json.loads(copies.SCHEMA.read_text("utf-8")), indent=2)
    return HttpResponse(text, content_type="application/schema+json; charset=utf-8")
