"""Who goes where in the tests that visit every address."""

from __future__ import annotations

from shared_apps.tenancy.hosts import Surface
from tests.arch.matrix import MATRIX
from tests.arch.urls import Route
from tests.arch.world import Visitor, World


def things_for(world: World, route: Route) -> dict[str, object]:
    """Return the objects an address of this route may name."""
    kind = MATRIX[route.id].kind
    return {"account": world.a.things | world.own, "staff": world.desk}.get(kind, world.a.things)


def path_of(world: World, route: Route) -> str:
    """Return the address of a route with objects that exist."""
    things, named = things_for(world, route), MATRIX[route.id].objects
    return route.path(**{name: things[named[name]] for name in route.arguments})


def entitled(world: World, route: Route) -> Visitor:
    """Return somebody who may go there; where everyone may, somebody who is signed in on that host."""
    kind = MATRIX[route.id].kind
    people = {
        "member": world.a.people["owner"],
        "client": world.a.people["client"],
        "staff": world.people["staff"],
        "account": world.people["account"],
    }
    on_host = {
        Surface.SITE: Visitor(Surface.SITE, None, world.people["account"].cookies),
        Surface.APP: people["account"],
        Surface.CONSOLE: people["staff"],
        Surface.WORKSPACE: people["member"],
    }
    return people.get(kind, on_host[route.surface])
