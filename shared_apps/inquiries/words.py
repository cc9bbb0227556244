"""What staff may write down or send: words a person can read, no card number, no link to a stranger's page."""

from __future__ import annotations

import re
import unicodedata

from shared_apps.core.errors import DomainError
from shared_apps.core.free_text import CARD_NUMBER, has_card_number
from shared_apps.egress.mail import is_ours

LONGEST = 5000
LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"]+", re.IGNORECASE)
ON_LINES = {"\n", "\t"}


class NothingWritten(DomainError):
    message = "Please write something first."


class TooLong(DomainError):
    message = f"This is longer than {LONGEST:,} characters. Please shorten it."


class Unreadable(DomainError):
    message = "This holds a character that cannot be read. Please type that part again."


class HoldsCardNumber(DomainError):
    message = CARD_NUMBER


class ForeignLink(DomainError):
    message = "A reply may only link to our own pages. Please describe the place in words."


def checked(words: str) -> str:
    """Return words as they are kept, line ends made one kind.

    Raises NothingWritten, TooLong, Unreadable, HoldsCardNumber.
    """
    words = words.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not words:
        raise NothingWritten
    if len(words) > LONGEST:
        raise TooLong
    if any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in words if letter not in ON_LINES):
        raise Unreadable
    if has_card_number(words):
        raise HoldsCardNumber
    return words


def checked_reply(words: str) -> str:
    """Return words as they are sent; raises what ``checked`` raises, and ForeignLink."""
    words = checked(words)
    if any(not is_ours(link) for link in LINK.findall(words)):
        raise ForeignLink
    return words
