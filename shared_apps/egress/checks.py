"""What is refused at start: a mail provider that would watch people, or whose reports anybody could forge (P3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

TRACKING = ("track_opens", "track_clicks", "trackopens", "tracklinks", "o:tracking", "tracking_settings", "tracking")
OFF = (False, None, "", "no", "None", "none", 0)


@register(Tags.security)
def check_mail(**_options: object) -> list[CheckMessage]:
    found: list[CheckMessage] = [
        Error(f"The mail settings turn tracking on: {name}.", hint="We follow nobody (P3).", id="egress.E001")
        for name in sorted(tracked(getattr(settings, "ANYMAIL", {})) | tracked(settings.MAILERS))
    ]
    if settings.MAIL_REPORTS and ":" not in settings.MAIL_HOOK_SECRET:
        found.append(Error("MAIL_HOOK_SECRET must be user:password, as the provider sends it.", id="egress.E002"))
    return found


def tracked(value: object, name: str = "") -> set[str]:
    """Return the names of settings, at any depth, that turn the tracking of opens or clicks on."""
    if isinstance(value, Mapping):
        return {found for key, below in _items(value) for found in tracked(below, key)}
    key = name.lower()
    return {name} if key.startswith(TRACKING) and value not in OFF else set()


def _items(value: Mapping[Any, Any]) -> Iterator[tuple[str, Any]]:
    for key, below in value.items():
        yield str(key), below
