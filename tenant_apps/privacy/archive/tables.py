"""Copies a jeweler's rows out: every declared table, every column that leaves, ordered by key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import models
from psycopg import pq, sql

from shared_apps.core.datamap import Declaration, Export, declarations
from shared_apps.core.db import Half
from tenant_apps.privacy.archive.format import TableEntry
from tenant_apps.privacy.archive.writer import ArchiveWriter

BLOCK = 1 << 18

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


# JSON text holds neither character, so that CSV with them writes it as it is.
AS_IT_IS = "(FORMAT csv, DELIMITER E'\\x02', QUOTE E'\\x01')"


def write_tables(connection: Connection, writer: ArchiveWriter) -> None:
    """Write every table three times: for PostgreSQL, for a spreadsheet, for a program."""
    for table in exported_tables():
        member, rows_of = f"rows/{table.name}.copy", _selection(table)
        rows = _copy(connection, writer, member, rows_of, "")
        writer.manifest.tables[table.name] = TableEntry(list(table.columns), rows, member)
        if rows:
            as_json = sql.SQL("SELECT row_to_json(t) FROM ({}) t").format(rows_of)
            _copy(connection, writer, f"read/{table.name}.csv", rows_of, "(FORMAT csv, HEADER)")
            _copy(connection, writer, f"read/{table.name}.jsonl", as_json, AS_IT_IS)


def _selection(table: Table) -> sql.Composed:
    columns = sql.SQL(", ").join(map(sql.Identifier, table.columns))
    return sql.SQL("SELECT {} FROM {} ORDER BY id").format(columns, sql.Identifier(table.name))


def _copy(connection: Connection, writer: ArchiveWriter, member: str, query: sql.Composed, options: str) -> int:
    """Write what a query gives into one member; return the rows."""
    statement = sql.SQL("COPY ({}) TO STDOUT {}").format(query, sql.SQL(options)).as_bytes(connection)
    with writer.member(member) as out:
        return _copied(connection.pgconn, statement, out.write)


def _copied(server: pq.abc.PGconn, statement: bytes, write: Callable[[bytes], None]) -> int:
    """Run COPY TO STDOUT and pass on its bytes in blocks, straight from libpq: psycopg's cursor costs more than COPY.

    Return the rows; raises psycopg.Error.
    """
    _checked(server.exec_(statement), pq.ExecStatus.COPY_OUT)
    block = bytearray()
    while (piece := server.get_copy_data(0))[0] > 0:
        block += piece[1]
        if len(block) >= BLOCK:
            write(bytes(block))
            block.clear()
    if block:
        write(bytes(block))
    done = server.get_result()
    while server.get_result() is not None:
        pass
    return _checked(done, pq.ExecStatus.COMMAND_OK).command_tuples or 0


def _checked(result: pq.abc.PGresult | None, wanted: pq.ExecStatus) -> pq.abc.PGresult:
    if result is None:
        raise psycopg.OperationalError("the server has gone")
    if result.status != wanted:
        raise psycopg.errors.error_from_result(result)
    return result
