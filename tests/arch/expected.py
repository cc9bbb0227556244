"""The words of the matrix: who a page is for."""

from __future__ import annotations

from dataclasses import dataclass, field

OWNER = frozenset({"owner"})
MANAGERS = OWNER | {"manager"}
OFFICE = MANAGERS | {"sales"}
MAKERS = OFFICE | {"bench"}
EVERYONE = MAKERS | {"viewer"}


@dataclass(frozen=True)
class Expected:
    """``fresh``: the person must have proved who they are within the last minutes."""

    kind: str
    roles: frozenset[str] = frozenset()
    fresh: bool = False
    objects: dict[str, str] = field(default_factory=dict)


def public(**objects: str) -> Expected:
    return Expected("public", objects=objects)


def account(*, fresh: bool = False, **objects: str) -> Expected:
    return Expected("account", fresh=fresh, objects=objects)


def staff(*, fresh: bool = False, **objects: str) -> Expected:
    return Expected("staff", fresh=fresh, objects=objects)


def client(**objects: str) -> Expected:
    return Expected("client", objects=objects)


def member(roles: frozenset[str], *, fresh: bool = False, **objects: str) -> Expected:
    return Expected("member", roles, fresh, objects)
