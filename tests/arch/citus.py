"""The twelve rules that let jewelers' schemas spread over nodes, as a lint that needs no Citus.

Every function returns findings, one sentence each; an empty list is a pass.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from django.apps import apps
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import models
from django.db.migrations import operations as ops
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.migration import Migration
from django.db.models.functions import UUID7

from shared_apps.tenancy.router import alias_of
from shared_apps.tenancy.tenants import PROCESSOR

ROOT = Path(__file__).resolve().parents[2]
TENANT_CODE = ("tenant_apps",)
ALL_CODE = ("config", "shared_apps", "tenant_apps", "public_site")

FORBIDDEN_SQL = {
    1: r"\b(big|small)?serial\b|\bGENERATED\b.{0,20}\bAS\s+IDENTITY\b",
    2: r"\bpublic\.",
    4: r"\bCREATE\s+(OR\s+REPLACE\s+)?(CONSTRAINT\s+)?TRIGGER\b",
    5: r"\bsynchronous_commit\b.{0,5}\b(off|local)\b",
    7: r"\bRENAME\s+CONSTRAINT\b|\bSET\s+SCHEMA\b|\bINHERITS\b|\bTABLE\b.*\bINHERIT\b",
    8: r"\brandom\(\)|\bsetval\(|\bRESTART\s+(WITH|IDENTITY)\b",
    9: r"\bMATERIALIZED\s+VIEW\b|^\s*(UN)?LISTEN\b|^\s*NOTIFY\b|\bpg_notify\b|\bpg_(try_)?advisory",
    10: r"\bcitus_|\bcreate_distributed|\bCREATE\s+EXTENSION\b",
}
DDL_DOORS = {
    "owner_connection",
    "acting_as_owner",
    "make_schema",
    "drop_schema",
    "prepare_spare",
    "finish_spare",
    "top_up_spares",
    "claim_or_make_schema",
    "finish_opening",
}
REQUEST_MODULES = ("views", "forms", "middleware", "urls", "api", "tables")
AUTO_FIELDS = (models.AutoField, models.BigAutoField, models.SmallAutoField)
POSITIVE_FIELDS = (models.PositiveIntegerField, models.PositiveBigIntegerField, models.PositiveSmallIntegerField)
DATA_STEPS = (ops.RunPython,)
FREE_STEPS = (ops.RunSQL, ops.SeparateDatabaseAndState)


def tenant_models() -> list[type[models.Model]]:
    found = apps.get_models(include_auto_created=True)
    return [model for model in found if alias_of(model._meta.app_label) == PROCESSOR]


def tenant_migrations() -> list[Migration]:
    migrations = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    return [migration for key, migration in sorted(migrations.items()) if alias_of(key[0]) == PROCESSOR]


def sources(roots: Iterable[str]) -> Iterator[tuple[str, ast.Module]]:
    for root in roots:
        yield from _parsed(root)


@cache
def _parsed(root: str) -> list[tuple[str, ast.Module]]:
    paths = sorted((ROOT / root).rglob("*.py"))
    return [(str(path.relative_to(ROOT)), ast.parse(path.read_text())) for path in paths]


def key_findings(found: Iterable[type[models.Model]]) -> list[str]:
    """Rule 1: UUIDv7 made by the database, nothing counted by it."""
    findings = []
    for model in found:
        key = model._meta.pk
        target = key.target_field if key.is_relation else key
        if not isinstance(target, models.UUIDField) or not isinstance(target.db_default, UUID7):
            findings.append(f"{model._meta.label}: the key is not a UUIDv7 made by the database")
        findings += [
            f"{model._meta.label}.{field.name} is counted by the database"
            for field in model._meta.local_fields
            if isinstance(field, AUTO_FIELDS)
        ]
    return findings


def border_findings(found: Iterable[type[models.Model]]) -> list[str]:
    """Rule 2: no foreign key out of a jeweler's schema."""
    return [
        f"{model._meta.label}.{field.name} leaves the schema"
        for model in found
        for field in model._meta.local_fields
        if field.is_relation and alias_of(field.related_model._meta.app_label) != PROCESSOR
    ]


def transaction_findings(name: str, tree: ast.Module) -> list[str]:
    """Rule 3: no jeweler is entered inside a jeweler's transaction."""
    return [
        f"{name}:{inner.lineno} enters a jeweler inside a transaction of the processor's half"
        for outer in ast.walk(tree)
        if isinstance(outer, ast.With | ast.FunctionDef) and _opens(outer, "jeweler_atomic")
        for inner in ast.walk(outer)
        if isinstance(inner, ast.With) and _opens(inner, "jeweler_context")
    ]


def _opens(node: ast.With | ast.FunctionDef, called: str) -> bool:
    parts = node.decorator_list if isinstance(node, ast.FunctionDef) else [item.context_expr for item in node.items]
    names = [part.func if isinstance(part, ast.Call) else part for part in parts]
    return any(getattr(name, "id", getattr(name, "attr", "")) == called for name in names)


def sql_findings(name: str, tree: ast.Module, rules: Iterable[int]) -> list[str]:
    """Rules 1, 2, 4, 5, 7, 8, 9, 10, in every string that is not a docstring."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        f"{name}:{node.lineno} rule {rule}: {node.value.strip()[:60]!r}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
        for rule in rules
        if re.search(FORBIDDEN_SQL[rule], node.value, re.IGNORECASE | re.MULTILINE)
    ]


def constraint_name_findings(name: str, tree: ast.Module) -> list[str]:
    """Rule 6: an error is never told by the name of the constraint."""
    return [
        f"{name}:{node.lineno} reads {node.attr}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in {"constraint_name", "diag"}
    ]


def migration_findings(migration: Migration) -> list[str]:
    """Rule 7, and rules 1 and 2 as far as migrations can break them."""
    name = f"{migration.app_label}.{migration.name}"
    created = {step.name_lower for step in migration.operations if isinstance(step, ops.CreateModel)}
    findings = [
        f"{name} depends on {app}, which is in the other half"
        for app, _other in migration.dependencies
        if app == "__setting__" or alias_of(app) != PROCESSOR
    ]
    for step in migration.operations:
        findings += [f"{name}: {finding}" for finding in _step_findings(step, created, migration)]
    if _mixes(migration.operations):
        findings.append(f"{name} changes tables and data in one file")
    return findings


def _step_findings(step: ops.base.Operation, created: set[str], migration: Migration) -> Iterator[str]:
    is_new = getattr(step, "model_name_lower", "") in created
    if isinstance(step, ops.AddField):
        yield from _new_field_findings(step, is_new=is_new)
    if isinstance(step, ops.AlterField) and (step.field.primary_key or step.field.is_relation):
        yield f"changes the key {step.name}"
    if isinstance(step, ops.AddIndex) and not is_new and not isinstance(step, AddIndexConcurrently):
        yield f"adds the index {step.index.name} without CONCURRENTLY"
    if isinstance(step, AddIndexConcurrently | RemoveIndexConcurrently) and len(migration.operations) > 1:
        yield "mixes a concurrent index with other steps"
    if isinstance(step, ops.AlterModelTable):
        yield "renames a table"


def _new_field_findings(step: ops.AddField, *, is_new: bool) -> Iterator[str]:
    if isinstance(step.field, POSITIVE_FIELDS):
        yield f"adds {step.name} with a check in one step"
    if not (is_new or step.field.null or step.field.has_db_default() or step.field.many_to_many):
        yield f"adds {step.name} without a db_default: the code that still runs cannot insert"


def _mixes(steps: Iterable[ops.base.Operation]) -> bool:
    kinds = {isinstance(step, DATA_STEPS) for step in steps if not isinstance(step, FREE_STEPS)}
    return len(kinds) > 1


def statement_findings(name: str, tree: ast.Module) -> list[str]:
    """Rule 8: nothing volatile in writes, no create from a subquery, no fixtures, no sequence resets."""
    findings = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            findings += [f"{name}:{node.lineno} {finding}" for finding in _call_findings(node)]
    return findings


def _call_findings(call: ast.Call) -> Iterator[str]:
    called = getattr(call.func, "id", getattr(call.func, "attr", ""))
    texts = [part.value for part in call.args if isinstance(part, ast.Constant)]
    inner = {getattr(part.func, "id", getattr(part.func, "attr", "")) for part in _calls_below(call)}
    if called in {"update", "bulk_update"} and inner & {"Random", "Now", "ClockTimestamp"}:
        yield "updates with a volatile function"
    if called in {"create", "get_or_create", "bulk_create", "update_or_create"} and "Subquery" in inner:
        yield "creates from a subquery"
    if called == "order_by" and "?" in texts:
        yield "orders at random"
    if called == "call_command" and set(texts) & {"loaddata", "sqlsequencereset"}:
        yield f"calls {texts[0]}"


def _calls_below(call: ast.Call) -> Iterator[ast.Call]:
    for part in [*call.args, *[keyword.value for keyword in call.keywords]]:
        yield from (node for node in ast.walk(part) if isinstance(node, ast.Call))


def request_findings(name: str, tree: ast.Module) -> list[str]:
    """Rule 11: no DDL on the way of a request."""
    if not any(part in REQUEST_MODULES for part in Path(name).with_suffix("").parts):
        return []
    return [
        f"{name}:{node.lineno} reaches for {used}"
        for node in ast.walk(tree)
        for used in [getattr(node, "id", getattr(node, "attr", getattr(node, "name", "")))]
        if isinstance(node, ast.Name | ast.Attribute | ast.alias) and used in DDL_DOORS
    ]
