"""Loads an archive's rows and files into a fresh, empty schema, as that jeweler's own role.

No SQL comes from the archive: tables and columns are looked up in the schema our migrations made, and the rows go in by
COPY. A hostile archive can only ever reach its own new schema.
"""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import sql

from shared_apps.storage.keys import tenant_prefix
from shared_apps.storage.multipart import MultipartWriter
from shared_apps.tenancy.context import Tenant
from shared_apps.tenancy.snapshot import jeweler_connection
from tenant_apps.privacy.archive.format import FileEntry, NotAnArchive, TableEntry
from tenant_apps.privacy.archive.reader import ArchiveReader


class UnknownTable(NotAnArchive):
    message = "This archive holds a table or column that the version of DIA'LOG it names did not have."


def load_rows(archive: ArchiveReader, tenant: Tenant) -> int:
    """Load every table in one transaction; return the rows. Raises UnknownTable and DamagedMember."""
    loaded = 0
    with jeweler_connection(tenant, snapshot=False) as connection:
        known = _columns(connection)
        for name, table in archive.manifest.tables.items():
            if not set(table.columns) <= known.get(name, set()):
                raise UnknownTable
            loaded += _load_table(connection, archive, name, table)
    return loaded


def _columns(connection: psycopg.Connection[Any]) -> dict[str, set[str]]:
    known: dict[str, set[str]] = {}
    for table, column in connection.execute(
        "SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
        " WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace"
        " AND a.attnum > 0 AND NOT a.attisdropped AND c.relname <> 'django_migrations'"
    ):
        known.setdefault(table, set()).add(column)
    return known


def _load_table(connection: psycopg.Connection[Any], archive: ArchiveReader, name: str, table: TableEntry) -> int:
    columns = sql.SQL(", ").join(map(sql.Identifier, table.columns))
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(name), columns)
    with connection.cursor() as cursor:
        try:
            with cursor.copy(statement) as copy:
                for block in archive.blocks(table.member):
                    copy.write(block)
        except psycopg.DataError as error:
            raise NotAnArchive from error
        if cursor.rowcount != table.rows:
            raise NotAnArchive
        return cursor.rowcount


def load_files(archive: ArchiveReader, tenant: Tenant) -> int:
    """Store every file under the new jeweler's own prefix and key; return how many."""
    for file in archive.manifest.files:
        with MultipartWriter(tenant, tenant_prefix(tenant) + checked_key(file)) as writer:
            for block in archive.blocks(file.member):
                writer.write(block)
    return len(archive.manifest.files)


def checked_key(file: FileEntry) -> str:
    """Return the file's key; raises NotAnArchive for one that could leave the jeweler's prefix."""
    if not file.key or not all(part and part.replace("-", "").isalnum() for part in file.key.split("/")):
        raise NotAnArchive
    return file.key
