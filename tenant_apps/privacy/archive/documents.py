"""The archive's own documentation, generated from the models."""

from __future__ import annotations

from django.db import connections

from shared_apps.core.datamap import Category, Export
from shared_apps.core.db import PROCESSOR
from tenant_apps.privacy.archive.tables import Table

README = """\
The complete workspace of {name} at DIA'LOG, as it stood on {made_at}.

manifest.json   what is in this archive, how many rows, and the SHA-256 of every member
schema.md       what each table and column means
read/           every table as CSV (for a spreadsheet) and as JSON, one object a line (for a program)
files/          your files, one folder a table, named by the row they belong to
rows/           the same tables in PostgreSQL's COPY text format; DIA'LOG restores from these

Times are in UTC. Keys are UUIDs and refer across tables. Passwords, sign-in links and sessions are not in here.
The archive is whole when `unzip -p FILE manifest.json | sha256sum` gives the SHA-256 shown beside the export, and every
member the one in the manifest.
To restore into a DIA'LOG installation: manage.py restore_jeweler FILE --slug NEW
"""


def schema_document(tables: list[Table]) -> str:
    """Return Markdown that says what each exported table and column is."""
    parts = ["# Tables\n"]
    for table in tables:
        parts.append(f"\n## {table.name}\n\n{_summary(table)}\n\n| column | type | what it is |\n|---|---|---|\n")
        for field in table.model._meta.concrete_fields:
            rule = table.declared.fields[field.name]
            if rule.export is Export.YES:
                parts.append(
                    f"| {field.column} | {field.db_type(connections[PROCESSOR])} | {_meaning(field, rule.category)} |\n"
                )
    return "".join(parts)


def _summary(table: Table) -> str:
    return (table.model.__doc__ or table.model._meta.verbose_name_plural or "").strip().partition("\n")[0]


def _meaning(field: object, category: Category) -> str:
    target = getattr(field, "related_model", None)
    refers = f"refers to {target._meta.db_table}" if target is not None else ""
    personal = "" if category is Category.NONE else f"personal data ({category.name.lower()})"
    return "; ".join(part for part in (refers, personal) if part) or "—"
