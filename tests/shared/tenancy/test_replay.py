from uuid import uuid4

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from shared_apps.tenancy import templates
from shared_apps.tenancy.models import SchemaState, TenantSchema
from shared_apps.tenancy.names import TEMPLATE_SCHEMA, role_for
from shared_apps.tenancy.owner import acting_as_owner, owner_connection
from shared_apps.tenancy.plans import executor_in, plan_for
from shared_apps.tenancy.provisioning import drop_schema, make_schema, prepare_spare
from shared_apps.tenancy.replay import OrdinaryExecutor, ReplayExecutor, SchemasFailed, get_executor
from shared_apps.tenancy.restoring import schema_at
from shared_apps.tenancy.router import alias_of
from shared_apps.tenancy.templates import applied_migrations, current_template
from shared_apps.tenancy.tenants import PROCESSOR
from tests.support.catalog import catalog_of

NEXT = ["clients", "0900_next"]
QUIET = {"verbosity": 0}


@pytest.fixture
def owner(own_database):
    with owner_connection() as connection:
        yield connection


def migrate(schemas, executor=ReplayExecutor):
    executor((), QUIET).run_migrations(tenants=schemas)


def last_of(owner, schema):
    return applied_migrations(owner, schema)[-1]


def test_replay_leaves_a_schema_where_migrate_would(owner, spares, next_release):
    next_release()
    before = catalog_of(owner, spares[0])

    migrate(spares[:2])
    migrate(spares[2:], OrdinaryExecutor)

    first, second, third = (catalog_of(owner, schema) for schema in spares)
    assert first == second == third != before
    assert {str(applied_migrations(owner, schema)) for schema in spares} == {str(applied_migrations(owner, spares[0]))}
    assert last_of(owner, spares[0]) == NEXT


def test_a_second_run_changes_nothing(owner, spares, next_release):
    next_release()
    migrate(spares)
    before = [catalog_of(owner, schema) for schema in spares]

    migrate(spares)

    assert [catalog_of(owner, schema) for schema in spares] == before


def test_the_command_brings_template_and_spares_along_and_new_schemas_are_like_them(owner, spares, next_release):
    next_release()

    call_command("migrate_schemas", verbosity=0, skip_checks=True)

    assert current_template().migrations[-1] == NEXT
    fresh = prepare_spare().schema_name
    assert catalog_of(owner, fresh) == catalog_of(owner, spares[0])
    assert last_of(owner, TEMPLATE_SCHEMA) == NEXT


def test_a_schema_being_prepared_during_a_release_is_not_missed(owner, spares, next_release):
    TenantSchema.objects.filter(schema_name=spares[1]).update(state=SchemaState.PREPARING)
    TenantSchema.objects.create(schema_name="t_" + "1" * 32, state=SchemaState.PREPARING)
    next_release()

    call_command("migrate_schemas", verbosity=0, skip_checks=True)

    assert last_of(owner, spares[1]) == NEXT


def test_a_failing_schema_is_named_the_others_are_done_and_a_second_run_finishes(owner, spares, next_release):
    owner.execute(f"ALTER TABLE {spares[1]}.clients_client ADD nickname int")
    next_release()

    with pytest.raises(CommandError) as failure:
        call_command("migrate_schemas", verbosity=0, skip_checks=True)

    assert spares[1] in str(failure.value)
    assert "DuplicateColumn" in str(failure.value)
    assert spares[0] not in str(failure.value)
    assert [last_of(owner, schema) == NEXT for schema in spares] == [True, False, True]
    owner.execute(f"ALTER TABLE {spares[1]}.clients_client DROP nickname")

    call_command("migrate_schemas", verbosity=0, skip_checks=True)

    assert [last_of(owner, schema) == NEXT for schema in spares] == [True, True, True]


@pytest.mark.parametrize("executor", [ReplayExecutor, OrdinaryExecutor])
def test_a_lock_that_cannot_be_had_times_out(owner, spares, next_release, settings, executor):
    settings.MIGRATION_LOCK_TIMEOUT = "200ms"
    next_release()
    with owner_connection() as busy, busy.transaction():
        busy.execute(f"LOCK TABLE {spares[0]}.clients_client IN ACCESS SHARE MODE")
        with pytest.raises(SchemasFailed) as failure:
            migrate(spares, executor)

    assert list(failure.value.failures) == [spares[0]]
    assert "lock timeout" in failure.value.failures[spares[0]]
    assert [last_of(owner, schema) == NEXT for schema in spares] == [False, True, True]
    migrate(spares)
    assert last_of(owner, spares[0]) == NEXT


def test_a_missing_schema_is_named(owner, spares):
    drop_schema(owner, spares[2])

    with pytest.raises(SchemasFailed) as failure:
        migrate(spares)

    assert failure.value.failures == {spares[2]: "the schema is missing"}


def test_a_plan_that_is_not_plain_sql_is_applied_by_django(owner, spares, next_release):
    next_release(
        'migrations.RunPython(fill), migrations.RunSQL("-- why\\nALTER TABLE clients_client ADD x int")',
        preamble=(
            "def fill(apps, editor):\n"
            "    apps.get_model('clients', 'Client').objects.create(number=7, display_name='made')\n"
        ),
    )
    assert plan_with(spares[0]).statements is None

    migrate(spares)

    for schema in spares:
        assert owner.execute(f"SELECT number, x FROM {schema}.clients_client").fetchall() == [(7, None)]
        assert last_of(owner, schema) == NEXT


def test_a_statement_that_begins_with_a_comment_is_replayed(owner, spares, next_release):
    next_release('migrations.RunSQL("-- why\\nALTER TABLE clients_client ADD x int")')
    assert plan_with(spares[0]).statements is not None

    migrate(spares)

    assert owner.execute(f"SELECT x FROM {spares[0]}.clients_client").fetchall() == []


def test_schemas_at_different_states_all_arrive(owner, spares, next_release):
    old = current_template()
    next_release()
    migrate(spares[:1])
    late = "t_" + "2" * 32
    make_schema(owner, old, late)

    migrate([*spares, late])

    assert {str(catalog_of(owner, schema)) for schema in [*spares, late]} == {str(catalog_of(owner, late))}


@pytest.mark.parametrize("app", ["search", "library"])
def test_a_schema_from_before_an_app_arrives(owner, spares, app):
    with acting_as_owner():
        graph = executor_in(spares[0]).loader.graph
    early = [
        node for node in graph.nodes if alias_of(node[0]) == PROCESSOR and app not in dict(graph.forwards_plan(node))
    ]
    old = schema_at(uuid4(), early)

    migrate([old])

    assert catalog_of(owner, old) == catalog_of(owner, spares[0])


def test_a_table_that_becomes_append_only_is_withheld_everywhere(owner, spares, next_release, monkeypatch):
    monkeypatch.setattr(templates, "append_only_tables", lambda _alias: ["clients_client"])
    next_release()

    call_command("migrate_schemas", verbosity=0, skip_checks=True)

    for schema in [*spares, prepare_spare().schema_name]:
        role = role_for(schema, owner.info.dbname)
        rights = [
            owner.execute("SELECT has_table_privilege(%s, %s, %s)", [role, f"{schema}.clients_client", right])
            for right in ("SELECT", "INSERT", "UPDATE", "DELETE")
        ]
        assert [right.fetchone()[0] for right in rights] == [True, True, False, False]


def test_django_tenants_asks_us_for_its_executor(settings):
    assert settings.GET_EXECUTOR_FUNCTION == "shared_apps.tenancy.replay.get_executor"
    assert get_executor() is get_executor("replay") is ReplayExecutor
    assert get_executor("standard") is OrdinaryExecutor


def test_jewelers_schemas_are_not_migrated_by_migrate(own_database):
    with pytest.raises(CommandError, match="migrate_schemas"):
        call_command("migrate", database="default", verbosity=0, skip_checks=True)


def test_a_schema_that_is_none_is_refused(own_database):
    with pytest.raises(CommandError, match="not a jeweler's schema"):
        call_command("migrate_schemas", schema_name="public; drop", verbosity=0, skip_checks=True)


def plan_with(schema):
    from shared_apps.tenancy.owner import acting_as_owner

    with acting_as_owner():
        return plan_for(schema)
