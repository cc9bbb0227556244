"""Mail by an address in the environment: ``smtp+tls://user:password@host:587`` or ``smtps://…:465``; unset = files."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

MAILBOX = {"BACKEND": "shared_apps.egress.mailbox.MailboxBackend"}
SCHEMES = {"smtp+tls": {"use_tls": True}, "smtps": {"use_ssl": True}}


def mailer(url: str) -> dict[str, Any]:
    """Return Django's mailer for an address; TLS is required, a server without it is refused when sending."""
    if not url:
        return MAILBOX
    parts = urlsplit(url)
    if parts.scheme not in SCHEMES:
        raise ValueError(f"MAIL_URL must start with one of {', '.join(f'{scheme}://' for scheme in SCHEMES)}")
    options: dict[str, Any] = {
        "host": parts.hostname,
        "port": parts.port or (465 if parts.scheme == "smtps" else 587),
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "timeout": 15,
    }
    return {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options | SCHEMES[parts.scheme]}
