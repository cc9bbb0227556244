from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.utils.timezone import localdate

from shared_apps.accounts.models import AgreementAcceptance
from shared_apps.core.clock import now
from shared_apps.notices.models import Delivery, DeliveryState
from shared_apps.providers.enums import OPEN_CHANGE, ChangeState, ProviderCategory, ProviderState
from shared_apps.providers.models import Edition, ListReply, Objection, Provider, ProviderChange

STANDING = Count("objections", filter=Q(objections__withdrawn_at=None), distinct=True)
SOON = timedelta(days=30)


def providers() -> QuerySet[Provider]:
    """Return all providers by category and name, each with the change on its way and the objections that stand."""
    pending = ProviderChange.objects.filter(state__in=OPEN_CHANGE)
    rows = Provider.objects.annotate(standing_objections=STANDING)
    return rows.prefetch_related(Prefetch("changes", pending, to_attr="pending")).order_by("category", "name", "key")


def changes_of(provider: Provider) -> QuerySet[ProviderChange]:
    """Return a provider's material changes, newest first, with the objections to each that stand."""
    rows = ProviderChange.objects.filter(provider=provider).select_related("replaces")
    return rows.annotate(standing_objections=STANDING).order_by("-id")


def history_of(provider: Provider) -> QuerySet[Edition]:
    return Edition.objects.filter(provider=provider).order_by("-number")


def objections_to(provider: Provider) -> QuerySet[Objection]:
    """Return who objected, those that stand first."""
    rows = Objection.objects.filter(provider=provider).select_related("jeweler", "change")
    return rows.order_by(F("withdrawn_at").desc(nulls_first=True), "-raised_at")


def shown_to_jeweler() -> QuerySet[Provider]:
    """Return what a jeweler sees: providers in use and announced, with what is announced of them."""
    told = ProviderChange.objects.filter(state=ChangeState.NOTICED)
    rows = Provider.objects.filter(state__in=[ProviderState.ACTIVE, ProviderState.NOTICED])
    return rows.prefetch_related(Prefetch("changes", told, to_attr="announced")).order_by("category", "name", "key")


def standing_objections(jeweler_id: UUID) -> QuerySet[Objection]:
    """Return a jeweler's objections that stand."""
    rows = Objection.objects.filter(jeweler_id=jeweler_id, withdrawn_at=None).select_related("provider", "change")
    return rows.order_by("raised_at")


def recent_changes(since: date) -> QuerySet[ProviderChange]:
    """Return what took effect since a day, newest first."""
    rows = ProviderChange.objects.filter(state=ChangeState.EFFECTIVE, effective_on__gte=since)
    return rows.select_related("provider").order_by("-effective_on", "-id")


def accepted_annex(jeweler_id: UUID) -> str:
    """Return the hash of the list a jeweler accepted with the agreement, empty if it accepted none."""
    rows = AgreementAcceptance.objects.filter(jeweler_id=jeweler_id).order_by("-accepted_at")
    return rows.values_list("annex_hash", flat=True).first() or ""


def list_replies() -> QuerySet[ListReply]:
    return ListReply.objects.select_related("annex").order_by("-id")


def told_counts(changes: Iterable[ProviderChange]) -> dict[UUID, dict[str, int]]:
    """Return by change how many were told, sent, lost, waiting and seen."""
    counted = {
        "told": Count("pk"),
        "sent": Count("pk", filter=Q(state=DeliveryState.SENT)),
        "waiting": Count("pk", filter=Q(state=DeliveryState.WAITING)),
        "lost": Count("pk", filter=Q(state__in=[DeliveryState.BOUNCED, DeliveryState.FAILED])),
        "seen": Count("pk", filter=Q(seen_at__isnull=False)),
    }
    about = Delivery.objects.filter(notice__about_id__in=[change.pk for change in changes])
    rows = about.values_list("notice__about_id").annotate(**counted).order_by()
    return {about_id: dict(zip(counted, numbers, strict=True)) for about_id, *numbers in rows}


def reviews_due() -> QuerySet[Provider]:
    """Return outside providers whose review is due within a month or overdue, the oldest first."""
    rows = Provider.objects.filter(state=ProviderState.ACTIVE, is_in_house=False)
    return rows.filter(review_on__lte=localdate(now()) + SOON).order_by("review_on")


def regions_of(category: ProviderCategory) -> set[str]:
    """Return the regions the active providers of a category may be used in."""
    rows = Provider.objects.filter(category=category, state=ProviderState.ACTIVE).values_list("regions", flat=True)
    return {region for regions in rows for region in regions}
