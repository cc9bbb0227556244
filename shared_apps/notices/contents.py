"""What a notice says, registered by the app whose matter it is; rendered anew for each delivery."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

type Content = Callable[[UUID], Mapping[str, Any]]

_contents: dict[str, Content] = {}
_shown_elsewhere: set[str] = set()


class UnknownNotice(LookupError):
    """Nobody registered what this notice says."""


def notice_content(mail_kind: str, content: Content, *, has_banner: bool = True) -> None:
    """Register the context of a mail kind's notices, made from the id of what they are about.

    Without a banner the App shows the matter in a way of its own.
    """
    if _contents.get(mail_kind, content) is not content:
        raise ValueError(f"notice {mail_kind} is registered twice")
    _contents[mail_kind] = content
    if not has_banner:
        _shown_elsewhere.add(mail_kind)


def kinds_without_banner() -> list[str]:
    return sorted(_shown_elsewhere)


def content_of(mail_kind: str, about_id: UUID) -> Mapping[str, Any]:
    """Return the context of one notice; raises UnknownNotice."""
    if mail_kind not in _contents:
        raise UnknownNotice(mail_kind)
    return _contents[mail_kind](about_id)
