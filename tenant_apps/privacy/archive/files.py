"""Copies a jeweler's stored objects out: fetched in parallel, written in order, never more than a window in memory."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

from shared_apps.core.errors import Unavailable
from shared_apps.core.threads import beside
from shared_apps.storage import objects
from shared_apps.storage.keys import tenant_prefix
from shared_apps.storage.ranges import RangeReader
from shared_apps.tenancy.context import Tenant
from tenant_apps.privacy.archive.format import FileEntry
from tenant_apps.privacy.archive.tables import exported_tables
from tenant_apps.privacy.archive.writer import ArchiveWriter

CHUNK = 8 * 1024 * 1024
WINDOW = 4
THREADS = 4

_UNSAFE = re.compile(r"[^\w.\- ]+")


class FileMissing(Unavailable):
    """A row of the snapshot names an object that has gone since; a fresh snapshot settles it."""

    message = "A file was removed while the export was being made. The export starts again."


@dataclass(frozen=True)
class StoredFile:
    table: str
    column: str
    row: str
    key: str
    name: str

    @property
    def member(self) -> str:
        return f"files/{self.table}/{self.column}/{self.row}-{self.name}"


def stored_files(connection: psycopg.Connection[Any]) -> list[StoredFile]:
    """Return every object that a row of the snapshot refers to, ordered by table and row."""
    found: list[StoredFile] = []
    for table in exported_tables():
        for name, rule in table.declared.fields.items():
            if rule.object_key:
                found += _files_of(connection, table.name, table.column_of(name), rule.named_by)
    return found


def _files_of(connection: psycopg.Connection[Any], table: str, key: str, named_by: str) -> Iterator[StoredFile]:
    human = sql.Identifier(named_by) if named_by else sql.SQL("''")
    query = sql.SQL("SELECT id::text, {key}, {name} FROM {table} WHERE {key} <> '' ORDER BY id").format(
        key=sql.Identifier(key), name=human, table=sql.Identifier(table)
    )
    for row, stored, name in connection.execute(query):
        yield StoredFile(table, key, row, stored, safe_name(name or "file"))


def safe_name(name: str) -> str:
    """Reduce a file name to what every system unpacks: letters, digits, dot, dash; at most 80 characters."""
    cleaned = _UNSAFE.sub("_", name).strip(". ") or "file"
    return cleaned[-80:]


def sizes(tenant: Tenant, files: list[StoredFile]) -> dict[str, int]:
    """Return each object's size in bytes; raises FileMissing."""
    prefix = tenant_prefix(tenant)
    known = {entry.key.removeprefix(prefix): entry.size for entry in objects.list_objects(tenant)}
    if missing := [file for file in files if file.key not in known]:
        raise FileMissing(f"{len(missing)} files are missing")
    return {file.key: known[file.key] for file in files}


def write_files(writer: ArchiveWriter, tenant: Tenant, files: list[StoredFile], sized: dict[str, int]) -> None:
    """Write the files into the archive, a window of chunks ahead of the writer."""
    with ThreadPoolExecutor(THREADS) as pool:
        chunks = _ahead(pool, tenant, files, sized)
        for file in files:
            size = sized[file.key]
            with writer.member(file.member, compressed=False) as member:
                for _ in range(_chunk_count(size)):
                    member.write(next(chunks))
            writer.manifest.files.append(FileEntry(file.key, file.table, file.row, file.member, member.bytes))


def _chunk_count(size: int) -> int:
    return -(-size // CHUNK)


def _ahead(pool: ThreadPoolExecutor, tenant: Tenant, files: list[StoredFile], sized: dict[str, int]) -> Iterator[bytes]:
    waiting: deque[Future[bytes]] = deque()
    for file in files:
        reader = RangeReader(tenant, tenant_prefix(tenant) + file.key)
        for index in range(_chunk_count(sized[file.key])):
            start = index * CHUNK
            stop = min(start + CHUNK, sized[file.key])
            waiting.append(beside(pool, reader.read, start, stop))
            if len(waiting) >= WINDOW:
                yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()
