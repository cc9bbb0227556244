"""When an answer is due (P65): forty days in Hong Kong, one month in Europe, whichever comes first.

Days are those of Hong Kong, where requests arrive; weekends and holidays prolong nothing, which errs on the early side.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from shared_apps.core.clock import now
from shared_apps.rights.enums import Regime

HONG_KONG = ZoneInfo("Asia/Hong_Kong")
PDPO_DAYS = 40
GDPR = frozenset({Regime.EU, Regime.UK})
GDPR_MONTHS = 1
EXTENDED_MONTHS = 3


def day_of(at: datetime) -> date:
    """Return the day it was in Hong Kong."""
    return at.astimezone(HONG_KONG).date()


def today() -> date:
    return day_of(now())


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the month's last day where there is none (31 January)."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def due_on(received_at: datetime, regimes: Iterable[str], *, extended: bool = False) -> date:
    """Return the last day of an answer: the earliest of every law's; an extension moves the European date alone."""
    received, days = day_of(received_at), []
    regimes = set(regimes)
    if Regime.PDPO in regimes or not regimes:
        days.append(received + timedelta(days=PDPO_DAYS))
    if regimes & GDPR:
        days.append(gdpr_due_on(received_at, extended=extended))
    return min(days)


def gdpr_due_on(received_at: datetime, *, extended: bool = False) -> date:
    return months_after(day_of(received_at), EXTENDED_MONTHS if extended else GDPR_MONTHS)


def days_left(due: date) -> int:
    """Return how many days remain; on the due day none, after it fewer than none."""
    return (due - today()).days


def a_year_ago() -> datetime:
    """Return the moment from which on a recipient of wrong data must be told (PDPO s.23)."""
    return now() - timedelta(days=366)
