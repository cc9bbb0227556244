"""Keeps the lines; called by the operations that write, inside their transaction."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import batched
from uuid import UUID

from django.db import models
from django.db.models import Func, Value
from django.db.models.functions import Now

from shared_apps.core.db import jeweler_atomic
from tenant_apps.search.kinds import Kind, kind_named, kinds
from tenant_apps.search.models import Entry
from tenant_apps.search.words import lexemes

AT_ONCE = 500
LINE = ("kind", "title", "detail", "weight", "is_archived", "lexemes", "changed_at")


@jeweler_atomic(savepoint=False)
def keep_found(kind: str, *rows: models.Model) -> None:
    """Bring the lines of some rows of one kind up to date."""
    known = kind_named(kind)
    _write([_entry(known, row) for row in rows])


@jeweler_atomic(savepoint=False)
def keep_found_around(client_id: UUID) -> None:
    """Bring the lines that name a client up to date."""
    for kind in kinds():
        if kind.of_client is not None:
            keep_found(kind.name, *kind.of_client(client_id))


@jeweler_atomic(savepoint=False)
def forget_found(*ids: UUID) -> None:
    """Remove the lines of things that are gone."""
    Entry.objects.filter(object_id__in=ids).delete()


def rebuild() -> int:
    """Make every line anew, some hundred at a time, and drop those of things that are gone; return how many stand."""
    for kind in kinds():
        for rows in batched(kind.rows().order_by("pk").iterator(chunk_size=AT_ONCE), AT_ONCE):
            keep_found(kind.name, *rows)
        _drop_lost(kind)
    return Entry.objects.count()


def rebuild_if_empty() -> None:
    """Make the lines of a workspace that is older than its search."""
    if not Entry.objects.exists():
        rebuild()


@jeweler_atomic()
def _drop_lost(kind: Kind) -> None:
    Entry.objects.filter(kind=kind.name).exclude(object_id__in=kind.rows().order_by().values("pk")).delete()


def _write(entries: Iterable[Entry]) -> None:
    Entry.objects.bulk_create(entries, update_conflicts=True, unique_fields=["object_id"], update_fields=LINE)


def _entry(kind: Kind, row: models.Model) -> Entry:
    line = kind.line(row)
    return Entry(
        kind=kind.name,
        object_id=row.pk,
        title=line.title[:160],
        detail=line.detail[:200],
        weight=kind.weight,
        is_archived=line.is_archived,
        lexemes=Func(Value(lexemes(names=line.names, texts=line.texts)), function="array_to_tsvector"),
        changed_at=Now(),
    )
