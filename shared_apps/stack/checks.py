"""A production start must have nothing of the demo: its switch, its hosts, its secrets, its mail as files."""

import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from shared_apps.stack.profiles import var_root

SECRETS = ("SECRET_KEY", "KEY_ENCRYPTION_KEY", "SIGNING_KEY", "S3_SECRET_KEY")


@register(Tags.security, deploy=True)
def nothing_of_the_demo(**_kwargs: Any) -> list[CheckMessage]:
    """Refuse what only the demo may have."""
    return list(_findings())


def _findings() -> Iterator[CheckMessage]:
    if settings.DEMO:
        hint = "Set DIALOG_ENV=production."
        yield Error("The demo's pages are on: mails and codes can be read by anybody.", hint=hint, id="stack.E001")
    for name in ("SITE_HOST", "APP_HOST"):
        host = str(getattr(settings, name)).partition(":")[0]
        if host == "localhost" or host.endswith(".localhost"):
            yield Error(f"{name} is the demo's.", hint=f"Set {name} to your own host.", id="stack.E002")
    if not settings.MAIL_URL:
        yield Error("Mails would be written to files.", hint="Set MAIL_URL.", id="stack.E003")
    if reused := sorted(_demo_secrets() & {str(getattr(settings, name)) for name in SECRETS}):
        hint = "Make each anew with: openssl rand -base64 32"
        yield Error(f"{len(reused)} secrets are those of this machine's demo.", hint=hint, id="stack.E004")


def _demo_secrets() -> set[str]:
    try:
        found: dict[str, str] = json.loads((var_root() / "secrets.json").read_text())
    except (OSError, ValueError):
        return set()
    return set(found.values())
