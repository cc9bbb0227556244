"""The language of the Site's pages; no header of the browser and no cookie is asked (P28)."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

from public_site.languages import language_of
from shared_apps.tenancy.hosts import Surface


class LanguageByAddress:
    """Speak the language the address names, on the Site alone, refusals and faults included."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.surface is not Surface.SITE:  # type: ignore[attr-defined]
            return self.get_response(request)
        language = language_of(request.path_info)
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
