"""The pages of the design system in a browser: legible to machines, whole on a phone, silent in the console."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from shared_apps.ui.errors import FAMILIES

PAGES = ["/", *(f"/shell/{name}/" for name in FAMILIES), "/fault/workspace/404/", "/fault/site/500/"]
WIDTHS = (1360, 768, 390, 320)
HOST = "http://ui.localhost"
SMALLEST_TARGET = 44
TOUCHED = ".btn, .nav a, .tabbar a, .tabbar button, .input, .pager__page, .tabs a, .choice, .menu button"


def _violations(page):
    return [
        (found["id"], node["target"], node["failureSummary"])
        for found in Axe().run(page).response["violations"]
        for node in found["nodes"]
    ]


@pytest.mark.parametrize(("width", "theme"), [(1360, "light"), (390, "dark")])
def test_no_page_has_an_accessibility_violation(open_page, width, theme):
    page = open_page("/", width=width, theme=theme)
    found = {path: _violations(page) for path in PAGES if page.goto(HOST + path)}

    assert {path: violations for path, violations in found.items() if violations} == {}


def test_every_page_fits_its_window_and_leaves_the_console_silent(open_page):
    wide = []
    page = open_page("/")
    for path in PAGES:
        page.goto(HOST + path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 860})
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wide.append((path, width))

    assert (wide, page.said) == ([], [])


def test_everything_to_touch_on_a_phone_is_large_enough(open_page):
    page = open_page("/", width=390)

    small = page.evaluate(
        """([selector, least]) => [...document.querySelectorAll(selector)]
            .filter((one) => one.checkVisibility())
            .filter((one) => { const { height } = one.getBoundingClientRect(); return height && height < least - 0.5; })
            .filter((one) => !one.matches(".btn--small, .toast .btn"))
            .map((one) => `${one.className} ${one.textContent.trim()} ${one.getBoundingClientRect().height}`)""",
        [TOUCHED, SMALLEST_TARGET],
    )

    assert small == []


def test_the_site_shell_has_no_script_and_needs_none(open_page):
    page = open_page("/shell/site/")

    assert page.locator("script").count() == 0
    assert page.context.cookies() == []


def test_every_section_is_reachable_on_a_phone_without_a_script(open_page):
    page = open_page("/shell/workspace/", width=390, script=False)
    page.get_by_role("button", name="More").click()

    sheet = page.locator("#sheet").get_by_role("link")
    assert [sheet.nth(at).inner_text().split("\n")[0] for at in range(6)] == [
        "Today",
        "Clients",
        "Designs",
        "Workshop",
        "Stones & stock",
        "Quotes & sales",
    ]


def test_both_faces_are_used(open_page):
    page = open_page("/")
    loaded = page.evaluate(
        "document.fonts.ready.then(() => [...document.fonts].filter(f => f.status === 'loaded').map(f => f.family))"
    )

    assert {name.strip('"') for name in loaded} == {"Cormorant", "Hanken Grotesk"}


def test_the_chosen_theme_wins_over_the_system(open_page):
    def paper(page):
        return page.evaluate("getComputedStyle(document.body).backgroundColor")

    assert paper(open_page("/?theme=dark", theme="light")) == paper(open_page("/", theme="dark"))
    assert paper(open_page("/?theme=light", theme="dark")) == paper(open_page("/", theme="light"))
