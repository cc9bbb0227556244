"""Replies to begin from, in both languages: staff read, change and send them; nothing is sent unread."""

from __future__ import annotations

from dataclasses import dataclass

from django.template import Context
from django.template.loader import get_template

from shared_apps.inquiries.enums import Language
from shared_apps.inquiries.models import Received

BOTH = frozenset({"brief", "inquiry"})


@dataclass(frozen=True)
class ReplyTemplate:
    """The words stand in ``inquiries/replies/<key>.txt``, and for others than English ``<key>.<language>.txt``."""

    key: str
    title: str
    kinds: frozenset[str] = BOTH

    def filled(self, received: Received) -> str:
        """Return the words in the person's language, as a text and never as markup."""
        ending = "" if received.language == Language.ENGLISH else f".{received.language}"
        words = get_template(f"inquiries/replies/{self.key}{ending}.txt").template  # type: ignore[attr-defined]
        told = {"name": received.name, "reference": received.reference}
        return str(words.render(Context(told, autoescape=False))).strip()


TEMPLATES = (
    ReplyTemplate("read", "We have read it"),
    ReplyTemplate("questions", "A few questions", frozenset({"brief"})),
    ReplyTemplate("call", "Arrange a call"),
    ReplyTemplate("no_match", "Nobody suits right now", frozenset({"brief"})),
    ReplyTemplate("jeweler", "To a jeweler", frozenset({"inquiry"})),
    ReplyTemplate("farewell", "Thanks, and closing"),
)


def templates_for(received: Received) -> list[ReplyTemplate]:
    """Return the replies that fit a kind of thread."""
    return [template for template in TEMPLATES if received.kind in template.kinds]


def template_named(received: Received, key: str) -> ReplyTemplate | None:
    return next((template for template in templates_for(received) if template.key == key), None)
