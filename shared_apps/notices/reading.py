"""A notice as it is read on a page: the words of its mail, made anew from what it is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist

from shared_apps.egress import mail
from shared_apps.egress.kinds import kind_named
from shared_apps.egress.letterhead import Block, blocks_of
from shared_apps.notices.contents import UnknownNotice, content_of
from shared_apps.notices.models import Delivery, Notice


@dataclass(frozen=True)
class Reading:
    """A notice's title and paragraphs; none when what it was about is no longer kept."""

    notice: Notice
    title: str
    blocks: list[Block]


@dataclass(frozen=True)
class Banner:
    """A notice that waits for its reader above the page."""

    delivery: Delivery
    title: str


def title_of(notice: Notice) -> str:
    """Return what a notice is called: its mail's subject."""
    try:
        return kind_named(notice.mail_kind).subject
    except mail.UnknownMailKind:
        return "A notice from DIA’LOG"


def titled(notices: Iterable[Notice]) -> list[tuple[Notice, str]]:
    return [(notice, title_of(notice)) for notice in notices]


def read(notice: Notice) -> Reading:
    try:
        body = mail.words(kind_named(notice.mail_kind), content_of(notice.mail_kind, notice.about_id))
    except (ObjectDoesNotExist, UnknownNotice, mail.UnknownMailKind):
        return Reading(notice, title_of(notice), [])
    return Reading(notice, title_of(notice), blocks_of(body))
