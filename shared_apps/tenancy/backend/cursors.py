"""Cursors that belong to the jeweler they were opened for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.backends.postgresql.base import CursorDebugWrapper
from django.db.backends.utils import CursorWrapper
from django.db.utils import ProgrammingError

if TYPE_CHECKING:
    from shared_apps.tenancy.backend.base import DatabaseWrapper


class Bound:
    """Makes sure, before every statement, that the session stands where this cursor was opened."""

    cursor: Any

    def __init__(self, cursor: Any, db: DatabaseWrapper) -> None:
        super().__init__(cursor, db)  # type: ignore[call-arg]
        self._db = db
        self._schema = db.schema_name
        self._unbound = db.is_unbound

    def _stand(self) -> None:
        if not self._unbound:
            self._db.stand_in(self._schema)

    def execute(self, sql: Any, params: Any = None) -> Any:
        self._stand()
        try:
            return super().execute(sql, params)  # type: ignore[misc]
        except ProgrammingError as error:
            if self._unbound or not self._db.follow_move(error):
                raise
        self.cursor = self._db.create_cursor()
        return super().execute(sql, params)  # type: ignore[misc]

    def executemany(self, sql: Any, param_list: Any) -> Any:
        self._stand()
        return super().executemany(sql, param_list)  # type: ignore[misc]

    def callproc(self, procname: Any, params: Any = None, kparams: Any = None) -> Any:
        self._stand()
        return super().callproc(procname, params, kparams)  # type: ignore[misc]

    def copy(self, statement: Any, *args: Any, **kwargs: Any) -> Any:
        self._stand()
        return self.cursor.copy(statement, *args, **kwargs)

    def stream(self, *args: Any, **kwargs: Any) -> Any:
        self._stand()
        return self.cursor.stream(*args, **kwargs)


class JewelerCursor(Bound, CursorWrapper):
    pass


class JewelerDebugCursor(Bound, CursorDebugWrapper):
    pass
