from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from shared_apps.accounts.models import Membership
from shared_apps.core.roles import Role
from shared_apps.jewelers.enums import JewelerState
from shared_apps.notices.addressees import Addressee
from shared_apps.notices.models import Delivery, DeliveryState, Notice

HELD = (JewelerState.ACTIVE, JewelerState.SUSPENDED, JewelerState.ARCHIVED)


def privacy_contacts(jewelers: Iterable[UUID] | None = None) -> list[Addressee]:
    """Return whom to tell at each jeweler whose data we hold: its privacy contact, or every owner if it named none."""
    owners = Membership.objects.filter(role=Role.OWNER, account__is_active=True, jeweler__state__in=HELD)
    if jewelers is not None:
        owners = owners.filter(jeweler__in=jewelers)
    rows = owners.order_by("jeweler_id", "pk").values_list("account__email", "jeweler_id", "account_id")
    return [Addressee(email, jeweler_id, account_id) for email, jeweler_id, account_id in rows]


def unseen_by(account_id: UUID, jeweler_id: UUID) -> QuerySet[Delivery]:
    """Return the notices this person has not put away yet in this workspace, newest first."""
    rows = Delivery.objects.filter(account_id=account_id, jeweler_id=jeweler_id, seen_at=None)
    return rows.select_related("notice").order_by("-id")


def evidence(about_id: UUID) -> QuerySet[Notice]:
    """Return the notices about one thing, with how many went out, came back and were seen."""
    counted = {
        "told": Count("deliveries"),
        "sent": Count("deliveries", filter=Q(deliveries__state=DeliveryState.SENT)),
        "lost": Count("deliveries", filter=Q(deliveries__state__in=[DeliveryState.BOUNCED, DeliveryState.FAILED])),
        "seen": Count("deliveries", filter=Q(deliveries__seen_at__isnull=False)),
    }
    return Notice.objects.filter(about_id=about_id).annotate(**counted).order_by("id")
