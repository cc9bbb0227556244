"""Byte ranges of a download, so that a broken one goes on where it stopped (RFC 9110, section 14)."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ONE_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


@dataclass(frozen=True)
class ByteRange:
    """The bytes from ``start`` to ``end``, both included, of ``total``."""

    start: int
    end: int
    total: int

    @property
    def length(self) -> int:
        return self.end - self.start + 1

    @property
    def header(self) -> str:
        return f"bytes {self.start}-{self.end}/{self.total}"


class RangeNotSatisfiable(ValueError):
    """The range asked for lies outside the file."""


def parse_range(header: str, total: int) -> ByteRange | None:
    """Return the range asked for, None for the whole file or a form we may ignore; raises RangeNotSatisfiable."""
    match = _ONE_RANGE.fullmatch(header.strip())
    if match is None or not any(match.groups()):
        return None
    first, last = match.groups()
    if not first:
        start, end = max(0, total - int(last)), total - 1
    else:
        start, end = int(first), min(int(last) if last else total - 1, total - 1)
    if start >= total or end < start:
        raise RangeNotSatisfiable
    return ByteRange(start, end, total)
