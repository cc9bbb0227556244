"""A connection of its own that is one jeweler and nothing else, for moving whole schemas by COPY."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.conf import settings
from psycopg import sql

from shared_apps.core.db import PROCESSOR
from shared_apps.tenancy.context import Tenant
from shared_apps.tenancy.names import role_for, tenant_path


@contextmanager
def jeweler_connection(tenant: Tenant, *, snapshot: bool) -> Iterator[psycopg.Connection[Any]]:
    """Open a transaction as the jeweler's own role; a snapshot is REPEATABLE READ and READ ONLY.

    The role reaches its own schema only, so nothing foreign can be copied out and nothing foreign written to.
    """
    database = settings.DATABASES[PROCESSOR]
    with psycopg.connect(**_parameters(database)) as connection:
        if snapshot:
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        role = role_for(tenant.schema_name, database["NAME"])
        connection.execute(
            sql.SQL("SET LOCAL ROLE {}; SET LOCAL search_path = " + tenant_path(tenant.schema_name)).format(
                sql.Identifier(role)
            )
        )
        connection.execute("SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0")
        yield connection


def _parameters(database: dict[str, Any]) -> dict[str, Any]:
    ssl = {k: v for k, v in database.get("OPTIONS", {}).items() if k.startswith("ssl")}
    return {
        "host": database["HOST"],
        "port": database["PORT"],
        "dbname": database["NAME"],
        "user": database["USER"],
        "password": database["PASSWORD"],
        **ssl,
    }
