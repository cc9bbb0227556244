"""The one door for mail: registered kinds, plain text, no tracking, links to our own hosts only (P3, P23, P36).

mail_kind("portal.invitation", subject="A private page for you", template="portal/mail/invitation.txt")
send("portal.invitation", to=access.email, context={"url": url}, sender_name="Maison Aurelle")
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import formataddr, parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.template.loader import render_to_string

from shared_apps.core.company import COMPANY
from shared_apps.core.errors import DomainError, Unavailable
from shared_apps.egress.gate import allow

PROVIDER = "mail"
PURPOSE = "mail"

_LINK = re.compile(r"https?://[^\s<>\"]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True)
class MailKind:
    """A service mail: what it is, its subject (never about a person or a piece), its text."""

    name: str
    subject: str
    template: str


class UnknownMailKind(LookupError):
    """A mail was to be sent that nobody registered; there is no mail but service mail."""


class MailAddressInvalid(DomainError):
    message = "This is not an e-mail address we can write to."


class MailHeaderInvalid(DomainError):
    message = "Names and subjects of mails stand on one line."


class ForeignLink(RuntimeError):
    """A mail held a link to a host that is not ours."""


class MailUnavailable(Unavailable):
    message = "The mail could not be sent right now. It will be tried again."


_kinds: dict[str, MailKind] = {}


def mail_kind(name: str, *, subject: str, template: str) -> MailKind:
    """Register a kind of service mail; registering it twice raises."""
    if name in _kinds:
        raise ValueError(f"mail kind {name} is registered twice")
    if "{" in subject or "%" in subject:
        raise ValueError(f"the subject of {name} is not a constant sentence")
    _kinds[name] = MailKind(name, subject, template)
    return _kinds[name]


def mail_kinds() -> list[MailKind]:
    return sorted(_kinds.values(), key=lambda kind: kind.name)


def send(kind: str, *, to: str, context: Mapping[str, Any], sender_name: str = "") -> None:
    """Render a registered kind and hand it to the mail provider.

    Raises UnknownMailKind, MailAddressInvalid, MailHeaderInvalid, ForeignLink, EgressRefused, MailUnavailable.
    """
    message = build(kind, to=to, context=context, sender_name=sender_name)
    allow(PROVIDER, PURPOSE)
    try:
        message.send(fail_silently=False)
    except OSError as error:
        raise MailUnavailable from error


def build(kind: str, *, to: str, context: Mapping[str, Any], sender_name: str = "") -> EmailMessage:
    """Return the message as it would be sent."""
    if kind not in _kinds:
        raise UnknownMailKind(kind)
    registered = _kinds[kind]
    body = render_to_string(registered.template, {"company": COMPANY, **context}).strip() + "\n"
    if foreign := [link for link in _LINK.findall(body) if not is_ours(link)]:
        raise ForeignLink(f"{kind}: {len(foreign)}")
    headers = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
    return EmailMessage(registered.subject, body, _sender(sender_name), [_checked_address(to)], headers=headers)


def is_ours(link: str) -> bool:
    """Whether a link leads to the Site, the App or a workspace."""
    host = urlsplit(link).netloc
    return host in {settings.SITE_HOST, settings.APP_HOST} or host.endswith(f".{settings.APP_HOST}")


def _checked_address(address: str) -> str:
    try:
        validate_email(address)
    except ValidationError as error:
        raise MailAddressInvalid from error
    return address


def _sender(name: str) -> str:
    if _CONTROL.search(name):
        raise MailHeaderInvalid
    own_name, address = parseaddr(settings.MAIL_FROM)
    return formataddr((f"{name} via DIA'LOG" if name else own_name, address))
