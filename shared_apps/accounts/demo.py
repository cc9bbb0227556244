"""The second factors of the demo's staff, so that whoever tries the demo needs no authenticator."""

from __future__ import annotations

import time
from dataclasses import dataclass

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt


@dataclass(frozen=True)
class Code:
    """The code an authenticator would show now."""

    email: str
    code: str


def staff_codes() -> list[Code]:
    """Return the current codes of staff; for the demo's mailbox page, which exists nowhere else."""
    kept = Authenticator.objects.filter(type=Authenticator.Type.TOTP, user__is_staff=True).select_related("user")
    counter = int(time.time()) // app_settings.TOTP_PERIOD
    return [Code(one.user.email, format_hotp_value(hotp_value(decrypt(one.data["secret"]), counter))) for one in kept]
