"""A database that was restarted costs nobody an error: what died in the pool is replaced before it is handed out."""

import time

import psycopg
import pytest
from psycopg_pool import ConnectionPool

from shared_apps.tenancy.pooling import check_if_stirred


@pytest.fixture
def pool(embedded):
    address = embedded["DIALOG_SUPERUSER_DSN"]
    with ConnectionPool(
        address, kwargs={"autocommit": True}, min_size=1, max_size=1, timeout=10, check=check_if_stirred
    ) as made:
        yield made


def pid_of(pool):
    with pool.connection() as connection:
        return connection.execute("SELECT pg_backend_pid()").fetchone()[0]


def test_a_connection_whose_server_has_gone_is_replaced(pool, embedded):
    before = pid_of(pool)
    with psycopg.connect(embedded["DIALOG_SUPERUSER_DSN"], autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [before])

    assert pid_of(pool) != before


def test_a_connection_that_lay_still_is_handed_out_without_a_round_trip(pool, monkeypatch):
    before = pid_of(pool)
    monkeypatch.setattr(ConnectionPool, "check_connection", lambda _connection: pytest.fail("it was asked"))
    time.sleep(0.05)

    assert pid_of(pool) == before
