"""Payment card numbers never belong in what people type (P15)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from django.core.exceptions import ValidationError

RUN = re.compile(r"\d(?:[ \-.]?\d){12,}")
SHORTEST, LONGEST = 13, 19
ISSUERS = "23456"

CARD_NUMBER = "This text holds a payment card number. Card numbers are not kept here; please remove it."


def has_card_number(text: str) -> bool:
    """Tell whether a text holds a run of digits that is a valid card number, however it is grouped."""
    plain = unicodedata.normalize("NFKC", text)
    return any(_is_card(digits) for run in RUN.findall(plain) for digits in _readings(run))


def no_card_number(text: str) -> None:
    """Refuse a text with a payment card number, as a form field's validator."""
    if has_card_number(text):
        raise ValidationError(CARD_NUMBER, code="card_number")


def _readings(run: str) -> Iterator[str]:
    groups = re.split(r"[ \-.]", run)
    for start in range(len(groups)):
        digits = ""
        for group in groups[start:]:
            digits += group
            if len(digits) > LONGEST:
                break
            yield digits


def _is_card(digits: str) -> bool:
    return SHORTEST <= len(digits) <= LONGEST and digits[0] in ISSUERS and _luhn(digits)


def _luhn(digits: str) -> bool:
    doubled = (int(d) * 2 for d in digits[-2::-2])
    return (sum(int(d) for d in digits[-1::-2]) + sum(d // 10 + d % 10 for d in doubled)) % 10 == 0
