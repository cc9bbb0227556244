"""The kinds of mail there are. Each is a service (P23): it says what for, and why it may not be stopped if it may not.

mail_kind(
    "portal.invitation",
    subject={"en": "A private page for you", "zh-hant": "為你而設的私人頁面"},
    template="portal/mail/invitation.txt",            # and portal/mail/invitation.zh-hant.txt
    purpose=Purpose.PORTAL,
    unstoppable=Unstoppable.ANSWER,
    button={"en": "Open your page", "zh-hant": "打開你的頁面"},
    sample={"house": "Maison Aurelle", "link": sample_link("/portal/")},
)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.conf import settings

from shared_apps.core.datamap import Purpose

ENGLISH, CHINESE = "en", "zh-hant"
LANGUAGES = (ENGLISH, CHINESE)
OPEN = {ENGLISH: "Open the page", CHINESE: "打開頁面"}

type Words = str | Mapping[str, str]


class Unstoppable(StrEnum):
    """Why a mail reaches also a person who asked us to stop using their data."""

    ANSWER = "it answers what this person just asked for"
    SECURITY = "it protects this person's account"
    LEGAL = "the law or a contract has us tell this person"
    STAFF = "it goes to our own staff, about their work"


@dataclass(frozen=True)
class MailKind:
    """A service mail: what it is for, its subject (never about a person or a piece), its words, its one button.

    ``repeats`` is what happens when a worker died between handing the mail over and noting it: sent once more under
    the same Message-ID (at least once), or left at that (at most once).
    """

    name: str
    subjects: Mapping[str, str]
    template: str
    purpose: Purpose = Purpose.OPERATE
    unstoppable: Unstoppable | None = None
    buttons: Mapping[str, str] = field(default_factory=lambda: OPEN)
    repeats: bool = True
    sample: Mapping[str, Any] = field(default_factory=dict)

    @property
    def subject(self) -> str:
        return self.subjects[ENGLISH]

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(language for language in LANGUAGES if language in self.subjects)

    def spoken(self, language: str) -> str:
        """Return the language this kind is written in for a person who wants ``language``."""
        return language if language in self.subjects else ENGLISH

    def template_in(self, language: str) -> str:
        """Return the template's name: the English one is plain, others say their language before the ending."""
        return self.template if language == ENGLISH else f"{self.template.removesuffix('.txt')}.{language}.txt"


class UnknownMailKind(LookupError):
    """A mail was to be sent that nobody registered; there is no mail but service mail."""


_kinds: dict[str, MailKind] = {}


def mail_kind(
    name: str,
    *,
    subject: Words,
    template: str,
    purpose: Purpose = Purpose.OPERATE,
    unstoppable: Unstoppable | None = None,
    button: Words | None = None,
    repeats: bool = True,
    sample: Mapping[str, Any] | None = None,
) -> MailKind:
    """Register a kind of service mail; registering it twice raises."""
    if name in _kinds:
        raise ValueError(f"mail kind {name} is registered twice")
    subjects = _in_languages(subject)
    if any(set("{}%<>\r\n") & set(words) for words in subjects.values()):
        raise ValueError(f"the subject of {name} is not a constant sentence")
    buttons = OPEN | _in_languages(button or {})
    _kinds[name] = MailKind(name, subjects, template, purpose, unstoppable, buttons, repeats, sample or {})
    return _kinds[name]


def mail_kinds() -> list[MailKind]:
    return sorted(_kinds.values(), key=lambda kind: kind.name)


def kind_named(name: str) -> MailKind:
    """Return a registered kind; raises UnknownMailKind."""
    if name not in _kinds:
        raise UnknownMailKind(name)
    return _kinds[name]


def sample_link(path: str, *, host: str = "") -> str:
    """Return an address of ours for a kind's sample: on the App, or on the label before the App's host."""
    return f"{settings.SCHEME}://{f'{host}.' if host else ''}{settings.APP_HOST}{path}"


def _in_languages(words: Words) -> dict[str, str]:
    return {ENGLISH: words} if isinstance(words, str) else dict(words)
