"""Tables of the privacy page, read from the data map: a field or rule that is declared is on the page."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from shared_apps.core.datamap import Category, Declaration, Purpose, Retention, declarations
from shared_apps.providers.enums import ProviderCategory

KINDS = {
    Category.INQUIRY: _("What you write under “Get in touch”"),
    Category.BRIEF: _("A brief from “Find a jeweler”"),
    Category.ACCOUNT: _("Accounts of jewelers, their teams and our staff"),
    Category.PORTAL: _("The e-mail address that signs a client in to a jeweler’s pages"),
    Category.CLIENT: _("What jewelers record about their clients"),
    Category.FILES: _("Pictures and files"),
    Category.SESSION: _("Sessions and links that sign people in"),
    Category.LOGS: _("Server logs"),
    Category.RECORDS: _("Our own business records, requests and proofs"),
}
PURPOSES = {
    Purpose.RESPOND: _("to answer you"),
    Purpose.INTRODUCE: _("to introduce you to a jeweler"),
    Purpose.ACCOUNT: _("to open and protect accounts"),
    Purpose.CRM: _("for a jeweler’s work for a client"),
    Purpose.PORTAL: _("to show clients their jeweler’s work"),
    Purpose.SECURE: _("to keep the services secure"),
    Purpose.LEGAL: _("to obey the law"),
    Purpose.OPERATE: _("to run the service"),
}
PROVIDERS = {
    ProviderCategory.HOSTING: _("Hosting and infrastructure"),
    ProviderCategory.STORAGE: _("Databases and protected storage for files and pictures"),
    ProviderCategory.AUTHENTICATION: _("Sign-up and sign-in"),
    ProviderCategory.MAIL: _("Delivery of mails"),
    ProviderCategory.ANALYSIS: _("Reading of pictures by AI"),
    ProviderCategory.INTEGRATION: _("Services a jeweler chooses to connect"),
    ProviderCategory.PARTNER: _("Workshops and suppliers"),
}
# Server logs are no model: the sinks keep them so long (`config.logs`, the runbook of logs).
LOGS_KEPT_DAYS = 30
YEAR = 365


@dataclass(frozen=True)
class Kind:
    """One kind of data: what it is, what for."""

    words: Any
    purposes: list[Any]


@dataclass(frozen=True)
class Kept:
    """How long something is kept: which kinds of data, from when, for how long."""

    kinds: list[Any]
    after: str
    period: str


def kinds_of_data() -> list[Kind]:
    """Return every kind of personal data that is declared anywhere, with what it is used for."""
    used: dict[Category, set[Purpose]] = defaultdict(set)
    for found in declarations().values():
        for category in _categories(found):
            used[category].add(found.purpose)
    used[Category.LOGS].add(Purpose.SECURE)
    return [
        Kind(KINDS[category], [words for purpose, words in PURPOSES.items() if purpose in used[category]])
        for category in KINDS
        if category in used
    ]


def kinds_of_providers() -> list[Any]:
    """Return the kinds of providers there may be; the list with names is given on request (P40)."""
    return [PROVIDERS[category] for category in ProviderCategory]


def kept_for() -> list[Kept]:
    """Return the declared rules for rows about people, the shortest first."""
    rules: dict[tuple[str, int | None], set[Category]] = defaultdict(set)
    for found in declarations().values():
        for rule in _rules(found):
            rules[rule.after, rule.days] |= _categories(found)
    rules["the request", LOGS_KEPT_DAYS].add(Category.LOGS)
    ordered = sorted(rules.items(), key=lambda item: (item[0][1] is None, item[0][1] or 0, item[0][0]))
    return [
        Kept([KINDS[category] for category in KINDS if category in categories], gettext(after), period_words(days))
        for (after, days), categories in ordered
    ]


def period_words(days: int | None) -> str:
    """Return days as people count them: years where they are whole years."""
    if days is None:
        return gettext("as long as it lasts")
    if days == 0:
        return gettext("gone at once")
    if days >= YEAR:
        years = round(days / (YEAR + 0.25))
        return ngettext("%(count)d year", "%(count)d years", years) % {"count": years}
    return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}


def _categories(found: Declaration) -> set[Category]:
    return {field.category for field in found.fields.values()} - {Category.NONE}


def _rules(found: Declaration) -> tuple[Retention, ...]:
    return found.rules if _categories(found) else ()
