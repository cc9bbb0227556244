"""A signed time-stamp in a form: it says when the form was shown, so that a machine's haste or an old page is seen."""

from __future__ import annotations

from django.core import signing

SALT = "public_site.form"
AT_LEAST = 3
AT_MOST = 2 * 3600


def fresh_stamp(form: str) -> str:
    """Return a stamp for a form shown now."""
    return signing.TimestampSigner(salt=SALT).sign(form)


def is_plausible(stamp: str, form: str) -> bool:
    """Whether the form was shown between three seconds and two hours ago, and was this form."""
    signer = signing.TimestampSigner(salt=SALT)
    try:
        shown = signer.unsign(stamp, max_age=AT_MOST)
    except signing.BadSignature:
        return False
    return shown == form and not _is_hasty(signer, stamp)


def _is_hasty(signer: signing.TimestampSigner, stamp: str) -> bool:
    try:
        signer.unsign(stamp, max_age=AT_LEAST)
    except signing.SignatureExpired:
        return False
    return True
