"""The owner's connection: migrations, provisioning, deletion. Never opened for a request."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.conf import settings
from django.db import connections
from psycopg.conninfo import make_conninfo

from shared_apps.tenancy.context import processor
from shared_apps.tenancy.errors import OwnerUnavailable
from shared_apps.tenancy.nodes import MAIN, node_settings
from shared_apps.tenancy.tenants import CONTROLLER, PROCESSOR

_OPTIONS_OF_DJANGO = ("pool", "server_side_binding", "options", "isolation_level", "assume_role")


def owner_dsn(node: str = MAIN) -> str:
    """Return the owner's connection string; raises OwnerUnavailable where there are no credentials."""
    login = _login()
    database = settings.DATABASES[PROCESSOR] | node_settings()[node]
    options = {key: value for key, value in database["OPTIONS"].items() if key not in _OPTIONS_OF_DJANGO}
    return make_conninfo(
        host=database["HOST"],
        port=database["PORT"],
        dbname=database["NAME"],
        user=login["USER"],
        password=login["PASSWORD"],
        **options,
    )


@contextmanager
def owner_connection(node: str = MAIN) -> Iterator[psycopg.Connection]:
    """Open the owner's own connection, in autocommit; nothing of Django's is touched."""
    with psycopg.connect(owner_dsn(node), autocommit=True) as connection:
        yield connection


@contextmanager
def acting_as_owner() -> Iterator[None]:
    """Log this thread's Django connections in as the owner, for Django's own migration code."""
    wrapper = processor()
    if wrapper.as_owner:
        yield
        return
    login, worked_for = _login(), wrapper.tenant
    before = {alias: connections[alias].settings_dict for alias in (CONTROLLER, PROCESSOR)}
    try:
        for alias, database in before.items():
            connections[alias].close()
            connections[alias].settings_dict = _as_owner(database, login)
        wrapper.as_owner = True
        yield
    finally:
        wrapper.as_owner = False
        for alias, database in before.items():
            connections[alias].close()
            connections[alias].settings_dict = database
        # Django's migration code went through schemas by name; no stand-in for a jeweler may stay behind.
        wrapper.enter(worked_for)


def _as_owner(database: dict[str, Any], login: dict[str, str]) -> dict[str, Any]:
    options = {key: value for key, value in database["OPTIONS"].items() if key != "pool"}
    return {**database, **login, "OPTIONS": options}


def _login() -> dict[str, str]:
    login: dict[str, str] = settings.DATABASE_OWNER
    if not login["PASSWORD"]:
        raise OwnerUnavailable("DATABASE_OWNER_PASSWORD is not set in this process.")
    return login
