"""One line for everything that can be found, kept by the operations that write the thing itself."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.functions import Now
from django.db.models.sql.compiler import SQLCompiler

from shared_apps.core.models import Row

type Term = str | int


@SearchVectorField.register_lookup
class Fits(models.Lookup):
    """``lexemes__fits=question(text)``: a tsquery written lexeme by lexeme, which no dictionary may touch."""

    lookup_name = "fits"

    def get_prep_lookup(self) -> str:
        return str(self.rhs)

    def get_db_prep_lookup(self, value: Term, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Term, ...]]:
        return "%s", (value,)

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Term, ...]]:
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"{left} @@ {right}::tsquery", (*left_params, *right_params)


class Entry(Row):
    """What is found: its kind, its words as lexemes (see ``words``), and the line that shows it."""

    kind = models.CharField(max_length=30)
    object_id = models.UUIDField(unique=True)
    title = models.CharField(max_length=160)
    detail = models.CharField(max_length=200, default="", db_default="", blank=True)
    weight = models.IntegerField(default=0, db_default=0)
    is_archived = models.BooleanField(default=False, db_default=False)
    lexemes = SearchVectorField()
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes: ClassVar[list[models.Index]] = [GinIndex(fields=["lexemes"], name="search_entry_lexemes")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
