"""Migrates every schema by compiling the pending plan once and replaying its SQL.

Each schema is one transaction with its own migration rows and a lock timeout: a schema that fails is named and left as
it was, the others are done, and the next run does what is left. A plan that is not plain SQL is applied by Django.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import Empty, SimpleQueue
from typing import Any

import psycopg
from django.conf import settings
from django.db import Error as DjangoError
from django_tenants.migration_executors.base import MigrationExecutor

from shared_apps.tenancy.context import processor
from shared_apps.tenancy.grants import holding_too_much, withheld_sql
from shared_apps.tenancy.models import TenantSchema
from shared_apps.tenancy.names import TEMPLATE_SCHEMA, checked_schema, role_for
from shared_apps.tenancy.nodes import MAIN
from shared_apps.tenancy.owner import acting_as_owner, owner_connection, owner_dsn
from shared_apps.tenancy.plans import Plan, groups_by_state, migrate_by_django, plan_for
from shared_apps.tenancy.progress import Progress
from shared_apps.tenancy.provisioning import migrations_sql
from shared_apps.tenancy.templates import current_template

WORKERS = 2

Failures = dict[str, str]


class SchemasFailed(RuntimeError):
    """Some schemas could not be migrated; the others are done."""

    def __init__(self, failures: Failures) -> None:
        self.failures = failures
        lines = [f"  {schema}: {reason}" for schema, reason in sorted(failures.items())]
        super().__init__("\n".join([f"{len(failures)} schemas were not migrated; run this again:", *lines]))


class ReplayExecutor(MigrationExecutor):  # type: ignore[misc]
    codename = "replay"
    replays = True

    def run_migrations(self, tenants: Sequence[str] | None = None) -> None:
        """Bring the named schemas to where the code is; raises SchemasFailed after doing all that can be done."""
        schemas = [schema for schema in tenants or [] if schema != settings.PUBLIC_SCHEMA_NAME]
        quiet = int(self.options.get("verbosity", 1)) < 1
        progress = Progress(sys.stderr, len(schemas), quiet=quiet)
        failures: Failures = {}
        with acting_as_owner():
            for node, members in by_node(schemas).items():
                failures |= _migrate_on(node, members, progress, replays=self.replays)
        if failures:
            raise SchemasFailed(failures)

    def run_multi_type_migrations(self, tenants: Any) -> None:
        raise NotImplementedError("There is one type of jeweler.")


class OrdinaryExecutor(ReplayExecutor):
    """Django's own way, schema by schema; what a plan gets that is not plain SQL."""

    codename = "standard"
    replays = False


def get_executor(codename: str | None = None) -> type[MigrationExecutor]:
    """Answer django-tenants' GET_EXECUTOR_FUNCTION; replay unless `standard` is asked for."""
    executors = {executor.codename: executor for executor in (ReplayExecutor, OrdinaryExecutor)}
    return executors[codename or ReplayExecutor.codename]


def by_node(schemas: Sequence[str]) -> dict[str, list[str]]:
    """Group schemas by the node that holds them; the template is on the main one."""
    known = dict(TenantSchema.objects.values_list("schema_name", "node"))
    groups: dict[str, list[str]] = defaultdict(list)
    for schema in schemas:
        groups[known.get(schema, MAIN)].append(schema)
    return groups


def existing(owner: psycopg.Connection, schemas: Sequence[str]) -> list[str]:
    """Return those of the schemas that are there, in their order."""
    query = "SELECT nspname FROM pg_namespace WHERE nspname = ANY(%s)"
    found = {row[0] for row in owner.execute(query, [list(schemas)]).fetchall()}
    return [schema for schema in schemas if schema in found]


def _migrate_on(node: str, schemas: list[str], progress: Progress, *, replays: bool) -> Failures:
    failures: Failures = {}
    with owner_connection(node) as owner:
        present = existing(owner, schemas)
        for schema in set(schemas) - set(present):
            failures[schema] = "the schema is missing"
            progress.advance()
        groups = groups_by_state(owner, present)
    withheld = current_template().withheld
    for members in groups:
        plan = plan_for(members[0])
        if not plan.migrations:
            for _schema in members:
                progress.advance()
        elif plan.statements is None or not replays:
            failures |= _migrate_each(node, members, withheld, progress)
        else:
            failures |= _replay(node, members, plan, withheld, progress)
    return failures


def _migrate_each(node: str, schemas: list[str], withheld: list[str], progress: Progress) -> Failures:
    failures: Failures = {}
    with owner_connection(node) as owner:
        for schema in schemas:
            try:
                _set_lock_timeout(schema)
                migrate_by_django(schema)
                owner.execute(_withheld(owner, schema, withheld))
            except (DjangoError, psycopg.Error) as error:
                processor().close()
                failures[schema] = _reason(error)
            progress.advance()
    return failures


def _set_lock_timeout(schema: str) -> None:
    wrapper = processor()
    wrapper.set_schema(schema)
    with wrapper.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = '{_lock_timeout()}'")


def _replay(node: str, schemas: list[str], plan: Plan, withheld: list[str], progress: Progress) -> Failures:
    failures: Failures = {}
    with owner_connection(node) as owner:
        generous = holding_too_much(owner, schemas, withheld)
    todo = SimpleQueue[str]()
    for schema in schemas:
        todo.put(schema)

    def work() -> None:
        with psycopg.connect(owner_dsn(node), autocommit=True) as owner:
            while not todo.empty():
                try:
                    schema = todo.get_nowait()
                except Empty:
                    return
                try:
                    taken = withheld if plan.makes_tables or schema in generous else None
                    owner.execute(_text(owner, schema, plan, taken))
                except psycopg.Error as error:
                    failures[schema] = _reason(error)
                    if owner.closed:
                        raise
                    owner.rollback()
                progress.advance()

    with ThreadPoolExecutor(WORKERS) as pool:
        for future in [pool.submit(work) for _ in range(min(WORKERS, len(schemas)))]:
            future.result()
    return failures


def _text(owner: psycopg.Connection, schema: str, plan: Plan, withheld: list[str] | None) -> str:
    revokes = "" if withheld is None else _withheld(owner, schema, withheld)
    return (
        f"BEGIN; SET LOCAL lock_timeout = '{_lock_timeout()}';\n"
        f"SET LOCAL search_path = {checked_schema(schema)}, pg_temp;\n"
        f"{plan.statements}\n"
        f"{migrations_sql(schema, plan.migrations)}"
        f"{revokes}COMMIT;"
    )


def _withheld(owner: psycopg.Connection, schema: str, withheld: list[str]) -> str:
    if schema == TEMPLATE_SCHEMA:
        return ""
    return withheld_sql(schema, role_for(schema, owner.info.dbname), withheld)


def _lock_timeout() -> str:
    return str(getattr(settings, "MIGRATION_LOCK_TIMEOUT", "5s"))


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"
