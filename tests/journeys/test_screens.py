"""Every main page of every surface: legible to machines, whole on a phone, silent in the console."""

from axe_playwright_python.base import AXE_SCRIPT

from tests.journeys import seed
from tests.journeys.people import DESKTOP, PHONE

HOUSE = "maison-aurelle"
SCREENS = ((DESKTOP, "light"), (PHONE, "dark"))
VIOLATIONS = """async () => {
    const { violations } = await axe.run({ resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => [id, html]));
}"""
JUTTING = "document.documentElement.scrollWidth > innerWidth"
SITE_PAGES = ("", "find-a-jeweler", "how-it-works", "for-jewelers", "about", "contact", "privacy", "privacy/versions")
SITE = tuple(
    f"{language}{page}"
    for language in ("/", "/zh-hant/")
    for page in (*SITE_PAGES, "privacy/providers", "received/K7QM-3XPA", "received/brief/K7QM-3XPA")
)
APP = ("/account/", "/account/sessions/", "/account/security/", "/account/address/", "/account/deletion/")
DOOR = ("/sign-in/", "/sign-in/password/", "/password/", "/signed-out/")
JEWELERS = ("applications", "health", "agreement", "announcements", "announcements/new", "accesses")
CONSOLE = ("/", "/jewelers/", "/jewelers/new/", "/providers/", *(f"/jewelers/{page}/" for page in JEWELERS))
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
    "/team/details/",
    "/team/support/",
    "/settings/data/",
    "/settings/data/deletion/",
)
PORTAL = ("/portal/", "/portal/data/", "/portal/devices/", "/portal/notice/")


def test_every_page_of_the_site_and_the_door_is_accessible_whole_and_silent(stack, people):
    visitor = people.someone()

    seen = [*look_at(visitor, stack.site, SITE), *look_at(visitor, stack.app, DOOR)]
    seen += look_at(visitor, stack.workspace(HOUSE), ("/portal/sign-in/",))

    assert seen == []


def test_every_page_of_the_console_is_accessible_whole_and_silent(stack, people):
    staff = people.staff()
    staff.goto(f"{stack.console}/jewelers/")
    details = links(staff, "/jewelers/0")[:1]
    brief = stack.value("SELECT id FROM inquiries_brief ORDER BY id LIMIT 1")

    seen = look_at(staff, stack.console, (*CONSOLE, *details, f"/briefs/{brief}/"))

    assert seen == []


def test_every_page_of_a_workspace_and_an_account_is_accessible_whole_and_silent(stack, people):
    owner = people.owner(HOUSE)
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


def test_every_page_of_the_portal_is_accessible_whole_and_silent(stack, people):
    client = people.client(HOUSE, seed.client_of(HOUSE))
    designs = links(client, "/portal/designs/")

    seen = look_at(client, stack.workspace(HOUSE), (*PORTAL, *designs, *(f"{path}comparison/" for path in designs)))

    assert designs != []
    assert seen == []


def links(page, beginning):
    return page.eval_on_selector_all(
        f"main a[href^='{beginning}']", "all => [...new Set(all.map((one) => one.getAttribute('href')))]"
    )


def look_at(page, host, paths):
    """Visit pages and return what is wrong with each: its status, what axe says, what juts out of the window."""
    found = []
    for screen, theme in SCREENS:
        page.set_viewport_size(screen)
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        for path in paths:
            status = page.goto(f"{host}{path}").status
            found += [(path, status, page.url)] if status != 200 or not page.url.startswith(host) else []
            page.evaluate(AXE_SCRIPT)
            found += [(path, theme, *violation) for violation in page.evaluate(VIOLATIONS)]
            found += [(path, theme, "wider than the window")] if page.evaluate(JUTTING) else []
    return found
