"""Every main page of every surface: legible to machines, whole on a phone, silent in the console."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys import seed
from tests.journeys.people import DESKTOP, PHONE

HOUSE = "maison-aurelle"
SIZES = {"desktop, light": (DESKTOP, "light"), "phone, dark": (PHONE, "dark")}
SITE = ("/", "/find-a-jeweler", "/contact", "/privacy")
APP = ("/account/", "/account/sessions/", "/account/security/", "/account/address/", "/account/deletion/")
DOOR = ("/sign-in/", "/sign-in/password/", "/password/", "/signed-out/")
CONSOLE = ("/", "/jewelers/", "/jewelers/new/", "/providers/")
WORKSPACE = (
    "/",
    "/clients/",
    "/clients/new/",
    "/clients/leads/",
    "/designs/",
    "/designs/new/",
    "/portal-access/comments/",
    "/portal-access/requests/",
    "/team/",
    "/team/invitations/new/",
    "/team/house/",
    "/team/agreement/",
    "/settings/data/",
    "/settings/data/deletion/",
)
PORTAL = ("/portal/", "/portal/data/", "/portal/devices/", "/portal/notice/")


@pytest.mark.parametrize("size", SIZES)
def test_every_page_of_the_site_and_the_door_is_accessible_whole_and_silent(stack, people, size):
    visitor = people.someone(screen=SIZES[size][0], theme=SIZES[size][1])

    seen = [*look_at(visitor, stack.site, SITE), *look_at(visitor, stack.app, DOOR)]
    seen += look_at(visitor, stack.workspace(HOUSE), ("/portal/sign-in/",))

    assert seen == []


@pytest.mark.parametrize("size", SIZES)
def test_every_page_of_the_console_is_accessible_whole_and_silent(stack, people, size):
    staff = people.staff(screen=SIZES[size][0], theme=SIZES[size][1])
    staff.goto(f"{stack.console}/jewelers/")
    details = links(staff, "/jewelers/0")[:1]
    brief = stack.value("SELECT id FROM inquiries_brief ORDER BY id LIMIT 1")

    seen = look_at(staff, stack.console, (*CONSOLE, *details, f"/briefs/{brief}/"))

    assert seen == []


@pytest.mark.parametrize("size", SIZES)
def test_every_page_of_a_workspace_and_an_account_is_accessible_whole_and_silent(stack, people, size):
    owner = people.owner(HOUSE, screen=SIZES[size][0], theme=SIZES[size][1])
    schema = stack.schema_of(HOUSE)
    client = stack.value(f"SELECT id FROM {schema}.clients_client ORDER BY id")
    design = stack.value(f"SELECT id FROM {schema}.library_design ORDER BY id")
    file = stack.value(f"SELECT id FROM {schema}.library_file ORDER BY id")
    details = (
        f"/clients/{client}/",
        f"/clients/{client}/edit/",
        f"/portal-access/clients/{client}/",
        f"/designs/{design}/",
        f"/designs/{design}/versions/new/",
        f"/designs/{design}/versions/1/",
        f"/designs/files/{file}/",
        f"/portal-access/designs/{design}/",
    )

    seen = look_at(owner, stack.workspace(HOUSE), (*WORKSPACE, *details))
    seen += look_at(owner, stack.app, APP)

    assert seen == []


@pytest.mark.parametrize("size", SIZES)
def test_every_page_of_the_portal_is_accessible_whole_and_silent(stack, people, size):
    client = people.client(HOUSE, seed.client_of(HOUSE), screen=SIZES[size][0], theme=SIZES[size][1])
    designs = links(client, "/portal/designs/")

    seen = look_at(client, stack.workspace(HOUSE), (*PORTAL, *designs, *(f"{path}comparison/" for path in designs)))

    assert designs != []
    assert seen == []


def links(page, beginning):
    return page.eval_on_selector_all(
        f"main a[href^='{beginning}']", "all => [...new Set(all.map((one) => one.getAttribute('href')))]"
    )


def look_at(page, host, paths):
    """Visit pages; return what is wrong with each: its status, what axe says, what juts out of the window."""
    found = []
    for path in paths:
        status = page.goto(f"{host}{path}").status
        found += [(path, status)] if status != 200 or not page.url.startswith(host) else []
        found += [(path, violation["id"], violation["nodes"][0]["html"]) for violation in violations(page)]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append((path, "wider than the window"))
    return found


def violations(page):
    return Axe().run(page).response["violations"]
