"""Refusals the domain knows in advance; everything else is a bug."""

from __future__ import annotations

import re


class DomainError(Exception):
    """A refusal with a sentence for the person; subclasses are named as the sentence they assert.

    ``permanent`` tells a task whether trying again can help.
    """

    message = "This can't be done."
    permanent = True

    def __init__(self, message: str | None = None) -> None:
        self.message = message or self.message
        super().__init__(self.message)

    @property
    def code(self) -> str:
        """Return the stable machine name, ``QuoteNotOpen`` -> ``quote_not_open``."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", type(self).__name__).lower()


class Unavailable(DomainError):
    """Something outside did not answer; trying again later may work."""

    message = "This is not available right now. Please try again in a moment."
    permanent = False
