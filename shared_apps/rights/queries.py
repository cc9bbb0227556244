from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shared_apps.core.errors import Unavailable
from shared_apps.rights.models import PolicyVersion
from shared_apps.rights.policy import SECTIONS, text_sha256
from shared_apps.rights.sections import Section


class PolicyNotPublished(Unavailable):
    message = "The policy is being published. Please try again in a moment."


@dataclass(frozen=True)
class PublishedPolicy:
    """The newest edition: its date, and its words in sections or, for older code's words, as lines."""

    number: int
    effective_on: date
    summary: str
    sections: tuple[Section, ...]
    lines: tuple[str, ...]


def current_policy() -> PolicyVersion | None:
    """Return the newest published edition."""
    return PolicyVersion.objects.order_by("-number").first()


def published_policy() -> PublishedPolicy:
    """Return what the page shows; raises PolicyNotPublished before the first edition.

    Between a release and the publication of its edition, the words are those of the row and not of the code.
    """
    row = current_policy()
    if row is None:
        raise PolicyNotPublished
    is_ours = row.text_sha256 == text_sha256()
    lines = () if is_ours else tuple(row.text.splitlines())
    return PublishedPolicy(row.number, row.effective_on, row.summary, SECTIONS if is_ours else (), lines)
