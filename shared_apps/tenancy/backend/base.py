"""The processor connection.

Role and search path of a jeweler are set together, in one message, and only here; so the path that the server
reports (since PostgreSQL 18) tells both, after a rollback, a reconnect or out of a pool, without a cache that could
be wrong. A switch that fails fails the query. Without a jeweler no statement is sent at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol
from weakref import WeakKeyDictionary

import psycopg
from django.conf import settings
from django_tenants.postgresql_backend import base as stock
from psycopg.pq import TransactionStatus
from psycopg_pool import ConnectionPool

from shared_apps.tenancy import nodes
from shared_apps.tenancy.backend.creation import DatabaseCreation
from shared_apps.tenancy.backend.cursors import JewelerCursor, JewelerDebugCursor
from shared_apps.tenancy.errors import ForeignCursor, JewelerChangedInTransaction, NoJeweler, StaleRoute
from shared_apps.tenancy.names import role_for, tenant_path
from shared_apps.tenancy.tenants import Tenant

# The back-end keeps up to 1 MB of catalogue for every jeweler it has met and never gives it back.
RECYCLE_AFTER_JEWELERS = 200

# What a session that already stood in a jeweler's role sees once the jeweler has moved away.
_GONE = (psycopg.errors.UndefinedTable, psycopg.errors.InsufficientPrivilege)

_met: WeakKeyDictionary[psycopg.Connection, set[str]] = WeakKeyDictionary()


class HasSchema(Protocol):
    schema_name: str


class DatabaseWrapper(stock.DatabaseWrapper):  # type: ignore[misc]
    creation_class = DatabaseCreation
    include_public_schema = False

    tenant: Tenant | None
    schema_name: str
    connection: Any

    def __init__(self, settings_dict: dict[str, Any], alias: str = "default") -> None:
        self.node = nodes.MAIN
        self.as_owner = False
        self.is_unbound = False
        self._begun = 0
        self._taken: tuple[object, str] | None = None
        self._wanted_path = b""
        super().__init__(settings_dict, alias)
        # The path holds one schema only, so Django's own introspection sees exactly that one.
        self.introspection = self.introspection_class(self)

    # Which jeweler

    def enter(self, tenant: Tenant | None) -> None:
        """Work for a jeweler, or for nobody, from the next statement on; sends nothing itself."""
        self.tenant = tenant
        self.schema_name = tenant.schema_name if tenant else settings.PUBLIC_SCHEMA_NAME
        self._wanted_path = tenant_path(self.schema_name).encode() if tenant else b""

    def set_tenant(self, tenant: HasSchema, include_public: bool = False) -> None:
        """Keep django-tenants' own way in, for its migration executors; `public` means nobody."""
        nobody = tenant.schema_name == settings.PUBLIC_SCHEMA_NAME
        self.enter(None if nobody else tenant)  # type: ignore[arg-type]

    @contextmanager
    def unbound(self) -> Iterator[None]:
        """Send statements that touch no table, such as savepoints, wherever the session happens to stand."""
        before, self.is_unbound = self.is_unbound, True
        try:
            yield
        finally:
            self.is_unbound = before

    def stand_in(self, schema: str) -> None:
        """Bring the session into the role and path of the current jeweler, which must be `schema`."""
        if schema != self.schema_name:
            raise ForeignCursor(f"Opened for {schema}, used for {self.schema_name}.")
        if self.tenant is None:
            raise NoJeweler
        self._refuse_second_jeweler()
        if nodes.several():
            self._route(nodes.node_of(schema))
        if self.connection.pgconn.parameter_status(b"search_path") != self._wanted_path:
            self._switch()

    def _refuse_second_jeweler(self) -> None:
        transaction = self._transaction()
        if transaction is None:
            return
        if self._taken is None or self._taken[0] != transaction:
            self._taken = (transaction, self.schema_name)
        elif self._taken[1] != self.schema_name:
            raise JewelerChangedInTransaction(f"{self._taken[1]}, then {self.schema_name}")

    def _transaction(self) -> object | None:
        """Identify the outermost transaction that is not a test's own wrapping."""
        for depth, block in enumerate(self.atomic_blocks):
            if not block._from_testcase:  # noqa: SLF001 -- Django's own mark of a test's wrapping
                savepoint = self.savepoint_ids[depth - 1] if depth else ""
                return None if savepoint is None else (self._begun, savepoint)
        return None

    def _switch(self) -> None:
        status = self.connection.pgconn.transaction_status
        if status == TransactionStatus.INERROR:
            return  # Whatever follows is a rollback, or fails.
        with self.wrap_database_errors:
            try:
                self._send_switch()
            except (psycopg.errors.InvalidParameterValue, psycopg.errors.InsufficientPrivilege) as error:
                self._switch_after_fresh_look_up(error, begun=status != TransactionStatus.IDLE)

    def _send_switch(self) -> None:
        role = "NONE" if self.as_owner else role_for(self.schema_name, self._database())
        text = f"SET ROLE {role}; SET search_path = {self._wanted_path.decode()}"
        # A raw cursor: the switch is no query of the application and is counted by nobody.
        with self.connection.cursor() as cursor:
            cursor.execute(text, prepare=False)
        _met.setdefault(self.connection, set()).add(self.schema_name)

    def _switch_after_fresh_look_up(self, error: psycopg.Error, *, begun: bool) -> None:
        """Follow a jeweler that moved to another node; anywhere else the role is missing for good."""
        node = nodes.node_of(self.schema_name, fresh=True)
        if node == self.node:
            raise error
        if begun:
            raise StaleRoute from error
        if not self.connection.autocommit:
            self.connection.rollback()
        self._route(node)
        self._send_switch()

    def follow_move(self, error: Exception) -> bool:
        """Say whether a table was not found because the jeweler has moved, and go there; never inside a transaction."""
        if not isinstance(error.__cause__, _GONE) or not nodes.several() or self.in_atomic_block:
            return False
        node = nodes.node_of(self.schema_name, fresh=True)
        if node == self.node:
            return False
        self._route(node)
        return True

    # Which node

    def _database(self) -> str:
        return str(nodes.node_settings()[self.node].get("NAME") or self.settings_dict["NAME"])

    def _route(self, node: str) -> None:
        if node == self.node:
            return
        if self.connection.pgconn.transaction_status != TransactionStatus.IDLE:
            raise StaleRoute
        autocommit = self.connection.autocommit
        self._close()
        self.node = node
        self.connection = self.get_new_connection(self.get_connection_params())
        self.init_connection_state()
        self.connection.autocommit = autocommit

    def get_connection_params(self) -> dict[str, Any]:
        params: dict[str, Any] = super().get_connection_params()
        for key, value in nodes.node_settings()[self.node].items():
            params[{"NAME": "dbname", "HOST": "host", "PORT": "port"}[key]] = value
        return params

    @property
    def pool(self) -> ConnectionPool | None:
        options = self.settings_dict["OPTIONS"].get("pool")
        if not options:
            return None
        key = f"{self.alias}@{self.node}"
        if key not in self._connection_pools:
            kwargs = self.get_connection_params() | {"autocommit": True}
            # Made closed, so that of two threads racing here the loser's pool costs nothing.
            made = ConnectionPool(kwargs=kwargs, open=False, configure=self._configure_connection, **options)
            self._connection_pools.setdefault(key, made)
        pool: ConnectionPool = self._connection_pools[key]
        return pool

    def close_pool(self) -> None:
        for key in [key for key in self._connection_pools if key.startswith(f"{self.alias}@")]:
            self._connection_pools.pop(key).close()

    # What Django does to a connection

    def _cursor(self, name: str | None = None) -> Any:
        if self.tenant is None and not self.is_unbound:
            raise NoJeweler
        return super(stock.DatabaseWrapper, self)._cursor(name)

    def make_cursor(self, cursor: Any) -> JewelerCursor:
        return JewelerCursor(cursor, self)

    def make_debug_cursor(self, cursor: Any) -> JewelerDebugCursor:
        return JewelerDebugCursor(cursor, self)

    def create_cursor(self, name: str | None = None) -> Any:
        if not self.is_unbound:
            self.stand_in(self.schema_name)
        return super().create_cursor(name)

    def set_autocommit(self, autocommit: bool, *args: Any, **kwargs: Any) -> None:
        self._begun += 1
        super().set_autocommit(autocommit, *args, **kwargs)

    def _close(self) -> Any:
        if self.pool and self.connection is not None and self._has_met_too_many():
            # A closed connection given back is replaced by the pool.
            self.connection.close()
        return super()._close()

    def _has_met_too_many(self) -> bool:
        return len(_met.get(self.connection, ())) > RECYCLE_AFTER_JEWELERS

    @contextmanager
    def temporary_connection(self) -> Iterator[Any]:
        with self.unbound(), super().temporary_connection() as cursor:
            yield cursor

    def check_constraints(self, table_names: Any = None) -> None:
        with self.unbound():
            super().check_constraints(table_names)

    def _savepoint(self, sid: str) -> None:
        with self.unbound():
            super()._savepoint(sid)

    def _savepoint_rollback(self, sid: str) -> None:
        with self.unbound():
            super()._savepoint_rollback(sid)

    def _savepoint_commit(self, sid: str) -> None:
        with self.unbound():
            super()._savepoint_commit(sid)
