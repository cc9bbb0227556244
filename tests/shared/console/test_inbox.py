"""The inbox: what waits, how it is found, and what is done to many lines at once."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connections
from django.utils.timezone import localdate

from shared_apps.core.clock import now
from shared_apps.inquiries import operations
from shared_apps.inquiries.correspondence import add_note
from shared_apps.inquiries.enums import CloseReason
from shared_apps.inquiries.models import Brief, Inquiry, InquiryEntry, SavedView, telling_digits
from shared_apps.inquiries.saved_views import save_view
from tests.shared.inquiries.conftest import BRIEF, INQUIRY
from tests.support.people import make_account

HONG_KONG = ZoneInfo("Asia/Hong_Kong")
CARD = "4111 1111 1111 1111"


def page_of(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def listed(content):
    """Return the lines of the list without what can be chosen above it."""
    return content.split("<tbody", 1)[1].split("</tbody", 1)[0]


def test_an_empty_inbox_says_so(staff):
    assert "Nothing waits" in page_of(staff, "/")


def test_both_kinds_are_listed_newest_first(staff, brief, inquiry):
    content = page_of(staff, "/")

    assert 0 < content.index(inquiry.reference) < content.index(brief.reference)
    assert f'href="/briefs/{brief.pk}/"' in content
    assert f'href="/inquiries/{inquiry.pk}/"' in content


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?kind=brief", {"brief"}),
        ("?kind=inquiry", {"inquiry"}),
        ("?q=wen", {"brief"}),
        ("?q=marguerite@example.com", {"inquiry"}),
        ("?q=RGUERITE@EX", {"inquiry"}),
        ("?q=two at the BENCH", {"inquiry"}),
        ("?q=catches on", {"brief"}),
        ("?q=5555 0199", {"brief"}),
        ("?q=lisbon", {"brief"}),
        ("?q=100%25", set()),
        ("?q=a_e", set()),
        ("?rush=1", {"brief"}),
        ("?whose=mine", {"inquiry"}),
        ("?whose=nobody", {"brief"}),
        ("?clock=owed", {"brief", "inquiry"}),
        ("?clock=late", set()),
        ("?sort=due", {"brief", "inquiry"}),
        ("?state=acknowledged", {"inquiry"}),
        ("?state=closed", set()),
        ("?state=nonsense&kind=nonsense&page=nonsense", {"brief", "inquiry"}),
        ("?q=%00", {"brief", "inquiry"}),
        ("?q=%00nobody", set()),
    ],
)
def test_the_inbox_is_filtered_by_its_address(staff, brief, inquiry, query, found):
    operations.acknowledge(inquiry, by=staff.account)
    content = page_of(staff, f"/{query}")

    listed = {name for name, row in (("brief", brief), ("inquiry", inquiry)) if row.reference in content}
    assert listed == found


@pytest.mark.parametrize("typed", ["{0}", "{1}", "{2}"], ids=["as it is", "in lower case", "without its hyphen"])
def test_a_reference_is_found_however_it_is_typed(staff, brief, inquiry, typed):
    asked = typed.format(brief.reference, brief.reference.lower(), brief.reference.replace("-", ""))

    content = page_of(staff, f"/?q={asked}")

    assert (brief.reference in content, inquiry.reference in content) == (True, False)


@pytest.mark.parametrize("word", ["祖母綠", "خاتم", "💍"])
def test_words_of_all_scripts_are_found(staff, word):
    found = operations.receive_inquiry(**INQUIRY | {"message": f"…{word}…"})
    other = operations.receive_inquiry(**INQUIRY)

    content = page_of(staff, f"/?q={word}")

    assert (found.reference in content, other.reference in content) == (True, False)


def test_what_was_said_later_is_found(staff, brief, inquiry):
    add_note(inquiry, words="Prefers Tuesdays", by=staff.account)

    content = page_of(staff, "/?q=tuesday")

    assert (inquiry.reference in content, brief.reference in content) == (True, False)


@pytest.mark.parametrize(
    ("minutes", "clock", "words"), [(-1, "late", "Late"), (29, "soon", "Due soon"), (31, "owed", "<time")]
)
def test_a_clock_turns_amber_and_red(staff, brief, minutes, clock, words):
    Brief.objects.update(acknowledge_by=now() + timedelta(minutes=minutes))

    assert words in listed(page_of(staff, f"/?clock={clock}"))


@pytest.mark.parametrize(("days", "is_rush"), [(41, True), (42, False)])
def test_a_fixed_date_is_a_rush_in_the_list_as_on_the_page(staff, days, is_rush):
    told = {"timing": "fixed_date", "needed_on": localdate() + timedelta(days=days)}
    brief = operations.receive_brief(**BRIEF | told)

    assert (brief.is_rush, brief.reference in page_of(staff, "/?rush=1")) == (is_rush, is_rush)


def test_what_is_due_first_comes_first(staff, brief, inquiry):
    Brief.objects.update(acknowledge_by=now() - timedelta(hours=1))

    content = page_of(staff, "/?sort=due")

    assert 0 < content.index(brief.reference) < content.index(inquiry.reference)


@pytest.mark.parametrize("index", ["brief_words", "inquiry_words", "brief_email", "brief_phone", "inquiry_entry_words"])
def test_searches_go_by_an_index(db, index):
    asked = {
        "brief_words": Brief.objects.filter(preferences__icontains="platinum"),
        "inquiry_words": Inquiry.objects.filter(message__icontains="platinum"),
        "brief_email": Brief.objects.filter(email__iexact="wen@example.com"),
        "brief_phone": Brief.objects.annotate(digits=telling_digits("phone")).filter(digits="55550199"),
        "inquiry_entry_words": InquiryEntry.objects.filter(words__icontains="platinum"),
    }
    with connections["controller"].cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")

    assert index in asked[index].order_by().explain()


@pytest.mark.parametrize("rows", [1, 30])
def test_the_inbox_asks_the_same_questions_however_many_rows(staff, rows, django_assert_max_num_queries):
    for number in range(rows):
        brief = operations.receive_brief(**BRIEF | {"email": f"w{number}@example.com"})
        operations.acknowledge(brief, by=staff.account)

    with django_assert_max_num_queries(9, using="controller"):
        page_of(staff, "/")


def test_pages_hold_25(staff):
    for number in range(26):
        operations.receive_inquiry(**INQUIRY | {"email": f"w{number}@example.com"})

    assert "1–25 of 26" in page_of(staff, "/")
    assert "26–26 of 26" in page_of(staff, "/?page=2")


def test_ticked_lines_are_taken_up_and_the_list_stays_as_it_was(staff, brief, inquiry):
    picks = [f"brief:{brief.pk}", f"inquiry:{inquiry.pk}", "brief:nonsense", "nonsense", f"ring:{brief.pk}"]

    response = staff.post("/inbox/acts/", {"act": "acknowledge", "pick": picks, "here": "/?whose=nobody"})

    assert (response.status_code, response.headers["Location"]) == (302, "/?whose=nobody")
    assert [type(row).objects.get().assigned_to_id for row in (brief, inquiry)] == [staff.account.pk] * 2


def test_spam_is_marked_and_what_was_closed_first_is_told(staff, brief, inquiry):
    operations.close(inquiry, reason=CloseReason.ANSWERED, by=staff.account)
    picks = [f"brief:{brief.pk}", f"inquiry:{inquiry.pk}"]

    content = staff.post("/inbox/acts/", {"act": "spam", "pick": picks}, follow=True).content.decode()

    assert f"{brief.reference}: marked as spam." in content
    assert f"{inquiry.reference}: This is closed already." in content
    assert (Brief.objects.get().close_reason, Inquiry.objects.get().close_reason) == ("spam", "answered")


@pytest.mark.parametrize("told", [{"act": "acknowledge"}, {"act": "delete", "pick": "x"}, {}])
def test_nothing_ticked_changes_nothing(staff, brief, told):
    assert staff.post("/inbox/acts/", told, follow=True).status_code == 200
    assert Brief.objects.get().acknowledged_at is None


@pytest.mark.parametrize("here", ["https://evil.example/", "//evil.example/", "/jewelers/", "/\\evil.example"])
def test_the_way_back_leads_to_the_inbox_only(staff, here):
    assert staff.post("/inbox/acts/", {"here": here}).headers["Location"] == "/"


def test_a_view_is_kept_shown_and_forgotten(staff, brief):
    kept = staff.post("/inbox/views/", {"name": " My  late ones ", "clock": "late", "whose": "mine", "q": "jade"})
    assert kept.headers["Location"] == "/?whose=mine&clock=late&q=jade"
    assert "My late ones" in page_of(staff, "/")

    staff.post(f"/inbox/views/{SavedView.objects.get().pk}/removal/")

    assert (SavedView.objects.count(), "My late ones" in page_of(staff, "/")) == (0, False)


def test_the_same_name_again_means_the_new_view(staff):
    for clock in ("late", "soon"):
        staff.post("/inbox/views/", {"name": "Hot", "clock": clock})

    assert list(SavedView.objects.values_list("name", "query")) == [("Hot", "clock=soon")]


@pytest.mark.parametrize("name", ["", "   ", "n" * 61, "a\x00b", "a\x1bb"])
def test_a_view_without_a_proper_name_is_not_kept(staff, name):
    staff.post("/inbox/views/", {"name": name, "clock": "late"})

    assert SavedView.objects.count() == 0


def test_twenty_views_are_enough(staff):
    for number in range(21):
        staff.post("/inbox/views/", {"name": f"View {number}"})

    assert SavedView.objects.count() == 20


def test_a_colleagues_views_are_hers(staff):
    other = make_account("bea@dialogjewelers.com", name="Bea", is_staff=True)
    view = save_view(other, name="Hers", query="clock=late")

    staff.post(f"/inbox/views/{view.pk}/removal/")

    assert ("Hers" in page_of(staff, "/"), SavedView.objects.count()) == (False, 1)


def test_a_message_from_our_mailbox_is_entered(staff):
    told = {**INQUIRY, "language": "zh-hant", "arrived_at": "2026-11-20T10:00"}

    response = staff.post("/inquiries/new/", told)

    entered = Inquiry.objects.get()
    assert response.headers["Location"] == f"/inquiries/{entered.pk}/"
    assert (entered.language, f"{entered.created_at.astimezone(HONG_KONG):%H:%M}") == ("zh-hant", "10:00")


@pytest.mark.parametrize(
    "told", [{"name": ""}, {"email": "a@b\nBcc: x@example.com"}, {"arrived_at": "2099-01-01T00:00"}, {"message": CARD}]
)
def test_a_message_that_cannot_be_kept_is_shown_again(staff, told):
    typed = {**INQUIRY, "language": "en", "arrived_at": "2026-11-20T10:00"} | told

    response = staff.post("/inquiries/new/", typed)

    assert (response.status_code, Inquiry.objects.count()) == (422, 0)
    assert INQUIRY["company"].replace("&", "&amp;") in response.content.decode()
