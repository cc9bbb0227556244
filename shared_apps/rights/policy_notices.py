"""Tells those a new edition concerns, each address once, with the evidence (P71)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from shared_apps.accounts.models import Account, Membership
from shared_apps.core.actors import SYSTEM
from shared_apps.core.roles import Role
from shared_apps.inquiries.models import Brief, Inquiry
from shared_apps.notices.addressees import Addressee
from shared_apps.notices.models import Notice
from shared_apps.notices.operations import give_notice
from shared_apps.rights.models import PolicyVersion
from shared_apps.rights.policy import Audience, edition_numbered

MAIL_KIND = "registers.policy_changed"


def tell_of(version: PolicyVersion) -> Notice | None:
    """Give the notice of an edition to its audience, once; None for an edition that names none."""
    edition = edition_numbered(version.number)
    if edition is None or not edition.audience:
        return None
    return give_notice(MAIL_KIND, version, to=addressees(edition.audience), by=SYSTEM)


def addressees(audience: Iterable[Audience]) -> list[Addressee]:
    """Return each address once: as an owner's first, then as an account's, then as a visitor's."""
    found: dict[str, Addressee] = {}
    for group in (Audience.OWNERS, Audience.ACCOUNTS, Audience.OPEN_INQUIRIES):
        if group in set(audience):
            for one in GROUPS[group]():
                found.setdefault(one.email.lower(), one)
    return list(found.values())


def _owners() -> Iterator[Addressee]:
    owners = Membership.objects.filter(role=Role.OWNER, account__is_active=True).order_by("pk")
    for email, jeweler, account in owners.values_list("account__email", "jeweler_id", "account_id"):
        yield Addressee(email, jeweler, account)


def _accounts() -> Iterator[Addressee]:
    """Yield active accounts with the first workspace each belongs to, where its banner appears."""
    places = Membership.objects.order_by("-pk").values_list("account_id", "jeweler_id")
    first = dict(places)
    for pk, email in Account.objects.filter(is_active=True).order_by("pk").values_list("pk", "email"):
        yield Addressee(email, first.get(pk), pk)


def _open_inquiries() -> Iterator[Addressee]:
    for model in (Brief, Inquiry):
        waiting = model.objects.filter(closed_at=None).exclude(email="").order_by("-pk")
        for email, language in waiting.values_list("email", "language"):
            yield Addressee(email, language=language)


GROUPS: dict[Audience, Callable[[], Iterator[Addressee]]] = {
    Audience.OWNERS: _owners,
    Audience.ACCOUNTS: _accounts,
    Audience.OPEN_INQUIRIES: _open_inquiries,
}
