"""Looking changes nothing: GET, HEAD and OPTIONS of every address write no row, whoever asks."""

import pytest
from django.db import connections

from shared_apps.tenancy.context import jeweler_context
from shared_apps.tenancy.hosts import Surface
from shared_apps.tenancy.tenants import CONTROLLER, PROCESSOR
from tests.arch.urls import every_route
from tests.arch.visits import entitled, path_of
from tests.arch.world import Visitor

pytestmark = pytest.mark.django_db(databases=["default", "controller"])

# Counted by the server itself for this transaction, also of what was undone.
COUNTED = """
    SELECT schemaname || '.' || relname, n_tup_ins, n_tup_upd, n_tup_del
      FROM pg_stat_xact_all_tables WHERE n_tup_ins + n_tup_upd + n_tup_del > 0 ORDER BY 1
"""
SESSIONS = "public.accounts_session"

# A session notes by itself, at every request, that it was seen, and what was shown to it once.
SEEN = {(SESSIONS, "updated")}
EXCEPTIONS = {
    # Entering begins and ends in the browser's address line, so these two keep what a browser waits for.
    "session_start": {(SESSIONS, "inserted")},
    "session_open": {(SESSIONS, "inserted")},
    # That recovery codes were seen is noted once, beside them.
    "mfa_view_recovery_codes": {("public.mfa_authenticator", "updated")},
    "mfa_download_recovery_codes": {("public.mfa_authenticator", "updated")},
}


def written():
    """Return how many rows this test has inserted, changed and deleted so far, table by table."""
    found = {}
    for alias in (CONTROLLER, PROCESSOR):
        with connections[alias].cursor() as cursor:
            cursor.execute(COUNTED)
            for table, *counts in cursor.fetchall():
                for what, count in zip(("inserted", "updated", "deleted"), counts, strict=True):
                    found[table, what] = found.get((table, what), 0) + count
    return {key: count for key, count in found.items() if count}


def writes_of(world, visitor, method, path):
    with jeweler_context(world.a.tenant):
        before = written()
        visitor.ask(method, path)
        after = written()
    return {key for key in after if after[key] != before.get(key, 0)}


@pytest.mark.parametrize("route", every_route(), ids=lambda route: route.id)
def test_looking_changes_no_row(world, route):
    path = path_of(world, route)
    tenant = world.a.tenant if route.surface is Surface.WORKSPACE else None
    allowed = SEEN | EXCEPTIONS.get(route.name, set())

    for visitor in (entitled(world, route), Visitor(route.surface, tenant)):
        for method in ("GET", "HEAD", "OPTIONS"):
            assert (method, writes_of(world, visitor, method, path) - allowed) == (method, set())


def test_a_write_would_be_noticed(world):
    assert writes_of(world, world.people["account"], "POST", "/account/deletion/") - SEEN == {
        ("public.accounts_account", "updated"),
        ("public.core_job", "inserted"),
        ("public.core_trailevent", "inserted"),
        ("public.core_trailpayload", "inserted"),
        ("public.core_trailhead", "updated"),
    }
    client = world.a.things["client"]
    found = writes_of(world, world.a.people["owner"], "POST", f"/clients/{client}/archive/")
    assert (f"{world.a.tenant.schema_name}.clients_client", "updated") in found


@pytest.mark.parametrize("name", EXCEPTIONS)
def test_every_exception_is_needed(world, name):
    routes = [route for route in every_route() if route.name == name]
    found = set()
    for route in routes:
        found |= writes_of(world, entitled(world, route), "GET", path_of(world, route))
        tenant = world.a.tenant if route.surface is Surface.WORKSPACE else None
        found |= writes_of(world, Visitor(route.surface, tenant), "GET", path_of(world, route))

    assert found - SEEN == EXCEPTIONS[name]
