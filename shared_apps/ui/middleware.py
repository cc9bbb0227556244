"""Bare refusals get a page: an empty 405, 413, 429 or 503 is answered in the look of its surface."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from shared_apps.ui.errors import error_page

BARE = frozenset({405, 413, 429, 503})


class RefusalPages:
    """Fill empty refusals for browsers, keeping their headers; anything that has content is left alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code not in BARE or not isinstance(response, HttpResponse) or response.content:
            return response
        if "text/html" not in request.headers.get("Accept", ""):
            return response
        page = error_page(request, response.status_code)
        for name, value in response.items():
            if name not in {"Content-Type", "Content-Length"}:
                page.headers[name] = value
        page.cookies.update(response.cookies)
        return page
