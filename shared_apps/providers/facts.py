"""What is said of a provider: which facts there are, what they may hold, and what makes a change of them material."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from shared_apps.core.errors import DomainError
from shared_apps.providers.countries import countries
from shared_apps.providers.enums import DATA_LABELS, ChangeKind, ProviderCategory, ProviderPurpose, TransferMechanism
from shared_apps.providers.models import Provider

type Facts = dict[str, Any]

# What people are told and what the annex of the agreement holds.
PUBLISHED = (
    "name",
    "legal_entity",
    "category",
    "purposes",
    "data_categories",
    "locations",
    "transfer_mechanism",
    "is_in_house",
)
DATES = ("contract_on", "terms_on", "evidence_on", "review_on")
KEPT = (
    "contract_sha256",
    "terms_url",
    "terms_version",
    "trains_on_data",
    "data_retention",
    "hosts",
    "regions",
)
FACTS = (*PUBLISHED, *DATES, *KEPT)

WIDENING = {
    "locations": ChangeKind.NEW_COUNTRY,
    "data_categories": ChangeKind.NEW_DATA,
    "purposes": ChangeKind.NEW_PURPOSE,
}
SETS = {"purposes": ProviderPurpose.values, "data_categories": list(DATA_LABELS)}
LENGTHS = {"name": 120, "legal_entity": 160, "terms_url": 300, "terms_version": 60, "data_retention": 160}

KEY = re.compile(r"[a-z][a-z0-9-]{1,29}")
SHA256 = re.compile(r"[0-9a-f]{64}")
HOST = re.compile(r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")
REGION = re.compile(r"[a-z0-9][a-z0-9-]{1,39}")


class ProviderFactsRefused(DomainError):
    message = "This is not something the register can hold."


def checked(told: Mapping[str, Any]) -> Facts:
    """Return the facts in the register's own form; raises ProviderFactsRefused with the first that does not fit."""
    if unknown := set(told) - set(FACTS):
        raise ProviderFactsRefused(f"The register holds no {', '.join(sorted(unknown))}.")
    return {name: _checked(name, value) for name, value in told.items()}


def checked_key(key: str) -> str:
    """Return a provider's key; raises ProviderFactsRefused."""
    if not KEY.fullmatch(key):
        raise ProviderFactsRefused("A key is 2 to 30 small letters, digits and hyphens, and begins with a letter.")
    return key


def _checked(name: str, value: Any) -> Any:
    if name in DATES:
        return date.fromisoformat(value) if isinstance(value, str) and value else value or None
    if name in {"is_in_house", "trains_on_data"}:
        return value
    if name in {"purposes", "data_categories", "locations", "hosts", "regions"}:
        return _checked_items(name, value)
    return _checked_text(name, str(value).strip())


def _checked_items(name: str, values: Iterable[str]) -> list[str]:
    items = sorted({str(value).strip() for value in values} - {""})
    if name in SETS:
        wrong = [one for one in items if one not in SETS[name]]
    elif name == "locations":
        wrong = [one for one in items if one not in countries()]
    else:
        pattern = HOST if name == "hosts" else REGION
        wrong = [one for one in items if not pattern.fullmatch(one)]
    if wrong:
        raise ProviderFactsRefused(f"{wrong[0][:60]} is not one of the {name.replace('_', ' ')} the register knows.")
    return items


def _checked_text(name: str, value: str) -> str:
    if len(value) > LENGTHS.get(name, 64) or not value.isprintable():
        raise ProviderFactsRefused(f"The {name.replace('_', ' ')} is too long, or not on one line.")
    known = {"category": ProviderCategory.values, "transfer_mechanism": TransferMechanism.values}
    if name in known and value not in known[name]:
        raise ProviderFactsRefused(f"The register knows no {name.replace('_', ' ')} of this name.")
    if name == "contract_sha256" and value and not SHA256.fullmatch(value):
        raise ProviderFactsRefused("The hash of a contract is a SHA-256 of 64 hexadecimal digits.")
    if name == "terms_url" and value and urlsplit(value).scheme != "https":
        raise ProviderFactsRefused("The address of the terms begins with https.")
    return value


def facts_of(provider: Provider) -> Facts:
    return {name: getattr(provider, name) for name in FACTS}


def as_json(facts: Mapping[str, Any]) -> Facts:
    """Return facts with their dates as text."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in facts.items()}


def material_kinds(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Return what of a change jewelers must be told before it happens; narrowing is not material."""
    kinds = [kind.value for name, kind in WIDENING.items() if set(after.get(name, ())) - set(before.get(name, ()))]
    is_other = any(after.get(name, before.get(name)) != before.get(name) for name in ("legal_entity", "category"))
    return ([ChangeKind.REPLACED_PROVIDER.value] if is_other and before.get("legal_entity") else []) + kinds


def missing(facts: Mapping[str, Any]) -> list[str]:
    """Return what must be known before people are told: the content of the notice, contract, terms and review."""
    if facts.get("is_in_house"):
        return []
    needed = ["legal_entity", "purposes", "data_categories", "locations", "contract_on", "contract_sha256"]
    needed += ["evidence_on", "review_on"]
    if set(facts.get("locations") or ()) - {"HK"}:
        needed.append("transfer_mechanism")
    if facts.get("category") == ProviderCategory.ANALYSIS:
        needed += ["terms_url", "terms_version", "terms_on", "data_retention"]
    lacking = [name for name in needed if not facts.get(name)]
    if facts.get("category") == ProviderCategory.ANALYSIS and facts.get("trains_on_data") is not False:
        lacking.append("trains_on_data")
    return lacking
