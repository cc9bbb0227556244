import os
import signal
import socket
import time

import psycopg
import pytest
import redis
from psycopg import errors

from shared_apps.stack import process
from shared_apps.stack.credentials import load_credentials
from shared_apps.stack.embedded import embedded_services, start_all, stop_all
from shared_apps.stack.errors import StackError
from shared_apps.stack.ports import PortInUse, answers
from shared_apps.stack.profiles import environment_of, s3_ports, superuser_dsn

UNTIL_KILLED = """
import signal
from shared_apps.stack.embedded import embedded_services, start_all
from shared_apps.stack.profiles import profile
start_all(embedded_services(profile("demo")))
print("up", flush=True)
signal.pause()
"""


def ports_of(stack):
    return [stack.ports.postgres, stack.ports.valkey, *s3_ports(stack.ports.s3)]


def test_services_start_together_and_stop_within_five_seconds_leaving_no_process(stack, started):
    running = started()
    assert [answers(port) for port in (stack.ports.postgres, stack.ports.valkey, stack.ports.s3)] == [True] * 3
    assert redis.from_url(environment_of(stack)["BROKER_URL"]).ping()

    started = time.monotonic()
    stop_all(running)

    assert time.monotonic() - started < 5
    assert process.survivors(stack.home) == []
    assert [port for port in ports_of(stack) if answers(port)] == []


def test_services_listen_on_loopback_alone_and_refuse_strangers(stack, started):
    started()

    with pytest.raises(psycopg.OperationalError, match="authentication failed"):
        psycopg.connect(superuser_dsn(stack).replace(stack.credentials["postgres_superuser"], "wrong"))
    with socket.create_connection(("127.0.0.1", stack.ports.valkey)) as line:
        line.sendall(b"PING\r\n")
        assert line.recv(64).startswith(b"-NOAUTH")

    for port in ports_of(stack):
        with socket.socket() as elsewhere:
            assert elsewhere.connect_ex(("127.0.0.2", port)) != 0, port


def test_database_never_logs_a_value(stack, started):
    started("postgres")

    with psycopg.connect(superuser_dsn(stack), autocommit=True) as database:
        database.execute("CREATE TABLE people (email text CHECK (email <> 'ada@example.test'))")
        with pytest.raises(errors.CheckViolation):
            database.execute("INSERT INTO people VALUES ('ada@example.test')")
        with pytest.raises(errors.InvalidTextRepresentation):
            database.execute("SELECT %s::int", ["ada@example.test"])
        shown = database.execute("SELECT current_setting('max_locks_per_transaction')").fetchone()

    assert shown == ("512",)
    written = (stack.home / "logs" / "postgres.log").read_text()
    assert "ready to accept connections" in written
    assert "ada@example.test" not in written
    assert "Failing row" not in written
    assert "STATEMENT" not in written


def test_services_die_with_a_killed_parent_and_start_again_with_all_data(stack, in_another_process, eventually):
    parent = in_another_process(UNTIL_KILLED)
    with psycopg.connect(superuser_dsn(stack), autocommit=True) as database:
        database.execute("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS number")
    redis.from_url(environment_of(stack)["BROKER_URL"]).set("kept", "yes")

    parent.kill()
    parent.wait()
    eventually(lambda: process.survivors(stack.home) == [])
    services = embedded_services(stack)
    start_all(services)

    try:
        with psycopg.connect(superuser_dsn(stack)) as database:
            assert database.execute("SELECT count(*) FROM kept").fetchone() == (1000,)
        assert redis.from_url(environment_of(stack)["BROKER_URL"]).get("kept") == b"yes"
    finally:
        stop_all(services)


def test_killed_database_starts_again_over_its_stale_lock_file(stack, started):
    (postgres,) = started("postgres")
    with psycopg.connect(superuser_dsn(stack), autocommit=True) as database:
        database.execute("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS number")
    os.kill(postgres.process.pid, signal.SIGKILL)
    postgres.process.wait()
    lock_file = postgres.data / "postmaster.pid"
    first, rest = lock_file.read_text().split("\n", 1)
    lock_file.write_text(f"{os.getpid()}\n{rest}")

    postgres.stop()
    postgres.start()
    postgres.wait_ready()

    assert int(first) != os.getpid()
    with psycopg.connect(superuser_dsn(stack)) as database:
        assert database.execute("SELECT count(*) FROM kept").fetchone() == (1000,)


def test_start_ends_what_an_earlier_run_left_behind(stack, started):
    left = [service.process for service in started()]
    again = embedded_services(stack)

    start_all(again)

    assert [old.poll() is not None for old in left] == [True] * 3
    assert [service.is_running for service in again] == [True] * 3
    stop_all(again)


def test_port_in_use_is_named_with_the_variable_that_moves_it(stack):
    with socket.socket() as other:
        other.bind(("127.0.0.1", stack.ports.postgres))
        other.listen()

        with pytest.raises(PortInUse) as refused:
            start_all(embedded_services(stack))

    assert f"Port {stack.ports.postgres} is in use" in str(refused.value)
    assert "DIALOG_PG_PORT=<port>" in str(refused.value)
    assert process.survivors(stack.home) == []


def test_lost_secrets_are_told_apart_from_a_database_that_does_not_start(stack):
    postgres = embedded_services(stack)[1]
    start_all([postgres])
    stop_all([postgres])
    secrets = stack.home.parent / "secrets.json"
    secrets.unlink()
    load_credentials(secrets)

    with pytest.raises(StackError, match="are not those of the data"):
        start_all([postgres])

    assert not postgres.is_running
