"""Whether a pooled connection still leads to a server, without asking the server each time."""

from __future__ import annotations

import select
from typing import Any

import psycopg
from psycopg_pool import ConnectionPool


def check_if_stirred(connection: psycopg.Connection[Any]) -> None:
    """Raise OperationalError for a connection whose server has gone while it lay in the pool.

    A server that dies or ends a session closes the socket, so one on which nothing came in is as it was left.
    """
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLIN)
    if poll.poll(0):
        ConnectionPool.check_connection(connection)
