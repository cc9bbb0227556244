"""The inbox by keys alone, and by no script at all."""

import pytest

from shared_apps.inquiries import operations
from shared_apps.inquiries.models import Brief, Inquiry, InquiryEntry
from shared_apps.tenancy.hosts import Surface, url_on
from tests.shared.accounts.test_in_browser import server
from tests.shared.inquiries.conftest import BRIEF, INQUIRY
from tests.support.people import make_account, signed_in_client

__all__ = ["server"]


@pytest.fixture(autouse=True)
def clean_desk():
    """Rows are committed here, and the database is put back afterwards."""


@pytest.fixture
def open_console(server, chromium):
    """Open the console signed in, at a path, with or without scripts."""
    account = make_account("ada@dialogjewelers.com", name="Ada Concierge", is_staff=True)
    signed_in = signed_in_client(account, surface=Surface.CONSOLE)
    origin = url_on(Surface.CONSOLE, "").rstrip("/")
    place = origin.replace("http:", "https:")
    cookies = [{"name": c.key, "value": c.value, "url": place, "secure": True} for c in signed_in.cookies.values()]
    contexts = []

    def opened(path, *, script=True):
        context = chromium.new_context(java_script_enabled=script, reduced_motion="reduce")
        contexts.append(context)
        context.add_cookies(cookies)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.goto(origin + path)
        return page

    yield opened
    for context in contexts:
        context.close()


def test_a_line_is_taken_up_and_answered_by_keys_alone(open_console):
    inquiry, brief = operations.receive_inquiry(**INQUIRY), operations.receive_brief(**BRIEF)
    page = open_console("/")

    page.keyboard.press("?")
    page.locator("dialog[open]").wait_for()
    page.keyboard.press("Escape")
    for key in ("j", "j", "e"):
        page.keyboard.press(key)
    page.get_by_text(f"{inquiry.reference}: taken up.").wait_for()
    for key in ("j", "j", "Enter"):
        page.keyboard.press(key)
    page.wait_for_url(f"**/inquiries/{inquiry.pk}/")
    page.keyboard.press("r")
    page.keyboard.type("j and e are letters here")

    assert page.input_value("[name=reply-words]") == "j and e are letters here"
    assert (Inquiry.objects.get().acknowledged_at is not None, Brief.objects.get().acknowledged_at) == (True, None)
    assert brief.reference not in page.content()


def test_everything_works_without_a_script(open_console):
    inquiry = operations.receive_inquiry(**INQUIRY)
    page = open_console("/", script=False)

    page.get_by_label(f"Select {inquiry.reference}").check()
    page.get_by_role("button", name="Take up").click()
    page.get_by_role("link", name=inquiry.reference).click()
    page.get_by_role("link", name="Arrange a call").click()
    page.get_by_role("button", name="Send", exact=True).click()
    page.get_by_text("Add a note for us").click()
    page.get_by_label("Note", exact=True).fill("Kind")
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_text("The note is added.").wait_for()

    assert sorted(InquiryEntry.objects.values_list("kind", "template")) == [("note", ""), ("reply", "call")]
