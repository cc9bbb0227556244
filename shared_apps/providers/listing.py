"""The list of providers as of any day, from the history; as data, and as the PDF made of it (P40)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from django.utils.timezone import make_aware

from shared_apps.core.company import COMPANY
from shared_apps.providers.countries import country_names
from shared_apps.providers.enums import (
    DATA_LABELS,
    ProviderCategory,
    ProviderPurpose,
    ProviderState,
    TransferMechanism,
)
from shared_apps.providers.models import Edition

FIRST_DAY = "2026-11-01"
DOCUMENTS = Path(__file__).parent / "documents"


@dataclass(frozen=True)
class Entry:
    """A line of the list, in words."""

    key: str
    name: str
    legal_entity: str
    category: str
    purposes: list[str]
    data: list[str]
    countries: list[str]
    locations: list[str]
    transfer: str
    since: str
    is_in_house: bool


def list_as_of(day: date) -> list[Entry]:
    """Return the providers that were active at the end of a day, by category and name."""
    end = make_aware(datetime.combine(day + timedelta(days=1), time.min))
    last = Edition.objects.filter(valid_from__lt=end).order_by("provider_id", "-number").distinct("provider_id")
    entries = [entry_of(edition.snapshot) for edition in last if edition.state == ProviderState.ACTIVE]
    order = {str(category.label): place for place, category in enumerate(ProviderCategory)}
    return sorted(entries, key=lambda entry: (order[entry.category], entry.name, entry.key))


def entry_of(snapshot: Mapping[str, Any]) -> Entry:
    return Entry(
        key=snapshot["key"],
        name=snapshot["name"],
        legal_entity=snapshot["legal_entity"],
        category=str(ProviderCategory(snapshot["category"]).label),
        purposes=[str(ProviderPurpose(one).label) for one in snapshot["purposes"]],
        data=[DATA_LABELS.get(one, one) for one in snapshot["data_categories"]],
        countries=country_names(snapshot["locations"]),
        locations=list(snapshot["locations"]),
        transfer=str(TransferMechanism(snapshot["transfer_mechanism"]).label) if snapshot["transfer_mechanism"] else "",
        since=snapshot["active_from"] or "",
        is_in_house=snapshot["is_in_house"],
    )


def document_of(entries: Sequence[Entry]) -> dict[str, Any]:
    """Return the list as data: the same providers make the same document, whatever the day it is asked for."""
    return {"company": COMPANY.name, "providers": [vars(entry) for entry in entries]}


def current_document(today: date) -> dict[str, Any]:
    return document_of(list_as_of(today))


def canonical(document: Mapping[str, Any]) -> bytes:
    """Return the bytes that are hashed and given out: the annexes of the agreement, of which the list is the only one.

    Who accepts the agreement accepts their hash, see ``accounts.annexes``.
    """
    return json.dumps([document], sort_keys=True, separators=(",", ":"), default=str).encode()


def sha256_of(document: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical(document)).hexdigest()


def pdf_of(document: Mapping[str, Any]) -> bytes:
    """Return the list as an accessible PDF; the same document gives the same bytes."""
    dated = max((one["since"] for one in document["providers"] if one["since"]), default=FIRST_DAY)
    return _pdf(canonical(document).decode(), sha256_of(document), dated)


@lru_cache(maxsize=8)
def _pdf(data: str, sha256: str, dated: str) -> bytes:
    inputs = {"data": data, "sha256": sha256, "dated": dated}
    try:
        return _compiled(inputs, pdf_standards=["a-2b"])
    except typst.TypstError:
        # A letter without a glyph in our typefaces may stand in a name, but not in an archival PDF.
        return _compiled(inputs)


def _compiled(inputs: dict[str, str], **options: Any) -> bytes:
    source = (DOCUMENTS / "provider_list.typ").read_bytes()
    made = typst.compile(source, root=DOCUMENTS, ignore_system_fonts=True, sys_inputs=inputs, **options)
    if not isinstance(made, bytes):
        raise TypeError("a PDF is one file")
    return made
