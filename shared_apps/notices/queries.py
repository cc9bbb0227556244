from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from shared_apps.accounts.models import Account, Membership
from shared_apps.core.roles import Role
from shared_apps.jewelers.enums import JewelerState
from shared_apps.jewelers.models import Jeweler
from shared_apps.notices.addressees import Addressee
from shared_apps.notices.contents import kinds_without_banner
from shared_apps.notices.models import Delivery, DeliveryState, Notice, whose
from shared_apps.notices.reading import Banner, title_of

CONTACT = "details__privacy_contact_email"
HELD = (JewelerState.ACTIVE, JewelerState.SUSPENDED, JewelerState.ARCHIVED)


def privacy_contacts(jewelers: Iterable[UUID] | None = None) -> list[Addressee]:
    """Return whom to tell at each jeweler whose data we hold: its privacy contact, or every owner if it named none."""
    held = Jeweler.objects.filter(state__in=HELD)
    if jewelers is not None:
        held = held.filter(pk__in=jewelers)
    named = dict(held.exclude(details__privacy_contact_email__in=["", None]).values_list("pk", CONTACT))
    owners = Membership.objects.filter(role=Role.OWNER, account__is_active=True, jeweler__in=held)
    rows = owners.order_by("jeweler_id", "pk").values_list("account__email", "jeweler_id", "account_id")
    unnamed = [Addressee(email, jeweler_id, account_id) for email, jeweler_id, account_id in rows]
    accounts = dict(Account.objects.filter(email__in=named.values(), is_active=True).values_list("email", "pk"))
    contacts = [Addressee(email, pk, accounts.get(email.lower())) for pk, email in sorted(named.items())]
    return contacts + [one for one in unnamed if one.jeweler_id not in named]


def unseen_by(account_id: UUID, jeweler_id: UUID | None) -> QuerySet[Delivery]:
    """Return the notices a person has not put away yet, newest first: in a workspace, or with None their own."""
    rows = Delivery.objects.filter(whose(account_id, jeweler_id), seen_at=None)
    return rows.exclude(notice__mail_kind__in=kinds_without_banner()).select_related("notice").order_by("-id")


def banners_for(account_id: UUID, jeweler_id: UUID | None) -> list[Banner]:
    """Return what waits for a person above the page, the newest three."""
    return [Banner(one, title_of(one.notice)) for one in unseen_by(account_id, jeweler_id)[:3]]


def given_to(jeweler_id: UUID) -> QuerySet[Notice]:
    """Return the notices given to a workspace, newest first, with how many there were told and how many have seen."""
    counted = {"told": Count("deliveries"), "seen": Count("deliveries", filter=Q(deliveries__seen_at__isnull=False))}
    return Notice.objects.filter(deliveries__jeweler_id=jeweler_id).annotate(**counted).order_by("-id")


def evidence(about_id: UUID) -> QuerySet[Notice]:
    """Return the notices about one thing, with how many went out, came back and were seen."""
    counted = {
        "told": Count("deliveries"),
        "sent": Count("deliveries", filter=Q(deliveries__state=DeliveryState.SENT)),
        "lost": Count("deliveries", filter=Q(deliveries__state__in=[DeliveryState.BOUNCED, DeliveryState.FAILED])),
        "seen": Count("deliveries", filter=Q(deliveries__seen_at__isnull=False)),
    }
    return Notice.objects.filter(about_id=about_id).annotate(**counted).order_by("id")
