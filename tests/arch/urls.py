"""Every address there is, found by walking the four URLconfs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import UUIDConverter

from shared_apps.core.http import Access
from shared_apps.tenancy.hosts import Surface


@dataclass(frozen=True)
class Route:
    """One named line of a URLconf and what it takes; ``mark`` is what its view says about who may."""

    surface: Surface
    name: str
    arguments: tuple[str, ...]
    uuids: frozenset[str]
    view: Callable[..., Any]

    @property
    def id(self) -> str:
        return f"{self.surface.value}:{self.name}"

    @property
    def mark(self) -> Access | None:
        return getattr(self.view, "access", None)

    def path(self, **values: object) -> str:
        return reverse(self.name, urlconf=f"config.urls.{self.surface.value}", kwargs=values)


def walk(surface: Surface, found: list[URLPattern | URLResolver], space: str = "") -> Iterator[Route]:
    for item in found:
        if isinstance(item, URLResolver):
            inner = f"{space}{item.namespace}:" if item.namespace else space
            yield from walk(surface, item.url_patterns, inner)
        else:
            yield route(surface, item, space)


def route(surface: Surface, item: URLPattern, space: str) -> Route:
    uuids = {name for name, kind in item.pattern.converters.items() if isinstance(kind, UUIDConverter)}
    arguments = tuple(item.pattern.regex.groupindex)
    name = f"{space}{item.name}" if item.name else f"nameless {item.pattern}"
    return Route(surface, name, arguments, frozenset(uuids), item.callback)


@cache
def every_route() -> list[Route]:
    """Return the routes of all surfaces."""
    return [
        found
        for surface in Surface
        for found in walk(surface, get_resolver(f"config.urls.{surface.value}").url_patterns)
    ]
