"""A workspace with clients, and one page of it asked for through WSGI: the same code under all three settings."""

from __future__ import annotations

import gc
import io
import time
from itertools import cycle
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.wsgi import get_wsgi_application
from django.db import connection

from shared_apps.accounts.agreement import CURRENT_VERSION
from shared_apps.accounts.models import Account
from shared_apps.accounts.sessions import HostSessionStore
from shared_apps.core.clock import now
from shared_apps.jewelers.models import Jeweler
from shared_apps.tenancy.context import jeweler_context
from shared_apps.tenancy.hosts import Surface, host_on
from shared_apps.tenancy.tenants import Tenant
from tenant_apps.clients.models import Client, Contact
from tenant_apps.team.models import House, Member
from tests.benchmarks.stock.middleware import HOUSE

CLIENTS, SHOWN = 60, 25

Door = dict[str, str]


def furnish(tenant: Any, number: int) -> None:
    """Put a house, a member and 60 clients with two contacts each where the session stands."""
    House.objects.update_or_create(is_only=True, defaults={"name": tenant.name, "agreement_version": CURRENT_VERSION})
    account = Account.objects.create(email=f"person-{number}@example.com", name="Ada Example", password="!")
    Member.objects.create(account_id=account.pk, name=account.name, email=account.email, role="owner")
    for place in range(CLIENTS):
        name = f"Client {place:03} of {tenant.name}"
        client = Client.objects.create(number=place + 1, display_name=name, source="walk_in")
        for channel, value in (("email", f"c{place}@example.com"), ("phone", f"+852 5550 {place:04}")):
            Contact.objects.create(client=client, channel=channel, value=value, is_preferred=channel == "email")


def open_door(tenant: Any, number: int) -> Door:
    """Sign the member in; return what the browser would send, and a word that only this jeweler's page says."""
    account = Account.objects.get(email=f"person-{number}@example.com")
    session = HostSessionStore(host=host_on(Surface.WORKSPACE, tenant), jeweler_id=tenant.id, browser="Browser")
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session["agreement"] = CURRENT_VERSION
    session.authenticated_at = now()
    session.save()
    return {
        "host": host_on(Surface.WORKSPACE, tenant),
        "cookie": f"{settings.SESSION_COOKIE_NAME}={session.session_key}",
        "token": f"of {tenant.name}<",
    }


class Visitor:
    """Asks for the list of clients, at another door every time."""

    def __init__(self, doors: list[Door]) -> None:
        self._application = get_wsgi_application()
        self._doors = cycle(doors)

    def visit(self) -> None:
        door = next(self._doors)
        said: list[str] = []
        answer = self._application(environ(door), lambda status, _headers, *_: said.append(status))
        body = b"".join(answer).decode()
        answer.close()
        if said != ["200 OK"] or body.count(door["token"]) != SHOWN:
            raise RuntimeError(f"{said} with {body.count(door['token'])} clients")

    def cpu(self, requests: int) -> float:
        """Return the processor seconds of this process for one request, the mean of so many."""
        gc.collect()
        began = time.process_time()
        for _ in range(requests):
            self.visit()
        return (time.process_time() - began) / requests


def environ(door: Door) -> dict[str, Any]:
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/clients/",
        "QUERY_STRING": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": door["host"],
        "HTTP_COOKIE": door["cookie"],
        "HTTP_USER_AGENT": "Mozilla/5.0 Firefox/150.0",
        "HTTP_SEC_FETCH_SITE": "same-origin",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }


_visitors: dict[str, Visitor] = {}


def cpu(requests: int) -> float:
    return _visitors["here"].cpu(requests)


def enter(tenant: Any) -> None:
    """Put a jeweler into our own register, which sessions refer to."""
    Jeweler.objects.create(pk=tenant.id, slug=tenant.slug, skeleton=tenant.slug, name=tenant.name)


def furnish_plain(doors: int) -> None:
    """Furnish one jeweler, and open as many doors to it as the others have jewelers."""
    enter(HOUSE)
    furnish(HOUSE, 0)
    _visitors["here"] = Visitor([open_door(HOUSE, 0) for _ in range(doors)])


def furnish_ours(slugs: list[str]) -> None:
    from tests.support.jewelers import open_jeweler

    doors = []
    for number, slug in enumerate(slugs):
        tenant = open_jeweler(slug, f"House {number}")
        with jeweler_context(tenant):
            furnish(tenant, number)
        doors.append(open_door(tenant, number))
    _visitors["here"] = Visitor(doors)


def furnish_stock(numbers: list[int]) -> None:
    from tests.benchmarks.stock.models import Host, Workspace

    doors = []
    for number in numbers:
        tenant = Workspace.objects.get(slug=f"bench-{number}")
        Host.objects.create(domain=host_on(Surface.WORKSPACE, as_tenant(tenant)).partition(":")[0], tenant=tenant)
        enter(tenant)
        connection.set_tenant(tenant)
        furnish(tenant, number)
        doors.append(open_door(tenant, number))
        connection.set_schema_to_public()
    _visitors["here"] = Visitor(doors)


def as_tenant(tenant: Any) -> Tenant:
    return Tenant(tenant.id, tenant.slug, tenant.schema_name, tenant.name, tenant.state)
