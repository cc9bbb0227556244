"""The walk of the canary: every form there is, filled in by the people it is made for, then everything that breaks."""

from __future__ import annotations

import logging
import re
from datetime import timedelta
from typing import Any

import pytest
from celery import current_app
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import Error as DatabaseError
from django.db import connections, transaction
from django.test import Client

from public_site import guards
from shared_apps.core.clock import now
from shared_apps.core.db import PROCESSOR, Half, jeweler_atomic
from shared_apps.core.jobs import enqueue, job_model
from shared_apps.egress.mailbox import letters
from shared_apps.inquiries.models import Brief
from shared_apps.tenancy.context import jeweler_context
from shared_apps.tenancy.hosts import Surface
from shared_apps.tenancy.tenants import CONTROLLER, Tenant
from tenant_apps.clients import operations as clients
from tenant_apps.clients.models import Client as Customer
from tenant_apps.clients.models import Lead
from tenant_apps.library.enums import FileState
from tenant_apps.library.models import Design, File
from tests.arch.canary import Tokens, wait_until
from tests.support.people import browser, make_account, make_member, signed_in_client
from tests.tenant.library.pictures import encoded

CHOICES = {
    "piece": "engagement",
    "occasion": "proposal",
    "budget": "to_100",
    "timing": "six_weeks",
    "contact_preference": "email",
    "wants_direct_introduction": "on",
}
log = logging.getLogger("dialog.canary")


def stamp() -> str:
    """Return the Site's time-stamp of half a minute ago."""
    import time_machine

    with time_machine.travel(now() - timedelta(seconds=30), tick=False):
        return guards.new_stamp()


def posted(client: Client, path: str, told: dict[str, Any], *, answers: tuple[int, ...] = (302,)) -> Any:
    response = client.post(path, told)
    assert response.status_code in answers, (path, response.status_code, response.content.decode()[-3000:])
    return response


def site(token: Tokens) -> None:
    """Leave an inquiry and a brief, and one of each that is refused."""
    visitor = browser(Surface.SITE)
    shared = {"stamp": stamp(), "homepage": ""}
    told = token.form("inquiry", "name", "company", "role", "message", email=token.email("inquiry.email"))
    posted(visitor, "/contact", told | shared, answers=(303,))
    told = token.form("brief", "location", "name", email=token.email("brief.email"), phone=token.phone("brief.phone"))
    told |= CHOICES | {"preferences": token("brief.preferences"), "step": "send"}
    posted(visitor, "/find-a-jeweler", told | shared, answers=(303,))
    refused = token.form("refused inquiry", "name", "email", "message")
    posted(visitor, "/contact", refused | shared, answers=(422,))


def people(token: Tokens) -> None:
    """Sign in in vain in every way there is, then say who one is."""
    stranger = browser(Surface.APP)
    posted(stranger, "/sign-in/", {"email": token.email("unknown sign-in")})
    attempt = {"login": token.email("password sign-in"), "password": token("password")}
    posted(stranger, "/sign-in/password/", attempt, answers=(200, 302))
    posted(stranger, "/password/", {"email": token.email("password reset")})
    account = make_account(token.email("account.email"), name="Before")
    posted(browser(Surface.APP), "/sign-in/", {"email": account.email})
    seen = signed_in_client(account, surface=Surface.APP)
    posted(seen, "/account/", {"name": token("account.name"), "phone": token.phone("account.phone")})
    posted(seen, "/account/reauthenticate/code/", {"act": "send"}, answers=(200,))
    posted(seen, "/account/reauthenticate/code/", {"code": token("wrong code")[:20]}, answers=(422,))


def console(token: Tokens, jeweler: Tenant) -> None:
    """Introduce the brief, invite an owner, look for things."""
    account = make_account("staff@dialogjewelers.com", name="Staff", is_staff=True)
    staff = signed_in_client(account, surface=Surface.CONSOLE)
    brief = Brief.objects.get()
    posted(staff, f"/briefs/{brief.pk}/introductions/", {"jewelers": [str(jeweler.id)]})
    posted(staff, f"/jewelers/{jeweler.id}/owners/", {"email": token.email("invited owner")})
    assert staff.get("/", {"q": token("console search")}).status_code == 200


def workspace(token: Tokens, jeweler: Tenant) -> None:
    """Write everything a member can write."""
    owner = signed_in_client(make_member(jeweler, "owner"), surface=Surface.WORKSPACE, tenant=jeweler)
    told = token.form("client", "display_name", "given_name", "family_name", "notes", kind="person", language="en")
    told |= {"email": token.email("client.email"), "phone": token.phone("client.phone")}
    posted(owner, "/clients/new/", told)
    with jeweler_context(jeweler):
        client = Customer.objects.get(display_name=token("client.display_name"))
    place = f"/clients/{client.pk}"
    posted(owner, f"{place}/contacts/new/", token.form("contact", "value", "label", channel="phone"))
    lines = ("label", "line_1", "line_2", "city", "region", "country")
    posted(owner, f"{place}/addresses/new/", token.form("address", *lines, postcode=token("address.postcode")))
    assert owner.get("/clients/", {"q": token("client search")}).status_code == 200
    posted(owner, "/designs/new/", token.form("design", "title", "description", client=str(client.pk)))
    design_of(token, jeweler, owner)
    posted(owner, f"/portal-access/clients/{client.pk}/invitation/", {"email": token.email("portal.email")})
    house = token.form("house", "name", "privacy_notice", privacy_contact=token.email("house.privacy_contact"))
    posted(owner, "/team/house/", house | {"hue": ""})
    posted(owner, "/team/invitations/new/", {"email": token.email("invited member"), "role": "viewer"})


def design_of(token: Tokens, jeweler: Tenant, owner: Client) -> None:
    """Send a picture, and something that is none, under telling names."""
    with jeweler_context(jeweler):
        design = Design.objects.get(title=token("design.title"))
    picture = SimpleUploadedFile(f"{token('file.name')}.jpg", encoded(size=(64, 48)), "image/jpeg")
    posted(owner, f"/designs/{design.pk}/uploads/direct/", {"file": picture})
    junk = SimpleUploadedFile(f"{token('refused file.name')}.jpg", token("junk").encode() * 9, "image/jpeg")
    posted(owner, f"/designs/{design.pk}/uploads/direct/", {"file": junk})


def published(token: Tokens, jeweler: Tenant) -> None:
    """Show the client what the worker has made ready, and take the lead on that it has delivered."""
    owner = signed_in_client(make_member(jeweler, "owner"), surface=Surface.WORKSPACE, tenant=jeweler)
    with jeweler_context(jeweler):
        file, lead = File.objects.get(state=FileState.READY), Lead.objects.get()
    told = token.form("version", "title", "notes", pictures=[str(file.pk)])
    posted(owner, f"/designs/{file.design_id}/versions/new/", told)
    posted(owner, f"/portal-access/designs/{file.design_id}/reply/", {"text": token("reply.text")})
    posted(owner, f"/clients/leads/{lead.pk}/conversion/", {})


def portal(token: Tokens, jeweler: Tenant) -> None:
    """Come in by the mailed link, comment, ask about one's data."""
    client = browser(Surface.WORKSPACE, jeweler)
    posted(browser(Surface.WORKSPACE, jeweler), "/portal/sign-in/", {"email": token.email("portal stranger")})
    posted(client, "/portal/sign-in/", {"email": token.email("portal.email")})
    link = []
    wait_until(lambda: link.extend(links_to(token.email("portal.email"))) or link)
    posted(client, re.sub(r"^https?://[^/]+", "", link[0]), {})
    with jeweler_context(jeweler):
        design = Design.objects.get(title=token("design.title"))
    posted(client, f"/portal/designs/{design.pk}/comments/", {"text": token("comment.text")})
    posted(client, "/portal/data/", {"wish": "other", "text": token("data request.text")})


def links_to(address: str) -> list[str]:
    """Return the sign-in links mailed to an address."""
    bodies = [letter.body for letter in letters() if letter.to == address]
    return [link for body in bodies for link in re.findall(r"https?://\S+/portal/sign-in/\S{20,}", body)]


def worked_off(jeweler: Tenant) -> bool:
    """Tell whether nothing waits for the worker but what it has failed at."""
    waiting = job_model(Half.CONTROLLER).objects.filter(attempts=0).exists()
    with jeweler_context(jeweler):
        return not waiting and not job_model(Half.PROCESSOR).objects.filter(attempts=0).exists()


ERRORS = (
    ("SELECT %s::text::date", "bad date"),
    ("SELECT %s::text::uuid", "bad uuid"),
    ("SELECT %s::text::integer", "bad number"),
    ("SELECT %s::text::inet", "bad address"),
    ("SELECT ('{' || %s::text)::jsonb", "bad JSON"),
    ("SELECT pg_sleep(1), %s::text", "timeout"),
)


def database_errors(token: Tokens, jeweler: Tenant) -> None:
    """Have PostgreSQL refuse values in both halves in every way that quotes them."""
    with jeweler_context(jeweler):
        for alias in (CONTROLLER, PROCESSOR):
            for statement, name in ERRORS:
                refused_by(alias, statement, [token(f"{alias} {name}")])
        email = token.email("unique")
        twice = "INSERT INTO portal_access (client_id, email, invited_at) SELECT id, %s, now() FROM clients_client"
        refused_by(PROCESSOR, f"{twice} UNION ALL SELECT id, %s, now() FROM clients_client", [email, email])
        refused_by(PROCESSOR, "INSERT INTO clients_address (label, line_1) VALUES (%s, %s)", [token("row")[:40], ""])
        refused_by(PROCESSOR, f"SELECT {token('syntax')} FROM clients_client", [])
    account = "INSERT INTO accounts_account (email, password) VALUES (%s, '')"
    refused_by(CONTROLLER, account, [token.email("incomplete account")])


def refused_by(alias: str, statement: str, values: list[str]) -> None:
    try:
        with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = '200ms'")
            cursor.execute(statement, values)
    except DatabaseError:
        log.exception("refused %s", values, extra={"code": alias})
    else:
        raise AssertionError(f"not refused: {statement}")


def broken_page(token: Tokens, jeweler: Tenant) -> None:
    """Have a page break over a row the database shows in its refusal."""
    owner = signed_in_client(make_member(jeweler, "owner"), surface=Surface.WORKSPACE, tenant=jeweler)
    owner.raise_request_exception = False

    @jeweler_atomic()
    def broken(**fields: Any) -> None:
        Customer.objects.create(number=None, display_name=fields["display_name"])

    told = {
        "display_name": token("broken page"),
        "kind": "person",
        "language": "en",
        "phone": token.phone("broken.phone"),
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clients, "create_client", broken)
        posted(owner, "/clients/new/", told, answers=(500,))


def broken_tasks(token: Tokens, jeweler: Tenant) -> None:
    """Give the worker tasks that fail over their arguments, and one it does not know."""
    with jeweler_context(jeweler), jeweler_atomic():
        enqueue("library.ingest_file", file_id=token("task argument"))
        enqueue("portal.mail_invitation", access_id=token("another task argument"))
    current_app.send_task("nobody.knows", kwargs={"name": token("unknown task argument")})
    # Without a job's row there is nothing to try again, so this one is logged as failed.
    alone = {"file_id": token("lone task argument")}
    current_app.send_task("library.ingest_file", kwargs=alone, headers={"jeweler": str(jeweler.id)})
