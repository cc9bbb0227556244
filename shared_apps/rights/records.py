"""DIA'LOG's own papers that the law makes us keep: held from the day they are entered (IRO s.51C)."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import IntegrityError
from django.db.models import QuerySet

from shared_apps.accounts.models import Account
from shared_apps.core.actors import Actor
from shared_apps.core.datamap import RECORDS_RETENTION
from shared_apps.core.db import controller_atomic
from shared_apps.core.errors import DomainError
from shared_apps.core.operations import record
from shared_apps.jewelers.models import Jeweler
from shared_apps.rights.clocks import today
from shared_apps.rights.holds import place_hold
from shared_apps.rights.request_models import BusinessRecord

STATUTE = "Inland Revenue Ordinance (Cap. 112) s.51C: business records, seven years"
KEPT_FOR = timedelta(days=RECORDS_RETENTION.days or 0)


class NumberTaken(DomainError):
    message = "There is a record with this number already."


class DatedAhead(DomainError):
    message = "A record carries the day it was made, which cannot lie ahead."


@controller_atomic()
def enter_record(
    *,
    number: str,
    party_name: str,
    party_address: str,
    dated: date,
    by: Actor,
    party_email: str = "",
    jeweler: Jeweler | None = None,
) -> BusinessRecord:
    """Enter an invoice; while the law asks for it, it is held."""
    if dated > today():
        raise DatedAhead
    email = party_email.strip().lower()
    try:
        with controller_atomic():
            entered = BusinessRecord.objects.create(
                number=number.strip(),
                party_name=party_name.strip(),
                party_address=party_address.strip(),
                party_email=email,
                account=Account.objects.filter(email=email).first() if email else None,
                jeweler=jeweler,
                dated=dated,
                kept_until=dated + KEPT_FOR,
            )
    except IntegrityError as error:
        raise NumberTaken from error
    record("rights.record.entered", entered, by=by, number=entered.number)
    if entered.kept_until >= today():
        place_hold(entered, statute=STATUTE, until=entered.kept_until, by=by)
    return entered


def business_records() -> QuerySet[BusinessRecord]:
    return BusinessRecord.objects.select_related("jeweler").order_by("-dated", "-pk")
