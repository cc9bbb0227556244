"""Countries by their ISO 3166 codes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parent / "documents" / "countries.txt"


@cache
def countries() -> dict[str, str]:
    """Return the names of countries by code."""
    return dict(line.split(" ", 1) for line in TABLE.read_text("utf-8").splitlines())


def country_names(codes: Iterable[str]) -> list[str]:
    """Return the names of countries; what the table does not know stays a code."""
    return [countries().get(code, code) for code in codes]
