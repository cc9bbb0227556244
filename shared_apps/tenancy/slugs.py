"""Which names a workspace may bear: they are hosts, so one must never pass for another."""

from __future__ import annotations

import re

from shared_apps.core.errors import DomainError

SHORTEST, LONGEST = 3, 40
_NAMES = """
about abuse account accounts admin administrator agent aml api app apps assets auth autoconfig autodiscover
beta billing blog brief cdn certificate client clients console contact dashboard demo dev dialog
dialogjewelers dns docs download email export files find-a-jeweler ftp help hostmaster imap inbox info
internal jeweler jewelers legal localhost login logout mail mailer-daemon media metrics monitor mx news
noreply no-reply oauth office ops owner partner partners password pay payment payments pop portal postmaster
press privacy queue register root sales secure security session sessions settings shop sign-in sign-up signin
signup site smtp sso staff staging static status store support sysadmin system team test trust upload uploads
user users webmail webmaster wiki workspace www
"""
RESERVED = frozenset(_NAMES.split())

_ALLOWED = re.compile(r"\A[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_LOOK_ALIKES = (("rn", "m"), ("vv", "w"), ("0", "o"), ("1", "l"), ("i", "l"), ("5", "s"))


class SlugUnusable(DomainError):
    message = (
        "A workspace's name has 3 to 40 characters: small letters a to z, digits, and single hyphens between them."
    )


class SlugReserved(DomainError):
    message = "This name is kept for DIA'LOG's own use. Please choose another."


class SlugTaken(DomainError):
    message = "A workspace of this name exists already. Please choose another."


class SlugLooksLikeAnother(DomainError):
    message = "This name looks too much like that of another workspace. Please choose another."


def skeleton(slug: str) -> str:
    """Reduce a slug to how it looks: two slugs with one skeleton can be taken for each other."""
    text = slug.replace("-", "")
    for seen, meant in _LOOK_ALIKES:
        text = text.replace(seen, meant)
    return text


_RESERVED_SKELETONS = frozenset(skeleton(name) for name in RESERVED)


def check_slug(slug: str) -> str:
    """Return a slug anyone may have; raises SlugUnusable or SlugReserved."""
    if not SHORTEST <= len(slug) <= LONGEST or not _ALLOWED.match(slug):
        raise SlugUnusable
    if skeleton(slug) in _RESERVED_SKELETONS:
        raise SlugReserved
    return slug
