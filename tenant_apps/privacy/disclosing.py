"""What leaves for an outsider by law: exactly the named fields about exactly the named clients (P45)."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from shared_apps.core.actors import SYSTEM
from shared_apps.core.datamap import declarations
from shared_apps.core.db import jeweler_atomic
from shared_apps.registers.scope import by_model, field_names
from tenant_apps.audit import operations as audit
from tenant_apps.clients.models import Client


class FieldNotDisclosable(ValueError):
    """A field was asked for that is not about a client."""


@jeweler_atomic()
def disclose(
    *, disclosure: str, subjects: list[str], fields: list[str], since: str, until: str, is_told: bool
) -> dict[str, list[dict[str, Any]]]:
    """Return the named fields of rows made on the named days, about clients found by whole address or number.

    The jeweler's own trail says so, unless the law forbids that the jeweler is told.
    """
    if not set(fields) <= set(field_names("jeweler")):
        raise FieldNotDisclosable
    clients = list(Client.objects.filter(_named(subjects)).values_list("pk", flat=True))
    found = {declared.model._meta.label_lower: declared for declared in declarations().values()}
    days = {"created_at__date__gte": since, "created_at__date__lte": until}
    rows: dict[str, list[dict[str, Any]]] = {}
    for label, names in by_model(fields).items():
        path = "pk" if found[label].subject == "self" else str(found[label].subject)
        about = found[label].model._default_manager.filter(**{f"{path}__in": clients}, **days)
        rows[label] = list(about.order_by("pk").values(*names))
    if is_told:
        count = sum(len(found) for found in rows.values())
        audit.record(
            "privacy.client.disclosed", None, by=SYSTEM, disclosure=disclosure, clients=len(clients), rows=count
        )
    return rows


def _named(subjects: list[str]) -> Q:
    named = Q(pk__in=())
    for subject in subjects:
        if subject.startswith("C-"):
            named |= Q(number=int(subject.removeprefix("C-")))
        else:
            named |= Q(contacts__channel="email", contacts__value__iexact=subject)
    return named
