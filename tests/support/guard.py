"""Looks at every statement the suite sends: none mixes the halves or two jewelers, none is sent from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from psycopg.pq import TransactionStatus

from shared_apps.tenancy.tenants import CONTROLLER, PROCESSOR

SCHEMA = re.compile(r"\bt_[0-9a-f]{32}\b(?!['%])")
PUBLIC = re.compile(r"(?i)(?<!pg_catalog)\bpublic\s*\.|\"public\"\s*\.")


class BorderCrossed(AssertionError):
    """A statement belongs to neither half, or to two."""


class Guard:
    """Installed on both aliases' connections in every thread."""

    def __init__(self) -> None:
        self.is_on = True
        self.seen = 0

    @contextmanager
    def off(self) -> Iterator[None]:
        """Let a test send what must be refused by the database itself."""
        self.is_on = False
        try:
            yield
        finally:
            self.is_on = True

    def install(self, connection: Any, **_kwargs: Any) -> None:
        if connection.alias in {CONTROLLER, PROCESSOR} and self not in connection.execute_wrappers:
            connection.execute_wrappers.append(self)

    def __call__(self, execute: Callable[..., Any], query: Any, params: Any, many: bool, context: Any) -> Any:
        connection = context["connection"]
        if self.is_on:
            self.seen += 1
            text = query if isinstance(query, str) else query.as_string()
            self._look(connection, text)
        return execute(query, params, many, context)

    def _look(self, connection: Any, text: str) -> None:
        schemas = set(SCHEMA.findall(text))
        if connection.alias == CONTROLLER:
            if schemas:
                raise BorderCrossed(f"The controller half names {schemas}: {text[:200]}")
            return
        if PUBLIC.search(text):
            raise BorderCrossed(f"A jeweler's statement names public: {text[:200]}")
        if schemas - {connection.schema_name}:
            raise BorderCrossed(f"A statement of {connection.schema_name} names {schemas}: {text[:200]}")
        self._look_where(connection)

    @staticmethod
    def _look_where(connection: Any) -> None:
        server = connection.connection.pgconn
        if connection.is_unbound or connection.as_owner or server.transaction_status == TransactionStatus.INERROR:
            return
        path = server.parameter_status(b"search_path").decode()
        if path != f"{connection.schema_name}, pg_temp":
            raise BorderCrossed(f"A statement of {connection.schema_name} was about to run in {path}.")
