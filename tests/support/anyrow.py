"""Rows of any model, made by looking at its fields: for tests that must hold for every model there is or will be."""

import itertools
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import NOT_PROVIDED

from shared_apps.core.db import PROCESSOR

_count = itertools.count(1)

# Text that breaks naive copying: COPY's own escapes, quotes, newlines, other scripts.
AWKWARD = "tab\there, back\\slash, \\N, “quotes”, line\nbreak, 陳大文, 💍"


def make_row(model, **given):
    """Create a row with every field filled; foreign keys get rows of their own."""
    values = {field.name: value_for(field) for field in model._meta.concrete_fields if wanted(field, given)}
    with transaction.atomic(using=PROCESSOR):
        return model.objects.create(**values | given)


def wanted(field, given):
    return field.name not in given and not field.primary_key and not field.generated


def value_for(field):
    if field.choices:
        return field.flatchoices[0][0]
    if isinstance(field, models.ForeignKey):
        if field.null and field.related_model is field.model:
            return None
        return make_row(field.related_model)
    for kind, value in VALUES:
        if isinstance(field, kind):
            return value(field)
    raise LookupError(f"{field}: no value for {type(field).__name__}")


def text(field):
    n = next(_count)
    value = f"{n} {AWKWARD}"
    return value if field.max_length is None else value[: field.max_length]


VALUES = (
    (ArrayField, lambda field: [value_for(field.base_field)]),
    (models.UUIDField, lambda _field: uuid4()),
    (models.EmailField, lambda _field: f"person{next(_count)}@example.com"),
    (models.CharField, text),
    (models.TextField, text),
    (models.BooleanField, lambda field: True if field.default is NOT_PROVIDED else field.default),
    (models.DateTimeField, lambda _field: datetime(2026, 11, 22, 8, 30, 0, 123456, UTC) + timedelta(days=next(_count))),
    (models.DateField, lambda _field: datetime(2026, 11, 22, tzinfo=UTC).date() + timedelta(days=next(_count))),
    (models.DecimalField, lambda _field: Decimal("12.34")),
    (models.IntegerField, lambda field: next(_count) if field.unique else next(_count) % 30 + 1),
    (models.JSONField, lambda _field: {"text": AWKWARD, "number": 1.5, "list": [1, None, True]}),
    (models.BinaryField, lambda _field: bytes(range(32))),
)
