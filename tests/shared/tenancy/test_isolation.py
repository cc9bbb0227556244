"""Jeweler A cannot reach jeweler B or DIA'LOG's own half, however the statement is sent."""

import contextlib
import threading

import pytest
from django.core.management import call_command
from django.db import DatabaseError, ProgrammingError, connection, connections, transaction

from shared_apps.core.models import Job
from shared_apps.jewelers.models import Jeweler
from shared_apps.tenancy.context import (
    current_tenant,
    current_tenant_or_none,
    jeweler_context,
    no_jeweler,
    processor,
)
from shared_apps.tenancy.errors import (
    ForeignCursor,
    JewelerChangedInTransaction,
    JewelerNotOpen,
    NoJeweler,
)
from shared_apps.tenancy.tenants import CONTROLLER, PROCESSOR, Tenant
from tenant_apps.clients.models import Client
from tests.support.database import superuser


def ask(statement, params=None, using=PROCESSOR):
    with connections[using].cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall() if cursor.description else None


def where():
    return ask("SELECT current_user, session_user, current_setting('search_path')")[0]


def client(name, number=1):
    return Client.objects.create(number=number, display_name=name)


def names():
    return sorted(Client.objects.values_list("display_name", flat=True))


def test_a_context_is_one_role_and_one_path(jeweler_a):
    with jeweler_context(jeweler_a):
        role = f"{processor().settings_dict['NAME']}_{jeweler_a.schema_name}"
        assert where() == (role, "dialog_processor", f"{jeweler_a.schema_name}, pg_temp")
        assert current_tenant() == jeweler_a
    assert current_tenant_or_none() is None


def test_two_jewelers_keep_their_rows_apart(jeweler_a, jeweler_b):
    with jeweler_context(jeweler_a):
        client("of A")
    with jeweler_context(jeweler_b):
        client("of B")
        assert names() == ["of B"]
        with jeweler_context(jeweler_a):
            assert names() == ["of A"]
        assert names() == ["of B"]


DENIED = [
    "SELECT * FROM {b}.clients_client",
    "INSERT INTO {b}.clients_client (number, display_name) VALUES (1, 'x')",
    "UPDATE {b}.clients_client SET display_name = 'x'",
    "DELETE FROM {b}.clients_client",
    "SELECT * FROM public.accounts_account",
    "SELECT * FROM public.jewelers_jeweler",
    "INSERT INTO public.core_job (name) VALUES ('x')",
    "DELETE FROM public.core_job",
    "CREATE TABLE {a}.mine (i int)",
    "CREATE TABLE {b}.mine (i int)",
    "CREATE TEMP TABLE clients_client (i int)",
    "CREATE SCHEMA mine",
    "DROP TABLE {a}.clients_client",
    "TRUNCATE {a}.clients_client CASCADE",
    "ALTER TABLE {a}.clients_client DISABLE TRIGGER ALL",
    "DELETE FROM {a}.django_migrations",
    "UPDATE {a}.audit_trailevent SET event = 'x'",
    "DELETE FROM {a}.audit_trailevent",
    "SET ROLE dialog_owner",
    "SET ROLE dialog_controller",
    "SET ROLE postgres",
    "SET SESSION AUTHORIZATION dialog_owner",
    "CREATE ROLE mine",
    "GRANT {role_b} TO {role_a}",
    "COPY {a}.clients_client TO '/tmp/somewhere'",
    "COPY (SELECT 1) TO PROGRAM 'id'",
    "SELECT pg_read_file('/etc/passwd')",
    "SELECT set_config('role', 'none', false)",
    "SELECT set_config('search_path', 'public', false)",
    "SELECT lo_create(0)",
    "DO $$ BEGIN END $$",
    "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
]


@pytest.mark.parametrize("statement", DENIED)
def test_raw_sql_is_denied_by_the_database(jeweler_a, jeweler_b, the_border_is_tested, statement):
    database = processor().settings_dict["NAME"]
    text = statement.format(
        a=jeweler_a.schema_name,
        b=jeweler_b.schema_name,
        role_a=f"{database}_{jeweler_a.schema_name}",
        role_b=f"{database}_{jeweler_b.schema_name}",
    )
    with jeweler_context(jeweler_a):
        with pytest.raises(DatabaseError, match=r"permission denied|must be"), transaction.atomic(PROCESSOR):
            ask(text)
        assert where()[2] == f"{jeweler_a.schema_name}, pg_temp"


def test_the_orm_is_denied_the_other_half_and_the_other_jeweler(jeweler_a, jeweler_b, the_border_is_tested):
    with jeweler_context(jeweler_a):
        for table in ("public.core_job", f"{jeweler_b.schema_name}.clients_client"):
            query = Client.objects.raw(f"SELECT id FROM {table}")
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic(PROCESSOR):
                list(query)
        with pytest.raises(ProgrammingError, match="does not exist"), transaction.atomic(PROCESSOR):
            list(Job.objects.using(PROCESSOR))


def test_the_controller_half_is_denied_every_jeweler(jeweler_a, the_border_is_tested):
    role = f"{processor().settings_dict['NAME']}_{jeweler_a.schema_name}"
    for statement in (f"SELECT * FROM {jeweler_a.schema_name}.clients_client", f"SET ROLE {role}"):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic(CONTROLLER):
            ask(statement, using=CONTROLLER)


def test_the_controllers_trail_is_append_only(jeweler_a):
    for statement in ("DELETE FROM core_trailevent", "UPDATE core_trailevent SET event = 'x'"):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic(CONTROLLER):
            ask(statement, using=CONTROLLER)


def test_a_jewelers_model_without_a_jeweler_raises_before_the_database(jeweler_a, django_assert_num_queries):
    with django_assert_num_queries(0):
        for attempt in (
            lambda: list(Client.objects.all()),
            lambda: Client.objects.create(number=1, display_name="x"),
            lambda: Client.objects.using(PROCESSOR).count(),
            lambda: ask("SELECT 1"),
        ):
            with pytest.raises(NoJeweler):
                attempt()
        with jeweler_context(jeweler_a), no_jeweler(), pytest.raises(NoJeweler):
            Client.objects.count()


def test_a_missing_schema_is_an_error_not_an_empty_list(jeweler_a):
    ghost = Tenant(jeweler_a.id, "ghost", "t_" + "0" * 32, "Ghost", "active")
    with jeweler_context(jeweler_a):
        client("of A")
    refused = pytest.raises(DatabaseError, match=r"role .* does not exist")
    with jeweler_context(ghost), refused, transaction.atomic(PROCESSOR):
        names()
    with jeweler_context(jeweler_a):
        assert names() == ["of A"]


@pytest.mark.parametrize("state", ["invited", "archived", "deleted"])
def test_a_closed_jeweler_cannot_be_entered(jeweler_a, state):
    closed = Tenant(jeweler_a.id, jeweler_a.slug, jeweler_a.schema_name, jeweler_a.name, state)
    with pytest.raises(JewelerNotOpen), jeweler_context(closed):
        pass


def test_a_cursor_stays_with_its_jeweler(jeweler_a, jeweler_b):
    with jeweler_context(jeweler_a), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        with jeweler_context(jeweler_b), pytest.raises(ForeignCursor):
            cursor.execute("SELECT count(*) FROM clients_client")
        with no_jeweler(), pytest.raises(ForeignCursor):
            cursor.execute("SELECT count(*) FROM clients_client")
        cursor.execute("SELECT count(*) FROM clients_client")


def test_one_transaction_is_one_jeweler(jeweler_a, jeweler_b):
    with jeweler_context(jeweler_a), transaction.atomic(PROCESSOR):
        client("of A")
        with jeweler_context(jeweler_b), pytest.raises(JewelerChangedInTransaction):
            names()
        assert names() == ["of A"]
    with jeweler_context(jeweler_b), transaction.atomic(PROCESSOR):
        assert names() == []


def test_one_decorated_operation_serves_one_jeweler_after_the_other(jeweler_a, jeweler_b):
    @transaction.atomic(using=PROCESSOR)
    def add(name):
        client(name)

    with jeweler_context(jeweler_a):
        add("of A")
    with jeweler_context(jeweler_b):
        add("of B")
        assert names() == ["of B"]


def test_a_savepoint_rolled_back_leaves_the_jeweler_in_place(jeweler_a):
    with contextlib.suppress(ZeroDivisionError), transaction.atomic(PROCESSOR), jeweler_context(jeweler_a):
        client("lost")
        raise ZeroDivisionError
    with jeweler_context(jeweler_a):
        assert names() == []


def test_a_swallowed_error_leaves_the_jeweler_in_place(committed_db, jeweler_a, jeweler_b):
    with jeweler_context(jeweler_b):
        client("of B")
    with jeweler_context(jeweler_a):
        with transaction.atomic(PROCESSOR):
            client("of A")
            with pytest.raises(DatabaseError), connection.cursor() as cursor:
                cursor.execute("SELECT 1/0")
        assert names() == []
    with jeweler_context(jeweler_b):
        assert names() == ["of B"]


def test_server_side_cursors_stay_with_their_jeweler(committed_db, jeweler_a, jeweler_b):
    for tenant, letter in ((jeweler_a, "a"), (jeweler_b, "b")):
        with jeweler_context(tenant):
            Client.objects.bulk_create([Client(number=n, display_name=f"{letter}{n}") for n in range(50)])
    with jeweler_context(jeweler_a):
        stream = Client.objects.order_by("number").iterator(chunk_size=10)
        got = [next(stream).display_name]
        with jeweler_context(jeweler_b):
            assert {row.display_name[0] for row in Client.objects.iterator(chunk_size=7)} == {"b"}
        got += [row.display_name for row in stream]
    assert got == [f"a{n}" for n in range(50)]


def test_a_killed_back_end_comes_back_as_the_same_jeweler(committed_db, jeweler_a):
    with jeweler_context(jeweler_a):
        client("of A")
        pid = ask("SELECT pg_backend_pid()")[0][0]
        with superuser() as killer:
            killer.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
        with pytest.raises(DatabaseError):
            names()
        connection.close()
        assert names() == ["of A"]
        assert ask("SELECT pg_backend_pid()")[0][0] != pid


def test_a_thread_starts_without_a_jeweler(committed_db, jeweler_a):
    seen = []

    def look():
        try:
            names()
        except NoJeweler as error:
            seen.append(type(error))
        finally:
            connections.close_all()

    with jeweler_context(jeweler_a):
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
    assert seen == [NoJeweler]


def test_switching_is_no_query_of_the_application(jeweler_a, jeweler_b, django_assert_num_queries):
    with django_assert_num_queries(2):
        for tenant in (jeweler_a, jeweler_b):
            with jeweler_context(tenant):
                names()


def test_the_honest_limit_public_stays_out_of_reach_of_hostile_statements(jeweler_a, jeweler_b, the_border_is_tested):
    """Code that can run statements of its own could enter another jeweler's role, never the other half."""
    for statement in ("RESET ROLE", f"SET ROLE {processor().settings_dict['NAME']}_{jeweler_b.schema_name}"):
        denied = pytest.raises(ProgrammingError, match="permission denied")
        with jeweler_context(jeweler_a), denied, transaction.atomic(PROCESSOR):
            ask(f"{statement}; SELECT * FROM public.core_job")


def test_parameters_are_bound_by_the_server(in_jeweler_a):
    for alias in (PROCESSOR, CONTROLLER):
        assert connections[alias].settings_dict["OPTIONS"]["server_side_binding"] is True


def test_both_halves_are_wrapped_in_a_transaction_first(in_jeweler_a):
    client("left behind")
    Jeweler.objects.filter(pk=in_jeweler_a.id).update(name="Renamed")


def test_both_halves_are_wrapped_in_a_transaction_second(in_jeweler_a):
    assert names() == []
    assert Jeweler.objects.get(pk=in_jeweler_a.id).name == "Maison Aurelle"


def test_flush_is_refused(jeweler_a):
    with pytest.raises(Exception, match="never emptied"):
        call_command("flush", interactive=False, database=CONTROLLER)
