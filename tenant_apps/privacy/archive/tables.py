"""Copies a jeweler's rows out: every declared table, every column that leaves, ordered by key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import models
from psycopg import sql
from psycopg.rows import scalar_row

from shared_apps.core.datamap import Declaration, Export, declarations
from shared_apps.core.db import Half
from tenant_apps.privacy.archive.format import TableEntry
from tenant_apps.privacy.archive.writer import ArchiveWriter

ROWS_AT_ONCE = 500

Connection = psycopg.Connection[Any]


@dataclass(frozen=True)
class Table:
    """A table that leaves, and its columns in model order."""

    name: str
    columns: tuple[str, ...]
    model: type[models.Model]
    declared: Declaration

    def column_of(self, field: str) -> str:
        return next(str(known.column) for known in self.model._meta.concrete_fields if known.name == field)


def exported_tables() -> list[Table]:
    """Return the processor half's tables that leave, by name."""
    found = [
        Table(model._meta.db_table, _columns(model, declared), model, declared)
        for model, declared in declarations().items()
        if declared.half is Half.PROCESSOR and declared.exports
    ]
    return sorted(found, key=lambda table: table.name)


def _columns(model: type[models.Model], declared: Declaration) -> tuple[str, ...]:
    return tuple(
        str(field.column)
        for field in model._meta.concrete_fields
        if not field.generated and declared.fields[field.name].export is Export.YES
    )


def write_tables(connection: Connection, writer: ArchiveWriter) -> None:
    """Write every table three times: for PostgreSQL, for a spreadsheet, for a program."""
    for table in exported_tables():
        member = f"rows/{table.name}.copy"
        rows = _copy(connection, writer, member, _selection(table), "")
        writer.manifest.tables[table.name] = TableEntry(list(table.columns), rows, member)
        if rows:
            _copy(connection, writer, f"read/{table.name}.csv", _selection(table), "(FORMAT csv, HEADER)")
            _json_lines(connection, writer, table)


def _selection(table: Table) -> sql.Composed:
    columns = sql.SQL(", ").join(map(sql.Identifier, table.columns))
    return sql.SQL("SELECT {} FROM {} ORDER BY id").format(columns, sql.Identifier(table.name))


def _json_lines(connection: Connection, writer: ArchiveWriter, table: Table) -> None:
    """Write a row a line: JSON text holds no line breaks. A cursor costs a third of COPY here, which hands out rows."""
    query = sql.SQL("SELECT row_to_json(t)::text FROM ({}) t").format(_selection(table))
    with (
        writer.member(f"read/{table.name}.jsonl") as out,
        connection.cursor("json_lines", row_factory=scalar_row) as cursor,
    ):
        cursor.execute(query)
        while lines := cursor.fetchmany(ROWS_AT_ONCE):
            out.write("".join(f"{line}\n" for line in lines).encode())


def _copy(connection: Connection, writer: ArchiveWriter, member: str, query: sql.Composed, options: str) -> int:
    statement = sql.SQL("COPY ({}) TO STDOUT {}").format(query, sql.SQL(options))
    with writer.member(member) as out, connection.cursor() as cursor:
        with cursor.copy(statement) as copy:
            for block in _blocks(copy):
                out.write(block)
        return cursor.rowcount


def _blocks(copy: psycopg.Copy, size: int = 1 << 18) -> Iterator[bytes]:
    """Gather COPY's row-sized pieces into blocks, so that hashing and deflating run on many rows at once."""
    pieces: list[bytes] = []
    held = 0
    for piece in copy:
        pieces.append(bytes(piece))
        held += len(piece)
        if held >= size:
            yield b"".join(pieces)
            pieces, held = [], 0
    if pieces:
        yield b"".join(pieces)
