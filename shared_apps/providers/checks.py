"""What a production start must not lack: where data lies and whom it goes to is in the register (P33, P50)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, register
from django.db import Error as DatabaseFailure
from django.db import ProgrammingError

from shared_apps.egress.gate import EgressRefused, allow_mail, allow_return
from shared_apps.providers.enums import ProviderCategory
from shared_apps.providers.models import Provider
from shared_apps.providers.queries import regions_of

TAG = "providers"
PINNED = (
    ("S3_REGION", ProviderCategory.STORAGE, "providers.E001"),
    ("DATABASE_REGION", ProviderCategory.STORAGE, "providers.E002"),
    ("ANALYSIS_REGION", ProviderCategory.ANALYSIS, "providers.E003"),
)


@register(TAG, deploy=True)
def regions_are_registered(**_kwargs: Any) -> list[Error]:
    """Refuse a region that no active provider of the register is pinned to."""
    try:
        return [] if _is_before_the_first_release() else list(_regions())
    except DatabaseFailure:
        return [_unreadable()]


@register(TAG, deploy=True)
def doors_are_registered(**_kwargs: Any) -> list[Error]:
    """Refuse a start whose mail or files would go to nobody the register knows."""
    store = {urlsplit(place).hostname or "" for place in (settings.S3_ENDPOINT, settings.S3_PUBLIC_ENDPOINT)}
    try:
        if _is_before_the_first_release():
            return []
    except DatabaseFailure:
        return [_unreadable()]
    found = []
    try:
        allow_mail()
    except EgressRefused as refused:
        hint = "Activate the provider MAIL_PROVIDER names, with its host, in the console or by activate_providers."
        found.append(Error(f"No mail would leave: {refused.message}", hint=hint, id="providers.E004"))
    try:
        for host in sorted(store):
            allow_return(settings.STORAGE_PROVIDER, "storage", host=host)
    except EgressRefused as refused:
        hint = "Activate the provider STORAGE_PROVIDER names, with its hosts, in the console or by activate_providers."
        found.append(Error(f"No file could be kept: {refused.message}", hint=hint, id="providers.E005"))
    return found


def _is_before_the_first_release() -> bool:
    """Whether there is no register yet: then nothing leaves, and the release checks again once there is."""
    try:
        return not Provider.objects.exists()
    except ProgrammingError:
        return True


def _regions() -> Iterator[Error]:
    for name, category, code in PINNED:
        region = getattr(settings, name)
        if not region and name == "DATABASE_REGION":
            yield Error("DATABASE_REGION is not set.", hint="Name the region the database lies in.", id=code)
        elif region and region not in regions_of(category):
            hint = f"Enter it with an active provider of “{category.label}”, or use a region that is entered."
            yield Error(f"{name} {region} is not in the register of providers.", hint=hint, id=code)


def _unreadable() -> Error:
    hint = "Run migrate_schemas and sync_registers first, and look that the database answers."
    return Error("The register of providers can't be read.", hint=hint, id="providers.E006")
