"""The four surfaces and their addresses."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings

from shared_apps.tenancy.tenants import Tenant

CONSOLE_LABEL = "console"


class Surface(StrEnum):
    SITE = "site"
    APP = "app"
    CONSOLE = "console"
    WORKSPACE = "workspace"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a host leads: a surface, and in a workspace the jeweler's slug."""

    surface: Surface
    slug: str = ""

    @property
    def urlconf(self) -> str:
        return f"config.urls.{self.surface.value}"


def place_of(host: str) -> Place | None:
    """Read a Host header; None when it names nothing of ours."""
    name = host_name(host)
    if name == host_name(settings.SITE_HOST):
        return Place(Surface.SITE)
    app = host_name(settings.APP_HOST)
    if name == app:
        return Place(Surface.APP)
    label, dot, rest = name.partition(".")
    if not dot or rest != app:
        return None
    return Place(Surface.CONSOLE) if label == CONSOLE_LABEL else Place(Surface.WORKSPACE, label)


def host_name(host: str) -> str:
    """Strip the port, and the root's dot that a fully qualified name may end in."""
    return host.partition(":")[0].lower().removesuffix(".")


def host_on(surface: Surface, tenant: Tenant | None = None) -> str:
    """Return the host, with its port, of a surface; a workspace needs its tenant."""
    if surface is Surface.SITE:
        return str(settings.SITE_HOST)
    if surface is Surface.APP:
        return str(settings.APP_HOST)
    if surface is Surface.CONSOLE:
        return f"{CONSOLE_LABEL}.{settings.APP_HOST}"
    if tenant is None:
        raise ValueError("A workspace's address needs its jeweler.")
    return f"{tenant.slug}.{settings.APP_HOST}"


def url_on(surface: Surface, path: str, tenant: Tenant | None = None) -> str:
    """Return the absolute URL of a path on a surface."""
    return f"{settings.SCHEME}://{host_on(surface, tenant)}{path}"
