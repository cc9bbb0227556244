"""Mail by an address in the environment; unset, mails are files.

``smtp+tls://user:password@host:587``, ``smtps://user:password@host:465``, or a provider's own door, which also reports
what became of a mail: ``postmark+https://token@api.postmarkapp.com``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

MAILBOX = {"BACKEND": "shared_apps.egress.mailbox.MailboxBackend"}


@dataclass(frozen=True)
class Way:
    """How mail leaves by one scheme: Django's backend, its options, and who reads the provider's reports."""

    backend: str
    options: Callable[[SplitResult], dict[str, Any]]
    reports: str = ""


def _smtp(parts: SplitResult) -> dict[str, Any]:
    is_tls_at_once = parts.scheme == "smtps"
    return {
        "host": parts.hostname,
        "port": parts.port or (465 if is_tls_at_once else 587),
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "timeout": 15,
        ("use_ssl" if is_tls_at_once else "use_tls"): True,
    }


def _postmark(parts: SplitResult) -> dict[str, Any]:
    return {"server_token": unquote(parts.username or ""), "api_url": f"https://{parts.hostname}/", "timeout": 15}


SMTP = Way("django.core.mail.backends.smtp.EmailBackend", _smtp)
WAYS = {
    "smtp+tls": SMTP,
    "smtps": SMTP,
    "postmark+https": Way(
        "anymail.backends.postmark.EmailBackend", _postmark, "anymail.webhooks.postmark.PostmarkTrackingWebhookView"
    ),
}


def mailer(url: str) -> dict[str, Any]:
    """Return Django's mailer for an address; TLS is required, a server without it is refused when sending."""
    if not url:
        return MAILBOX
    parts, way = _way_of(url)
    return {"BACKEND": way.backend, "OPTIONS": way.options(parts)}


def reports_of(url: str) -> str:
    """Return the reader of the provider's reports; plain mail servers send none."""
    return _way_of(url)[1].reports if url else ""


def _way_of(url: str) -> tuple[SplitResult, Way]:
    parts = urlsplit(url)
    if parts.scheme not in WAYS:
        raise ValueError(f"MAIL_URL must start with one of {', '.join(f'{scheme}://' for scheme in WAYS)}")
    if parts.query or parts.fragment:
        raise ValueError("MAIL_URL takes no options: opens and clicks are never tracked")
    return parts, WAYS[parts.scheme]
