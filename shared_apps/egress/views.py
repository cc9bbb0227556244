"""The demo's post office; its addresses exist in the demo and in tests only."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.core.mail import EmailMultiAlternatives
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shared_apps.accounts.demo import staff_codes
from shared_apps.core.http import public
from shared_apps.egress import mail
from shared_apps.egress.kinds import MailKind, kind_named
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


@require_safe
@public
def letter_page(request: HttpRequest, name: str) -> HttpResponse:
    """Show a mail as a mail program does."""
    found = letter(name)
    if found is None or not found.html:
        raise Http404
    return as_mail_program(found.html)


@require_safe
@public
def kind_list(request: HttpRequest) -> HttpResponse:
    return render(request, "egress/kind_list.html", {"kinds": mail.mail_kinds()})


@require_safe
@public
def kind_detail(request: HttpRequest, kind: str, language: str) -> HttpResponse:
    """Show a kind's text in one language, filled with its sample."""
    shown = kind_or_404(kind, language)
    message = sample_of(shown, language)
    context = {"kind": shown, "language": language, "message": message, "parts": list(parts_of(str(message.body)))}
    return render(request, "egress/kind_detail.html", context)


@require_safe
@public
def kind_page(request: HttpRequest, kind: str, language: str) -> HttpResponse:
    """Show a kind's HTML in one language as a mail program does."""
    [(html, _type)] = sample_of(kind_or_404(kind, language), language).alternatives
    return as_mail_program(str(html))


def kind_or_404(name: str, language: str) -> MailKind:
    try:
        kind = kind_named(name)
    except mail.UnknownMailKind:
        raise Http404 from None
    if language not in kind.languages:
        raise Http404
    return kind


def sample_of(kind: MailKind, language: str) -> EmailMultiAlternatives:
    return mail.build(kind.name, to="you@example.com", context=kind.sample, language=language)


def as_mail_program(html: str) -> HttpResponse:
    """Answer with a mail's HTML under the policy a careful mail program keeps: its own styles and nothing fetched."""
    return HttpResponse(html, headers={"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"})


def parts_of(body: str) -> list[Part]:
    """Split a mail's text so that the page can make its links and codes usable."""
    parts, end = [], 0
    for match in _PARTS.finditer(body):
        parts += [Part("text", body[end : match.start()]), Part(match.lastgroup or "text", match.group())]
        end = match.end()
    return [part for part in [*parts, Part("text", body[end:])] if part.text]
