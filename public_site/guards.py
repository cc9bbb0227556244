"""What keeps the forms usable without a cookie, a script or a third party (promises, section E.4)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from django.core import signing
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from shared_apps.core.http import sender_address
from shared_apps.inquiries.limits import within_limit

STAMP, TRAP = "stamp", "homepage"
LARGEST_BODY = 32_000
OLDEST_STAMP, YOUNGEST_STAMP = 2 * 3600, 3
HOUR = 3600

TOO_FAST = _("That was quicker than we could follow. Nothing is lost: please send it once more.")
TOO_OLD = _("This page was open for a long time. Nothing is lost: please send it once more.")
TRAPPED = _("A field that people never see was filled in. Please send it once more.")
TOO_MANY = _("Many messages came from where you are. Nothing is lost: wait a little and send it once more.")

_signer = signing.TimestampSigner(salt="public_site.form")


class Refused(Exception):
    """A post we do not take, with the sentence for the person and the status for the machine."""

    def __init__(self, message: Any, status: int = 422) -> None:
        super().__init__(message)
        self.message, self.status = str(message), status


def new_stamp() -> str:
    """Return a signed note of the time, to stand in a form."""
    return _signer.sign("form")


def check_post(request: HttpRequest) -> None:
    """Refuse what a person would not send; raises Refused."""
    if request.POST.get(TRAP):
        raise Refused(TRAPPED)
    _check_stamp(request.POST.get(STAMP, ""))


def check_limits(request: HttpRequest, email: str) -> None:
    """Refuse whoever sends too much: one sender, one address, or everybody together; raises Refused."""
    counted = (
        ("posts of a sender", sender_of(request), 10),
        ("posts of an address", email, 5),
        ("posts of all", "", 1_000),
    )
    for what, value, limit in counted:
        if not within_limit(what, value, limit=limit, seconds=HOUR):
            raise Refused(TOO_MANY, 429)


def _check_stamp(stamp: str) -> None:
    try:
        _signer.unsign(stamp, max_age=OLDEST_STAMP)
    except signing.BadSignature as error:
        raise Refused(TOO_OLD) from error
    try:
        _signer.unsign(stamp, max_age=YOUNGEST_STAMP)
    except signing.SignatureExpired:
        return
    raise Refused(TOO_FAST)


def is_too_large(request: HttpRequest) -> bool:
    """Whether a body is larger than any form of ours; asked before it is read."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return not length.isdigit() or int(length) > LARGEST_BODY


def sender_of(request: HttpRequest) -> str:
    """Return where a request comes from, as far as our own proxies say; a network of 64 bits where IPv6 is spoken."""
    named = sender_address(request)
    try:
        address = ip_address(named)
    except ValueError:
        return named
    return str(ip_network(f"{address}/64", strict=False)) if isinstance(address, IPv6Address) else str(address)


def fingerprint(stamp: str, told: Mapping[str, str]) -> str:
    """Return what makes two posts the same one, sent twice from one page."""
    digest = hashlib.sha256(stamp.encode())
    for name in sorted(told):
        digest.update(f"\0{name}\0{told[name]}".encode())
    return digest.hexdigest()
