"""Sends each model to its half; an app in neither half, or a jeweler's model without a jeweler, raises."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Model

from shared_apps.tenancy.context import current_tenant_or_none, processor
from shared_apps.tenancy.errors import NoJeweler, UnplacedApp
from shared_apps.tenancy.tenants import CONTROLLER, PROCESSOR


def apps_of(alias: str) -> frozenset[str]:
    """Return the apps, as settings name them, whose tables live behind an alias."""
    return frozenset(settings.TENANT_APPS if alias == PROCESSOR else settings.SHARED_APPS)


@cache
def alias_of(app_label: str) -> str:
    """Return the alias an app's tables live behind; raises UnplacedApp."""
    config = apps.get_app_config(app_label)
    names = {config.name, f"{type(config).__module__}.{type(config).__qualname__}"}
    for alias in (PROCESSOR, CONTROLLER):
        if names & apps_of(alias):
            return alias
    raise UnplacedApp(app_label)


def is_tenant_model(model: type[models.Model]) -> bool:
    return alias_of(model._meta.app_label) == PROCESSOR


class HalvesRouter:
    """Django's database router of the two halves."""

    def db_for_read(self, model: type[Model], **_hints: Any) -> str:
        alias = alias_of(model._meta.app_label)
        if alias == PROCESSOR and current_tenant_or_none() is None:
            raise NoJeweler(f"{model._meta.label} was asked for outside every jeweler's context.")
        return alias

    db_for_write = db_for_read

    def allow_relation(self, first: Model, second: Model, **_hints: Any) -> bool:
        return alias_of(first._meta.app_label) == alias_of(second._meta.app_label)

    def allow_migrate(self, db: str, app_label: str, **_hints: Any) -> bool:
        # Nothing is ever migrated outside a schema on the processor's side.
        if db == PROCESSOR and processor().schema_name == settings.PUBLIC_SCHEMA_NAME:
            return False
        return alias_of(app_label) == db
