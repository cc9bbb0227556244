"""The demo's and the tests' post: every mail is one file, readable at /dev/mail/."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from shared_apps.core.clock import now


@dataclass(frozen=True)
class Letter:
    """A mail as it lies in the box."""

    name: str
    at: datetime
    sender: str
    to: str
    subject: str
    body: str
    html: str = ""


def folder() -> Path:
    return Path(settings.VAR_DIR) / "mail"


class MailboxBackend(BaseEmailBackend):
    """Writes each mail whole under a name that sorts by time; nothing leaves the machine."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder().mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            name = f"{now():%Y%m%dT%H%M%S%f}-{secrets.token_hex(4)}"
            partial = folder() / f"{name}.partial"
            partial.write_bytes(message.message().as_bytes())
            partial.rename(folder() / f"{name}.eml")
        return len(email_messages)


def letters(limit: int = 100) -> list[Letter]:
    """Return the newest mails, newest first."""
    newest = sorted(folder().glob("*.eml"), reverse=True)[:limit]
    return [_read(path) for path in newest]


def letter(name: str) -> Letter | None:
    """Return one mail by its name; None for any name that is not one of ours."""
    path = folder() / f"{name}.eml"
    return _read(path) if path.name == f"{name}.eml" and path.parent == folder() and path.is_file() else None


def _read(path: Path) -> Letter:
    parsed = message_from_bytes(path.read_bytes(), policy=policy.default)
    body, html = parsed.get_body(("plain",)), parsed.get_body(("html",))
    return Letter(
        name=path.stem,
        at=datetime.strptime(path.stem.partition("-")[0] + "+0000", "%Y%m%dT%H%M%S%f%z"),
        sender=str(parsed["From"]),
        to=str(parsed["To"]),
        subject=str(parsed["Subject"]),
        body=body.get_content() if body is not None else "",
        html=html.get_content() if html is not None else "",
    )
