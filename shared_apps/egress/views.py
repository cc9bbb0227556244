"""The demo's post office; its addresses exist in the demo and in tests only."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shared_apps.accounts.demo import staff_codes
from shared_apps.core.http import public
from shared_apps.egress.mailbox import letter, letters

_PARTS = re.compile(r"(?P<link>https?://\S+)|(?P<code>\b(?:[A-Z0-9]{4}-[A-Z0-9]{4}|\d{6})\b)")


@dataclass(frozen=True)
class Part:
    """A stretch of a mail's text: plain, a link to follow, or a code to type."""

    kind: str
    text: str


@require_safe
@public
def letter_list(request: HttpRequest) -> HttpResponse:
    return render(request, "egress/letter_list.html", {"letters": letters(), "codes": staff_codes()})


@require_safe
@public
def letter_detail(request: HttpRequest, name: str) -> HttpResponse:
    found = letter(name)
    if found is None:
        raise Http404
    return render(request, "egress/letter_detail.html", {"letter": found, "parts": list(parts_of(found.body))})


def parts_of(body: str) -> list[Part]:
    """Split a mail's text so that the page can make its links and codes usable."""
    parts, end = [], 0
    for match in _PARTS.finditer(body):
        parts += [Part("text", body[end : match.start()]), Part(match.lastgroup or "text", match.group())]
        end = match.end()
    return [part for part in [*parts, Part("text", body[end:])] if part.text]
