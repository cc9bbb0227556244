"""The sections a shell offers: which of them this person may open, and which one they are in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol


class Permissions(Protocol):
    """What a person may do, by permission name with underscores."""

    def __getitem__(self, key: str) -> bool: ...


@dataclass(frozen=True)
class Entry:
    """A link of the main navigation; `permission` is a declared name, `clients.client.view`."""

    label: str
    path: str
    icon: str
    permission: str = ""
    short: str = ""
    method: str = "get"


def menu(entries: Iterable[Entry], *, path: str, can: Permissions | None = None) -> list[dict[str, object]]:
    """Return what `ui/_nav.html` shows: permitted entries, the one that best matches the path marked current."""
    shown = [entry for entry in entries if can is None or not entry.permission or can[_key(entry.permission)]]
    current = max((entry.path for entry in shown if _holds(entry, path)), key=len, default="")
    return [
        {
            "label": entry.label,
            "short": entry.short,
            "url": entry.path,
            "icon": entry.icon,
            "method": entry.method,
            "current": entry.path == current,
        }
        for entry in shown
    ]


def _key(permission: str) -> str:
    return permission.replace(".", "_")


def _holds(entry: Entry, path: str) -> bool:
    if entry.method != "get":
        return False
    return path == entry.path or (entry.path != "/" and path.startswith(entry.path))
