"""The annex of the agreement: the list of providers as it stands; whoever accepts one accepts the other (P41)."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any

_annexes: list[Callable[[], Any]] = []


def annex(content: Callable[[], Any]) -> None:
    """Register what belongs to the agreement by hash; registering it twice changes nothing."""
    if content not in _annexes:
        _annexes.append(content)


def annex_hash() -> str:
    """Return the SHA-256 of everything annexed as it stands now, in hexadecimal."""
    said = json.dumps([content() for content in _annexes], sort_keys=True, separators=(",", ":"), default=str)
    return sha256(said.encode()).hexdigest()
