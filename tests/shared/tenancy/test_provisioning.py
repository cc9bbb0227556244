import threading
from uuid import uuid4

import psycopg
import pytest
from django.db import connections

from shared_apps.tenancy import provisioning
from shared_apps.tenancy.errors import NoTemplate
from shared_apps.tenancy.grants import append_only_tables, role_sql, schema_sql, withheld_sql
from shared_apps.tenancy.models import SchemaState, TemplateDdl, TenantSchema
from shared_apps.tenancy.names import TEMPLATE_SCHEMA, role_for, schema_for
from shared_apps.tenancy.owner import acting_as_owner, owner_connection
from shared_apps.tenancy.plans import migrate_by_django
from shared_apps.tenancy.provisioning import (
    claim_or_make_schema,
    claim_schema,
    drop_schema,
    finish_spare,
    make_schema,
    prepare_spare,
    schema_exists,
    top_up_spares,
)
from shared_apps.tenancy.templates import applied_migrations, current_template, tables_of
from shared_apps.tenancy.tenants import PROCESSOR
from tests.support.catalog import catalog_of


@pytest.fixture
def owner(committed_db):
    with owner_connection() as connection:
        yield connection


def made_by_migrations(owner):
    schema = schema_for(uuid4())
    role = role_for(schema, owner.info.dbname)
    owner.execute(f"{role_sql(role)} CREATE SCHEMA {schema}; {schema_sql(schema, role)}")
    with acting_as_owner():
        migrate_by_django(schema)
    owner.execute(withheld_sql(schema, role, append_only_tables(PROCESSOR)))
    return schema


def made_from_template(owner):
    schema = schema_for(uuid4())
    make_schema(owner, current_template(), schema)
    return schema


def schemas_and_roles(owner):
    schemas = owner.execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE 't\\_%'").fetchall()
    pattern = owner.info.dbname.replace("_", "\\_") + "\\_t\\_%"
    roles = owner.execute("SELECT rolname FROM pg_roles WHERE rolname LIKE %s", [pattern]).fetchall()
    return sorted(schemas), sorted(roles)


def test_a_schema_from_the_template_equals_one_made_by_migrations(owner):
    by_template, by_migrations = made_from_template(owner), made_by_migrations(owner)

    first, second = catalog_of(owner, by_template), catalog_of(owner, by_migrations)

    for kind in first:
        assert first[kind] == second[kind]
    assert len(first["tables"]) > 20
    assert all(first[kind] for kind in ("columns", "constraints", "indexes", "sequences", "grants", "role"))
    assert applied_migrations(owner, by_template) == applied_migrations(owner, by_migrations)


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("ALTER TABLE {s}.clients_client ADD extra int", "columns"),
        ("ALTER TABLE {s}.clients_client ALTER display_name SET DEFAULT 'x'", "columns"),
        ("ALTER TABLE {s}.clients_client ADD CONSTRAINT extra CHECK (number > -1)", "constraints"),
        ("CREATE INDEX extra ON {s}.clients_client (kind)", "indexes"),
        ("CREATE SEQUENCE {s}.extra", "sequences"),
        ("GRANT TRUNCATE ON {s}.clients_client TO {r}", "grants"),
        ("GRANT CREATE ON SCHEMA {s} TO {r}", "schema grants"),
        ("COMMENT ON TABLE {s}.clients_client IS 'x'", "comments"),
    ],
)
def test_the_comparison_sees_a_difference(owner, statement, kind):
    changed, same = made_from_template(owner), made_from_template(owner)
    owner.execute(statement.format(s=changed, r=role_for(changed, owner.info.dbname)))

    assert catalog_of(owner, changed)[kind] != catalog_of(owner, same)[kind]


def test_what_the_template_may_not_hold_is_refused(owner):
    from shared_apps.tenancy.ddl import UnknownObjects, write_ddl

    schema = made_from_template(owner)
    for statement in (
        f"CREATE VIEW {schema}.v AS SELECT 1 AS one",
        f"CREATE FUNCTION {schema}.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        f"CREATE SEQUENCE {schema}.q",
        f"CREATE TYPE {schema}.mood AS ENUM ('calm')",
        f"ALTER TABLE {schema}.clients_client ENABLE ROW LEVEL SECURITY",
    ):
        with owner.transaction(force_rollback=True):
            owner.execute(statement)
            with pytest.raises(UnknownObjects):
                write_ddl(owner, schema)


def test_comments_and_odd_objects_survive_the_template(owner):
    from shared_apps.tenancy.ddl import for_schema, write_ddl

    schema, again = made_from_template(owner), schema_for(uuid4())
    owner.execute(
        f"COMMENT ON TABLE {schema}.clients_client IS 'it''s; \"here\"';\n"
        f"COMMENT ON COLUMN {schema}.clients_client.number IS 'counted';\n"
        f'ALTER TABLE {schema}.clients_client ADD "Odd Name" varchar(3) COLLATE "C" DEFAULT \';\' NOT NULL;\n'
        f'ALTER TABLE {schema}.clients_client RENAME "Odd Name" TO "Odder";\n'
        f"ALTER TABLE {schema}.clients_client ADD doubled bigint GENERATED ALWAYS AS (number * 2) STORED;\n"
        f"ALTER TABLE {schema}.clients_client ADD UNIQUE (doubled) DEFERRABLE INITIALLY DEFERRED;\n"
        f"CREATE INDEX lowered ON {schema}.clients_client (lower(display_name) text_pattern_ops) WHERE number > 3;\n"
    )
    role = role_for(again, owner.info.dbname)
    text = for_schema(write_ddl(owner, schema), again)
    create, rest = text.split(";\n", 1)
    owner.execute(f"{role_sql(role)}{create};\n{schema_sql(again, role)}{rest}")

    before, after = catalog_of(owner, schema), catalog_of(owner, again)

    for kind in ("tables", "columns", "constraints", "indexes", "sequences", "comments"):
        assert after[kind] == before[kind]


def test_making_a_schema_is_all_or_nothing(owner):
    before = schemas_and_roles(owner)
    template = current_template()
    template.statements += "SELECT 1/0;\n"

    with pytest.raises(psycopg.errors.DivisionByZero):
        make_schema(owner, template, schema_for(uuid4()))

    assert schemas_and_roles(owner) == before


class Killed(BaseException):
    """Stands for a process that stops existing."""


STEPS = ["make_schema", "current_template", "schema_exists"]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_spare_killed_at_any_step_is_finished_by_the_next_run(owner, monkeypatch, step, moment):
    real = getattr(provisioning, step)

    def killed(*args, **kwargs):
        if moment == "after":
            real(*args, **kwargs)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(provisioning, step, killed)
        with pytest.raises(Killed):
            prepare_spare()
    begun = TenantSchema.objects.get(state=SchemaState.PREPARING)

    assert top_up_spares(0) == 1

    begun.refresh_from_db()
    assert begun.state == SchemaState.SPARE
    assert catalog_of(owner, begun.schema_name) == catalog_of(owner, made_from_template(owner))


def test_a_back_end_killed_while_it_makes_a_schema_leaves_nothing_behind(owner, monkeypatch):
    before = schemas_and_roles(owner)
    template = current_template()
    template.statements += "SELECT pg_terminate_backend(pg_backend_pid());\n"
    monkeypatch.setattr(provisioning, "current_template", lambda **_: template)

    with pytest.raises(psycopg.OperationalError):
        prepare_spare()
    assert schemas_and_roles(owner) == before
    monkeypatch.undo()

    assert top_up_spares(0) == 1
    assert TenantSchema.objects.filter(state=SchemaState.PREPARING).count() == 0


def test_two_at_once_finish_a_spare_once(owner):
    row = TenantSchema.objects.create(schema_name=schema_for(uuid4()), state=SchemaState.PREPARING)
    results = in_threads(4, lambda: finish_spare(row.pk))

    assert [result.pk for result in results if result] == [row.pk]
    assert schema_exists(owner, row.schema_name)


def test_a_template_that_moves_on_meanwhile_is_made_again(owner, monkeypatch):
    old = current_template()
    new = TemplateDdl(
        digest="0" * 64,
        statements=old.statements + f"COMMENT ON TABLE {TEMPLATE_SCHEMA}.clients_client IS 'newer';\n",
        migrations=old.migrations,
        withheld=old.withheld,
    )
    answers = iter([old, new, new])
    monkeypatch.setattr(provisioning, "current_template", lambda **_: next(answers))

    made = prepare_spare()

    assert len(catalog_of(owner, made.schema_name)["comments"]) == 1


def test_without_a_template_nothing_is_made(owner):
    before = schemas_and_roles(owner)
    TemplateDdl.objects.update(is_current=False)

    with pytest.raises(NoTemplate):
        prepare_spare()

    assert schemas_and_roles(owner) == before


def test_a_claim_hands_out_each_spare_once(committed_db):
    top_up_spares(4)
    jewelers = [uuid4() for _ in range(6)]
    todo = list(jewelers)

    rows = in_threads(6, lambda: claim_schema(todo.pop()))

    given = [row.schema_name for row in rows if row]
    assert len(given) == len(set(given)) == 4
    assert TenantSchema.objects.filter(state=SchemaState.SPARE).count() == 0


def test_a_claim_repeated_gives_the_same_schema(committed_db):
    top_up_spares(2)
    jeweler = uuid4()

    assert claim_schema(jeweler).pk == claim_schema(jeweler).pk
    assert TenantSchema.objects.filter(state=SchemaState.SPARE).count() == 1


def test_a_claim_with_no_spare_left_makes_one(committed_db):
    TenantSchema.objects.filter(state=SchemaState.SPARE).delete()

    row = claim_or_make_schema(uuid4())

    assert row.state == SchemaState.CLAIMED
    with owner_connection() as owner:
        assert tables_of(owner, row.schema_name) == tables_of(owner, TEMPLATE_SCHEMA)


def test_claiming_needs_no_owner(committed_db, settings):
    top_up_spares(1)
    settings.DATABASE_OWNER = {"USER": "dialog_owner", "PASSWORD": ""}

    assert claim_schema(uuid4()).state == SchemaState.CLAIMED


def test_topping_up_stops_at_the_target(committed_db):
    TenantSchema.objects.filter(state=SchemaState.SPARE).delete()

    assert (top_up_spares(2), top_up_spares(2), top_up_spares(3)) == (2, 0, 1)


def test_dropping_leaves_neither_schema_nor_role(owner):
    before = schemas_and_roles(owner)

    drop_schema(owner, made_from_template(owner))

    assert schemas_and_roles(owner) == before


def in_threads(count, work):
    results, failures = [], []

    def run():
        try:
            results.append(work())
        except Exception as error:
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    return results
