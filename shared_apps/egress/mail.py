"""The one door for mail: registered kinds, text and its HTML, no tracking, links to our own hosts only (P3, P23, P36).

    send("portal.invitation", to=access.email, context={"link": link}, sender_name="Maison Aurelle", language="zh-hant")

Called from tasks only. A task that runs again sends nothing twice: the send log knows the job's mail (`sendlog`).
"""

from __future__ import annotations

import contextlib
import re
import smtplib
from collections.abc import Mapping
from email.utils import formataddr, parseaddr
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from anymail.exceptions import AnymailRecipientsRefused
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives, mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.core.validators import validate_email
from django.template import Context
from django.template.loader import get_template

from shared_apps.core.company import COMPANY
from shared_apps.core.errors import DomainError, Unavailable
from shared_apps.core.restraints import Restrained, is_restrained
from shared_apps.egress import sendlog
from shared_apps.egress.gate import allow_mail
from shared_apps.egress.kinds import (
    CHINESE,
    ENGLISH,
    LANGUAGES,
    MailKind,
    UnknownMailKind,
    Unstoppable,
    kind_named,
    mail_kind,
    mail_kinds,
    sample_link,
)
from shared_apps.egress.letterhead import foot, page
from shared_apps.egress.models import MailStatus, SentMailRow
from shared_apps.tenancy.context import current_tenant_or_none

__all__ = [
    "CHINESE",
    "ENGLISH",
    "LANGUAGES",
    "ForeignLink",
    "MailAddressInvalid",
    "MailHeaderInvalid",
    "MailKind",
    "MailRefused",
    "MailUnavailable",
    "UnknownMailKind",
    "Unstoppable",
    "build",
    "is_done",
    "mail_kind",
    "mail_kinds",
    "sample_link",
    "send",
    "words",
]


LONGEST_ADDRESS = 254
_LINK = re.compile(r"https?://[^\s<>\"]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_OPEN = frozenset({MailStatus.WAITING, MailStatus.HANDING})


class MailAddressInvalid(DomainError):
    message = "This is not an e-mail address we can write to."


class MailHeaderInvalid(DomainError):
    message = "Names and subjects of mails stand on one line."


class ForeignLink(RuntimeError):
    """A mail held a link to a host that is not ours."""


class MailUnavailable(Unavailable):
    message = "The mail could not be sent right now. It will be tried again."


class MailRefused(DomainError):
    message = "The mail server of this address refuses our mail."


def send(
    kind: str,
    *,
    to: str,
    context: Mapping[str, Any],
    sender_name: str = "",
    language: str = ENGLISH,
    about: object = "",
) -> UUID:
    """Render a registered kind, hand it to the mail provider and return its id in the send log.

    ``about`` tells apart several mails of one kind that one job sends to one address.
    Raises UnknownMailKind, MailAddressInvalid, MailHeaderInvalid, ForeignLink, Restrained, EgressRefused,
    MailUnavailable, MailRefused.
    """
    registered = kind_named(kind)
    message = build(kind, to=to, context=context, sender_name=sender_name, language=language)
    entry = sendlog.open_entry(kind, to, about)
    if _is_done(entry, registered):
        return entry.pk
    if is_stopped(registered, to):
        sendlog.note(entry, MailStatus.WITHHELD)
        raise Restrained
    allow_mail()
    _name(message, entry)
    _hand_over(message, entry, registered)
    return entry.pk


def is_done(kind: str, *, to: str, about: object = "") -> bool:
    """Whether an earlier try of the job at hand has sent this mail, or may have and must not again."""
    entry = sendlog.earlier_entry(kind, to, about)
    return entry is not None and _is_done(entry, kind_named(kind))


def is_stopped(kind: MailKind, to: str) -> bool:
    """Whether the person at this address stopped what a mail is for.

    A jeweler's mails to its own clients are the jeweler's, and so is what those clients ask to be stopped.
    """
    return kind.unstoppable is None and current_tenant_or_none() is None and is_restrained(to, kind.purpose)


def build(
    kind: str, *, to: str, context: Mapping[str, Any], sender_name: str = "", language: str = ENGLISH
) -> EmailMultiAlternatives:
    """Return the message as it would be sent: the text, and the same words on our letterhead."""
    registered = kind_named(kind)
    spoken = registered.spoken(language)
    body = words(registered, context, spoken)
    text = f"{body}\n\n{foot(spoken)}\n"
    if foreign := [link for link in _LINK.findall(text) if not is_ours(link)]:
        raise ForeignLink(f"{kind}: {len(foreign)}")
    headers = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All", "Content-Language": spoken}
    subject = registered.subjects[spoken]
    message = EmailMultiAlternatives(subject, text, _sender(sender_name), [_checked_address(to)], headers=headers)
    message.attach_alternative(
        page(body, subject=subject, button=registered.buttons[spoken], language=spoken), "text/html"
    )
    return message


def words(kind: MailKind, context: Mapping[str, Any], language: str = ENGLISH) -> str:
    """Return what a mail of a kind says, without who we are."""
    told = Context({"company": COMPANY, **context}, autoescape=False)
    text: str = get_template(kind.template_in(language)).template.render(told)  # type: ignore[attr-defined]
    return text.strip()


def is_ours(link: str) -> bool:
    """Whether a link leads to the Site, the App or a workspace."""
    host = urlsplit(link).netloc
    return host in {settings.SITE_HOST, settings.APP_HOST} or host.endswith(f".{settings.APP_HOST}")


def _is_done(entry: SentMailRow, kind: MailKind) -> bool:
    if entry.status == MailStatus.HANDING and not kind.repeats:
        sendlog.note(entry, MailStatus.UNKNOWN)
        return True
    return entry.status not in _OPEN


def _name(message: EmailMultiAlternatives, entry: SentMailRow) -> None:
    """Give a mail the name its reports come back under, and tell a provider with a door of its own not to track it."""
    message.extra_headers["Message-ID"] = sendlog.message_id(entry)
    message.metadata = {"mail": sendlog.reference_of(entry)}  # type: ignore[attr-defined]
    message.track_opens = message.track_clicks = False  # type: ignore[attr-defined]


def _hand_over(message: EmailMultiAlternatives, entry: SentMailRow, kind: MailKind) -> None:
    """Hand a mail over and note it."""
    mailer = mailers["default"]
    try:
        _reach(mailer)
        sendlog.note(entry, MailStatus.HANDING)
        _give(mailer, message, entry, kind)
    finally:
        with contextlib.suppress(OSError):
            mailer.close()


def _reach(mailer: BaseEmailBackend) -> None:
    try:
        mailer.open()
    except OSError as error:
        raise MailUnavailable from error


def _give(mailer: BaseEmailBackend, message: EmailMultiAlternatives, entry: SentMailRow, kind: MailKind) -> None:
    """Give the mail to a server that listens; what it may have taken before it fell silent is the kind's to decide."""
    try:
        mailer.send_messages([message])
    except smtplib.SMTPResponseException as error:
        _refused(entry, [error.smtp_code], error)
    except smtplib.SMTPRecipientsRefused as error:
        _refused(entry, [code for code, _said in error.recipients.values()], error)
    except AnymailRecipientsRefused as error:
        _refused(entry, [550], error)
    except OSError as error:
        sendlog.note(entry, MailStatus.WAITING if kind.repeats else MailStatus.UNKNOWN)
        if kind.repeats:
            raise MailUnavailable from error
    else:
        sendlog.note(entry, MailStatus.SENT)


def _refused(entry: SentMailRow, codes: list[int], error: Exception) -> None:
    """Note what a server said no to: for now (4xx), so that it is tried again, or for good (5xx)."""
    if any(code < 500 for code in codes):
        sendlog.note(entry, MailStatus.WAITING)
        raise MailUnavailable from error
    sendlog.note(entry, MailStatus.REFUSED)
    raise MailRefused from error


def _checked_address(address: str) -> str:
    try:
        validate_email(address)
    except ValidationError as error:
        raise MailAddressInvalid from error
    if len(address) > LONGEST_ADDRESS or not address.partition("@")[0].isascii():
        raise MailAddressInvalid
    return address


def _sender(name: str) -> str:
    if _CONTROL.search(name):
        raise MailHeaderInvalid
    own_name, address = parseaddr(settings.MAIL_FROM)
    return formataddr((f"{name} via DIA'LOG" if name else own_name, address))
