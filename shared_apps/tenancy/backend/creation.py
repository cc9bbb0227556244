"""Both aliases are one database, also to Django's test runner."""

from __future__ import annotations

from django.db.backends.postgresql.creation import DatabaseCreation as PostgresCreation


class DatabaseCreation(PostgresCreation):
    def test_db_signature(self) -> tuple[str, str, str, str]:
        # The engine is part of the signature, so two engines would mean two databases.
        host, port, _engine, name = super().test_db_signature()
        return host, port, "django.db.backends.postgresql", name
