"""Writes the statements that make a schema, by reading the template's catalog.

Not pg_dump: it is no part of a production image, takes minutes when there are thousands of schemas, and prints every
constraint as a statement of its own. What this writer does not know it refuses.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

import psycopg

from shared_apps.tenancy.names import TEMPLATE_SCHEMA, checked_schema


class UnknownObjects(RuntimeError):
    """The schema holds objects a jeweler's schema may not have, such as triggers, views or functions."""


_COLUMNS = """
SELECT c.oid, quote_ident(c.relname), quote_ident(a.attname), format_type(a.atttypid, a.atttypmod),
       CASE WHEN a.attcollation <> t.typcollation THEN quote_ident(l.collname) END,
       pg_get_expr(d.adbin, d.adrelid), a.attgenerated::text, a.attidentity::text, n.conname
  FROM pg_class c
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_collation l ON l.oid = a.attcollation
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
  LEFT JOIN pg_constraint n ON n.conrelid = c.oid AND n.contype = 'n' AND n.conkey = ARRAY[a.attnum]
 WHERE c.relnamespace = %s::regnamespace AND c.relkind = 'r'
 ORDER BY c.relname, a.attnum
"""
_CONSTRAINTS = """
SELECT c.oid, quote_ident(c.relname), n.contype::text, quote_ident(n.conname), pg_get_constraintdef(n.oid)
  FROM pg_class c JOIN pg_constraint n ON n.conrelid = c.oid
 WHERE c.relnamespace = %s::regnamespace AND c.relkind = 'r' AND n.contype <> 'n'
 ORDER BY c.relname, n.contype, n.conname
"""
_INDEXES = """
SELECT pg_get_indexdef(i.indexrelid)
  FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_class x ON x.oid = i.indexrelid
 WHERE c.relnamespace = %s::regnamespace
   AND NOT EXISTS (SELECT 1 FROM pg_constraint n WHERE n.conindid = i.indexrelid AND n.conrelid = c.oid)
 ORDER BY c.relname, x.relname
"""
_COMMENTS = """
SELECT d.objsubid, quote_ident(c.relname), quote_ident(a.attname), quote_literal(d.description)
  FROM pg_description d
  JOIN pg_class c ON c.oid = d.objoid AND d.classoid = 'pg_class'::regclass
  LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.objsubid AND d.objsubid > 0
 WHERE c.relnamespace = %s::regnamespace AND c.relkind = 'r'
 ORDER BY c.relname, d.objsubid
"""
_UNKNOWN = """
SELECT 'relation ' || relname FROM pg_class c WHERE relnamespace = %(schema)s::regnamespace
   AND (relkind NOT IN ('r', 'i', 'S') OR relispartition OR relrowsecurity OR relhasrules OR reloptions IS NOT NULL)
 UNION ALL
SELECT 'sequence ' || relname FROM pg_class c WHERE relnamespace = %(schema)s::regnamespace AND relkind = 'S'
   AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = c.oid AND deptype = 'i')
 UNION ALL
SELECT 'trigger ' || tgname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid
 WHERE relnamespace = %(schema)s::regnamespace AND NOT tgisinternal
 UNION ALL
SELECT 'function ' || proname FROM pg_proc WHERE pronamespace = %(schema)s::regnamespace
 UNION ALL
SELECT 'type ' || typname FROM pg_type WHERE typnamespace = %(schema)s::regnamespace AND typtype NOT IN ('b', 'c')
 UNION ALL
SELECT 'inherited table ' || relname FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid
 WHERE relnamespace = %(schema)s::regnamespace AND relkind = 'r'
 UNION ALL
SELECT 'statistics ' || stxname FROM pg_statistic_ext WHERE stxnamespace = %(schema)s::regnamespace
"""
_GENERATED = {"s": "STORED", "v": "VIRTUAL"}
_IDENTITY = {"a": "ALWAYS", "d": "BY DEFAULT"}
_IN_TABLE = ("p", "u", "c", "x")
_VALUE = r"'(?:[^']|'')*'::character varying"
_IN_LIST = re.compile(
    r"\(\((?P<column>[^()]+)\)::text (?P<how>= ANY|<> ALL) "
    rf"\(\(ARRAY\[(?P<values>{_VALUE}(?:, {_VALUE})*)\]\)::text\[\]\)\)"
)


def write_ddl(connection: psycopg.Connection, schema: str = TEMPLATE_SCHEMA) -> str:
    """Return the statements that make the schema, named TEMPLATE_SCHEMA throughout; raises UnknownObjects."""
    with connection.transaction():
        # With the schema off the path, the server qualifies every name itself.
        connection.execute("SET LOCAL search_path = pg_catalog")
        unknown = [row[0] for row in connection.execute(_UNKNOWN, {"schema": schema}).fetchall()]
        if unknown:
            raise UnknownObjects(", ".join(sorted(unknown)))
        columns, constraints, indexes, comments = (
            connection.execute(query, [schema]).fetchall() for query in (_COLUMNS, _CONSTRAINTS, _INDEXES, _COMMENTS)
        )
    text = ";\n".join(_statements(checked_schema(schema), columns, constraints, indexes, comments)) + ";\n"
    return text.replace(schema, TEMPLATE_SCHEMA)


def for_schema(statements: str, schema: str) -> str:
    """Put a schema's name into the template's statements."""
    return statements.replace(TEMPLATE_SCHEMA, checked_schema(schema))


def _statements(
    schema: str,
    columns: Sequence[Any],
    constraints: Sequence[Any],
    indexes: Sequence[Any],
    comments: Sequence[Any],
) -> list[str]:
    tables: dict[str, list[str]] = defaultdict(list)
    for _oid, table, *column in columns:
        tables[table].append(_column(Column(*column)))
    foreign_keys = []
    for _oid, table, kind, name, definition in constraints:
        if kind in _IN_TABLE:
            tables[table].append(f"CONSTRAINT {name} {_as_written(definition)}")
        else:
            foreign_keys.append(f"ALTER TABLE {schema}.{table} ADD CONSTRAINT {name} {definition}")
    creates = [f"CREATE TABLE {schema}.{table} (\n  {',\n  '.join(parts)}\n)" for table, parts in tables.items()]
    return [
        f"CREATE SCHEMA {schema}",
        *creates,
        *(_as_written(row[0]) for row in indexes),
        *foreign_keys,
        *(_comment(schema, *row) for row in comments),
    ]


def _as_written(text: str) -> str:
    """Write IN lists the way Django does: read back as the server prints them, they are another expression."""

    def in_list(found: re.Match[str]) -> str:
        how = "IN" if found["how"] == "= ANY" else "NOT IN"
        return f"({found['column']} {how} ({found['values'].replace('::character varying', '')}))"

    return _IN_LIST.sub(in_list, text)


class Column(NamedTuple):
    name: str
    type_name: str
    collation: str | None
    expression: str | None
    generated: str
    identity: str
    not_null: str | None


def _column(column: Column) -> str:
    parts = [column.name, column.type_name]
    if column.collation:
        parts.append(f"COLLATE pg_catalog.{column.collation}")
    if column.generated:
        parts.append(f"GENERATED ALWAYS AS ({column.expression}) {_GENERATED[column.generated]}")
    elif column.identity:
        parts.append(f"GENERATED {_IDENTITY[column.identity]} AS IDENTITY")
    elif column.expression:
        parts.append(f"DEFAULT {column.expression}")
    if column.not_null:
        # The name survives a rename of the column, so it is always said.
        parts.append(f"CONSTRAINT {_quoted(column.not_null)} NOT NULL")
    return " ".join(parts)


def _comment(schema: str, column_number: int, table: str, column: str | None, text: str) -> str:
    if column_number:
        return f"COMMENT ON COLUMN {schema}.{table}.{column} IS {text}"
    return f"COMMENT ON TABLE {schema}.{table} IS {text}"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
