"""Migrations: none missing, one line an app, and SQL that may run beside the code before it."""

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connections
from django.db.migrations import CreateModel
from django.db.migrations.loader import MigrationLoader

from shared_apps.tenancy.context import jeweler_context
from shared_apps.tenancy.router import alias_of

SQUAWK = Path(sys.executable).with_name("squawk")
ROOTS = ("config.", "shared_apps.", "tenant_apps.", "public_site")
OURS = {app.label for app in apps.get_app_configs() if app.name.startswith(ROOTS)}

UNWANTED = {
    "prefer-robust-stmts": "a migration runs in one transaction: failed, it has done nothing",
    "require-lock-timeout": "the replay sets lock_timeout itself, before the first statement",
    "require-statement-timeout": "what the lock timeout lets begin may finish",
    "prefer-text-field": "lengths are promises of the forms, and widening a varchar rewrites nothing",
    "prefer-bigint-over-int": "keys are UUIDs; the integers count things of one row",
    "prefer-bigint-over-smallint": "the same",
}
ON_NEW_TABLES = {
    "require-concurrent-index-creation": "the table is made in the same transaction and nobody sees it yet",
    "constraint-missing-not-valid": "the same: no row to be checked",
    "adding-foreign-key-constraint": "the same",
    "disallowed-unique-constraint": "the same",
}


@pytest.fixture
def graph():
    return MigrationLoader(None, ignore_no_migrations=True).graph


def test_no_migration_is_missing(jeweler_a):
    said = StringIO()
    with jeweler_context(jeweler_a):
        call_command("makemigrations", check=True, dry_run=True, stdout=said, skip_checks=True)

    assert said.getvalue().strip() == "No changes detected"


@pytest.mark.parametrize("label", sorted(OURS))
def test_migrations_of_an_app_form_one_line(graph, label):
    own = sorted(key for key in graph.nodes if key[0] == label)
    parents = {key: [p.key for p in graph.node_map[key].parents if p.key[0] == label] for key in own}

    assert [key[1][:4] for key in own] == [f"{number:04}" for number in range(1, len(own) + 1)]
    assert parents == {key: [before] if before else [] for before, key in zip([None, *own], own, strict=False)}


def sql_of(migration):
    """Return the statements Django would send; a migration that builds indexes concurrently knows no transaction."""
    connection = connections[alias_of(migration.app_label)]
    loader = MigrationLoader(connection, replace_migrations=False)
    inside = connection.in_atomic_block
    connection.in_atomic_block = inside and migration.atomic
    try:
        return "\n".join(loader.collect_sql([(migration, False)]))
    finally:
        connection.in_atomic_block = inside


def is_all_new(migration):
    """Whether a migration touches no table that was there before it."""
    made = {step.name_lower for step in migration.operations if isinstance(step, CreateModel)}
    touched = {
        step.name_lower if isinstance(step, CreateModel) else getattr(step, "model_name_lower", "")
        for step in migration.operations
    }
    return bool(migration.initial) or (bool(made) and touched <= made)


def findings(path, *, is_atomic=True, excluded=()):
    """Return what squawk says about a file of SQL, rule by rule."""
    options = [f"--exclude={rule}" for rule in {**UNWANTED, **dict.fromkeys(excluded)}]
    options += ["--assume-in-transaction"] if is_atomic else []
    command = [SQUAWK, "--pg-version=18.0", "--reporter=json", *options, path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return sorted({found["rule_name"] for found in json.loads(done.stdout)})


def test_the_sql_of_migrations_may_run_beside_the_code_before_it(jeweler_a, tmp_path):
    found = {}
    with jeweler_context(jeweler_a):
        for key, migration in MigrationLoader(None).disk_migrations.items():
            if migration.app_label in OURS:
                path = tmp_path / f"{'.'.join(key)}.sql"
                path.write_text(sql_of(migration))
                excluded = ON_NEW_TABLES if is_all_new(migration) else ()
                found[key] = findings(path, is_atomic=migration.atomic, excluded=excluded)

    assert {key: rules for key, rules in found.items() if rules} == {}
    assert len(found) >= 15


@pytest.mark.parametrize(
    ("statement", "rule"),
    [
        ("ALTER TABLE clients_client DROP COLUMN notes;", "ban-drop-column"),
        ("ALTER TABLE clients_client RENAME COLUMN notes TO remarks;", "renaming-column"),
        ("ALTER TABLE clients_client ADD COLUMN n varchar(9) NOT NULL;", "adding-required-field"),
        ("ALTER TABLE clients_client ALTER COLUMN notes SET NOT NULL;", "adding-not-nullable-field"),
        ("ALTER TABLE clients_client ALTER COLUMN number TYPE bigint;", "changing-column-type"),
        ("CREATE INDEX by_notes ON clients_client (notes);", "require-concurrent-index-creation"),
        ("ALTER TABLE clients_client ADD CONSTRAINT c CHECK (number > 0);", "constraint-missing-not-valid"),
        ("DROP TABLE clients_client;", "ban-drop-table"),
    ],
)
def test_the_lint_catches_what_may_not(tmp_path, statement, rule):
    path = tmp_path / "0002_next.sql"
    path.write_text(statement)

    assert rule in findings(path)
