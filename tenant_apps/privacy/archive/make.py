"""Makes a jeweler's archive: rows from one snapshot as the jeweler's own role, then the files the rows refer to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psycopg

from shared_apps.core.clock import now
from shared_apps.tenancy.context import Tenant
from shared_apps.tenancy.snapshot import jeweler_connection
from tenant_apps.privacy.archive import documents, files
from tenant_apps.privacy.archive.format import Manifest
from tenant_apps.privacy.archive.tables import exported_tables, write_tables
from tenant_apps.privacy.archive.writer import ArchiveWriter, Sink

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Made:
    """What was made: counts, bytes of the archive, the SHA-256 of its manifest, and how far the trail reached."""

    tables: int
    rows: int
    files: int
    bytes: int
    sha256: str
    trail_seq: int


class CountingSink:
    """Counts the archive's bytes on their way to the real sink."""

    def __init__(self, sink: Sink) -> None:
        self._sink, self.bytes = sink, 0

    def write(self, data: bytes, /) -> int:
        self.bytes += len(data)
        return self._sink.write(data)

    def flush(self) -> None:
        self._sink.flush()


def make_archive(tenant: Tenant, sink: Sink, progress: Progress = lambda _done, _total: None) -> Made:
    """Write the whole workspace to the sink; ``progress`` is told bytes done and expected.

    Memory stays constant whatever the size. Raises FileMissing when a file vanished meanwhile (try again) and
    StoreUnavailable.
    """
    counting = CountingSink(sink)
    manifest = Manifest({"slug": tenant.slug, "name": tenant.name}, now().isoformat(), [])
    done = _Done(progress)
    with ArchiveWriter(counting, manifest, done.wrote) as writer:
        with jeweler_connection(tenant, snapshot=True) as connection:
            manifest.migrations = _migrations(connection)
            manifest.trail_seq, manifest.trail_hash = _trail(connection)
            wanted = files.stored_files(connection)
            sized = files.sizes(tenant, wanted)
            done.total = sum(sized.values()) + _table_bytes(connection)
            writer.text("README.txt", documents.README.format(name=tenant.name, made_at=manifest.made_at))
            writer.text("schema.md", documents.schema_document(exported_tables()))
            write_tables(connection, writer)
        files.write_files(writer, tenant, wanted, sized)
    return Made(len(manifest.tables), manifest.rows, len(wanted), counting.bytes, writer.sha256, manifest.trail_seq)


class _Done:
    def __init__(self, progress: Progress) -> None:
        self._progress, self.done, self.total = progress, 0, 0

    def wrote(self, count: int) -> None:
        self.done += count
        self._progress(self.done, max(self.total, self.done))


def _migrations(connection: psycopg.Connection[Any]) -> list[tuple[str, str]]:
    return connection.execute("SELECT app, name FROM django_migrations ORDER BY app, name").fetchall()


def _trail(connection: psycopg.Connection[Any]) -> tuple[int, str]:
    head = connection.execute("SELECT seq, encode(hash, 'hex') FROM audit_trailhead").fetchone()
    return head or (0, "")


def _table_bytes(connection: psycopg.Connection[Any]) -> int:
    row = connection.execute(
        "SELECT coalesce(sum(pg_relation_size(oid)), 0)::bigint FROM pg_class WHERE relkind = 'r'"
        " AND relnamespace = current_schema()::regnamespace"
    ).fetchone()
    return row[0] if row else 0
