"""Every address times everyone who may ask: the matrix says who gets in, and this compares it with what happens."""

from importlib import import_module
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings

from shared_apps.tenancy.hosts import Surface
from tests.arch.matrix import MATRIX
from tests.arch.urls import every_route
from tests.arch.world import ROLES, Visitor

pytestmark = pytest.mark.django_db(databases=["default", "controller"])

ROOT = Path(__file__).parents[2]
ROUTES = every_route()
IN, REFUSED, MISSING, ENTRANCE, SIGN_IN, DOOR = "in", "refused", "missing", "entrance", "sign-in", "portal's door"
TAKES = {}
BODY = {"content_type": "application/x-www-form-urlencoded"}


def of(*kinds, **marks):
    """Return the routes of some kinds, as parameters; an address the matrix does not know fails by itself."""
    known = [route for route in ROUTES if route.id in MATRIX and MATRIX[route.id].kind in kinds]
    return each([route for route in known if all(getattr(MATRIX[route.id], k) == v for k, v in marks.items())])


def each(routes):
    return pytest.mark.parametrize("route", routes, ids=lambda route: route.id)


def with_object(*kinds):
    known = [route for route in ROUTES if route.id in MATRIX and MATRIX[route.id].kind in kinds]
    return each([route for route in known if route.uuids or "passkey" in MATRIX[route.id].objects.values()])


def methods(route, path, visitor):
    """Return the methods a view takes, as it tells whoever may ask."""
    if route.id not in TAKES:
        allow = visitor.ask("OPTIONS", path).headers.get("Allow", "GET")
        TAKES[route.id] = [method for method in ("GET", "POST") if method in allow]
    return TAKES[route.id]


def answer(response):
    """Return how far somebody got."""
    if response.status_code == 403:
        return REFUSED
    if response.status_code == 404:
        return MISSING
    place = urlsplit(response.headers.get("Location", ""))
    if place.netloc and place.path.startswith("/enter/"):
        return ENTRANCE
    if place.netloc == "" and place.path == settings.LOGIN_URL:
        return SIGN_IN
    if place.path == "/portal/sign-in/":
        return DOOR
    assert response.status_code < 500
    return IN


def arguments(route, things):
    expected = MATRIX[route.id]
    return {name: things[expected.objects[name]] for name in route.arguments}


def answers(route, path, visitors, allowed):
    """Return, for every method, who got how far."""
    found = methods(route, path, allowed)
    assert found
    return {method: {name: answer(v.ask(method, path, **BODY)) for name, v in visitors.items()} for method in found}


def foreign_paths(route, own, foreign):
    """Return the addresses with one object after the other exchanged for somebody else's."""
    values, others = arguments(route, own), arguments(route, foreign)
    return [route.path(**values | {name: others[name]}) for name in values if values[name] != others[name]]


def test_every_address_stands_in_the_matrix_once():
    assert sorted(route.id for route in ROUTES) == sorted(MATRIX)


def test_no_urls_are_written_and_then_forgotten():
    written = [path for app in ("shared_apps", "tenant_apps") for path in (ROOT / app).glob("*/*urls.py")]
    served = {route.view for route in ROUTES}
    forgotten = [
        f"{path.parent.name}: {pattern.name}"
        for path in written
        for pattern in import_module(".".join(path.relative_to(ROOT).with_suffix("").parts)).urlpatterns
        if pattern.callback not in served
    ]

    assert len(written) >= 10
    assert forgotten == []


def test_every_part_of_an_address_is_known():
    assert {route.id: set(MATRIX[route.id].objects) for route in ROUTES} == {
        route.id: set(route.arguments) for route in ROUTES
    }


def test_every_view_is_marked_as_the_matrix_says():
    expected = {name: (said.kind, said.roles, said.fresh) for name, said in MATRIX.items()}

    assert {route.id: marks(route) for route in ROUTES} == expected


def marks(route):
    if route.mark is None:
        return "no mark"
    roles = route.mark.permission.roles if route.mark.permission else ()
    return (route.mark.kind, frozenset(roles), route.mark.fresh)


@of("member")
def test_exactly_the_listed_roles_get_in(world, route):
    path, people = route.path(**arguments(route, world.a.things)), world.a.people
    asking = {name: people[name] for name in (*ROLES, "stranger", "anonymous", "client")}
    roles = MATRIX[route.id].roles

    expected = {role: IN if role in roles else REFUSED for role in ROLES}
    expected |= dict.fromkeys(("stranger", "anonymous", "client"), ENTRANCE)
    for method, found in answers(route, path, asking, people["owner"]).items():
        assert (method, found) == (method, expected)


@with_object("member")
def test_another_jewelers_objects_do_not_exist(world, route):
    owner = world.a.people["owner"]
    for path in foreign_paths(route, world.a.things, world.b.things):
        for method in methods(route, path, owner):
            assert (path, method, answer(owner.ask(method, path, **BODY))) == (path, method, MISSING)


@of("member")
def test_a_session_of_one_workspace_is_nothing_in_another(world, route):
    moved = world.a.people["owner"].moved(Surface.WORKSPACE, world.b.tenant)
    path = route.path(**arguments(route, world.b.things))

    for found in answers(route, path, {"moved": moved}, world.b.people["owner"]).values():
        assert found == {"moved": ENTRANCE}


@of("member", "account", fresh=True)
def test_what_weighs_asks_again_who_one_is(world, route):
    workspace = route.surface is Surface.WORKSPACE
    stale = world.a.people["stale owner"] if workspace else world.people["stale account"]
    path = route.path(**arguments(route, world.a.things if workspace else world.own))

    for method in methods(route, path, stale):
        response = stale.ask(method, path, **BODY)
        assert (method, answer(response)) == (method, ENTRANCE)
        assert parse_qs(urlsplit(response.headers["Location"]).query)["fresh"] == ["1"]


@of("client")
def test_the_portal_lets_in_its_clients_only(world, route):
    path, people = route.path(**arguments(route, world.a.things)), world.a.people
    asking = {name: people[name] for name in ("client", "owner", "stranger", "anonymous")}
    asking["of another jeweler"] = world.b.people["client"].moved(Surface.WORKSPACE, world.a.tenant)

    expected = dict.fromkeys(asking, DOOR) | {"client": IN}
    for method, found in answers(route, path, asking, people["client"]).items():
        # Who signs out is led to the door as well.
        leaves = route.name in {"portal:sign_out", "portal:session_end"}
        assert (method, found) == (method, expected | ({"client": DOOR} if leaves else {}))


@with_object("client")
@pytest.mark.parametrize("whose", ["another client's", "another jeweler's"])
def test_what_belongs_to_others_does_not_exist_in_the_portal(world, route, whose):
    foreign = world.a.other_things if whose == "another client's" else world.b.things
    client = world.a.people["client"]
    for path in foreign_paths(route, world.a.things, foreign):
        for method in methods(route, path, client):
            assert (path, method, answer(client.ask(method, path, **BODY))) == (path, method, MISSING)


@of("staff")
def test_the_console_is_for_staff(world, route):
    path = route.path(**arguments(route, world.desk))
    asking = {name: world.people[name] for name in ("staff", "not staff")} | {"anonymous": Visitor(Surface.CONSOLE)}
    asking["owner"] = world.a.people["owner"].moved(Surface.CONSOLE)
    asking["staff of the App"] = world.people["account"].moved(Surface.CONSOLE)

    expected = dict.fromkeys(asking, ENTRANCE) | {"staff": IN, "not staff": REFUSED}
    for method, found in answers(route, path, asking, world.people["staff"]).items():
        assert (method, found) == (method, expected)


@of("account")
def test_the_app_asks_for_an_account(world, route):
    path = route.path(**arguments(route, world.a.things | world.own))
    asking = {"account": world.people["account"], "anonymous": Visitor(Surface.APP)}
    asking["client"] = world.a.people["client"].moved(Surface.APP)

    expected = dict.fromkeys(asking, SIGN_IN) | {"account": IN}
    for method, found in answers(route, path, asking, world.people["account"]).items():
        assert (method, found) == (method, expected)


@with_object("account")
def test_another_accounts_things_do_not_exist(world, route):
    account = world.people["account"]
    for path in foreign_paths(route, world.own, world.foreign):
        for method in methods(route, path, account):
            assert (path, method, answer(account.ask(method, path, **BODY))) == (path, method, MISSING)


@of("public")
def test_what_is_open_asks_nobody_who_they_are(world, route):
    tenant = world.a.tenant if route.surface is Surface.WORKSPACE else None
    anonymous = Visitor(route.surface, tenant)
    path = route.path(**arguments(route, world.a.things))

    for method in methods(route, path, anonymous):
        response = anonymous.ask(method, path, **BODY)
        assert response.status_code < 500
        assert answer(response) != ENTRANCE or route.name == "session_start"
