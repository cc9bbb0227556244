"""The inbox: what waits, what it says, and what staff do about it."""

from datetime import timedelta

import pytest

from shared_apps.core.clock import now
from shared_apps.inquiries import operations
from shared_apps.inquiries.enums import CloseReason, InquiryState
from shared_apps.inquiries.models import Brief
from shared_apps.introductions.models import Introduction
from shared_apps.introductions.operations import introduce_brief
from tests.shared.inquiries.conftest import BRIEF, INQUIRY


def page_of(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


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
        ("?q=marguerite@", set()),
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


def test_what_waits_over_a_day_stands_out(staff, brief):
    Brief.objects.update(created_at=now() - timedelta(days=1, minutes=1))

    assert "New, waits" in page_of(staff, "/")


@pytest.mark.parametrize("rows", [1, 30])
def test_the_inbox_asks_the_same_questions_however_many_rows(staff, rows, django_assert_max_num_queries):
    for number in range(rows):
        operations.receive_brief(**BRIEF | {"email": f"w{number}@example.com"})

    with django_assert_max_num_queries(7, using="controller"):
        page_of(staff, "/")


@pytest.mark.parametrize("rows", [1, 2])
def test_a_brief_asks_the_same_questions_however_many_introductions(request, staff, brief, rows):
    counted = request.getfixturevalue("django_assert_max_num_queries")
    jewelers = [request.getfixturevalue(name).id for name in ("jeweler_a", "jeweler_b")]
    introduce_brief(brief, jewelers[:rows], by=staff.account)

    with counted(9, using="controller"):
        page_of(staff, f"/briefs/{brief.pk}/")


def test_pages_hold_25(staff):
    for number in range(26):
        operations.receive_inquiry(**INQUIRY | {"email": f"w{number}@example.com"})

    assert "1–25 of 26" in page_of(staff, "/")
    assert "26–26 of 26" in page_of(staff, "/?page=2")


def test_an_inquiry_is_read_and_answered(staff, inquiry):
    content = page_of(staff, f"/inquiries/{inquiry.pk}/")

    assert INQUIRY["message"] in content
    assert f'href="mailto:{INQUIRY["email"]}?subject=DIA%27LOG%20{inquiry.reference}"' in content


def test_taking_it_up_is_noted_with_a_name(staff, inquiry):
    response = staff.post(f"/inquiries/{inquiry.pk}/acknowledgement/")

    inquiry.refresh_from_db()
    assert (response.status_code, inquiry.acknowledged_by_id) == (302, staff.account.pk)
    assert "by Staff" in page_of(staff, f"/inquiries/{inquiry.pk}/")


def test_closing_asks_for_a_reason(staff, inquiry):
    staff.post(f"/inquiries/{inquiry.pk}/closure/", {"reason": ""})
    inquiry.refresh_from_db()
    assert inquiry.is_open

    staff.post(f"/inquiries/{inquiry.pk}/closure/", {"reason": "answered"})
    inquiry.refresh_from_db()
    assert (inquiry.state, inquiry.close_reason) == (InquiryState.CLOSED, "answered")


@pytest.mark.parametrize("act", ["acknowledgement", "closure"])
def test_what_somebody_else_closed_is_refused_with_a_sentence(staff, brief, act):
    operations.close(brief, reason=CloseReason.SPAM, by=staff.account)

    response = staff.post(f"/briefs/{brief.pk}/{act}/", {"reason": "answered"})

    assert (response.status_code, "This is closed already." in response.content.decode()) == (409, True)


def test_a_brief_is_introduced_to_those_who_are_ticked(staff, brief, jeweler_a, jeweler_b):
    response = staff.post(f"/briefs/{brief.pk}/introductions/", {"jewelers": [str(jeweler_a.id)]})

    assert response.status_code == 302
    assert list(Introduction.objects.values_list("jeweler_id", "introduced_by_id")) == [
        (jeweler_a.id, staff.account.pk)
    ]
    content = page_of(staff, f"/briefs/{brief.pk}/")
    assert "On its way" in content
    assert f'value="{jeweler_a.id}"' not in content
    assert f'value="{jeweler_b.id}"' in content


@pytest.mark.parametrize("ticked", [[], ["nonsense"], ["019a0000-0000-7000-8000-000000000000"]])
def test_a_brief_is_introduced_to_nobody_else(staff, brief, ticked):
    response = staff.post(f"/briefs/{brief.pk}/introductions/", {"jewelers": ticked})

    assert (response.status_code, Introduction.objects.count()) == (422, 0)


def test_what_is_not_there_is_not_found(staff, brief, inquiry):
    paths = (f"/inquiries/{brief.pk}/", f"/briefs/{inquiry.pk}/", "/briefs/1/")

    assert [staff.get(path).status_code for path in paths] == [404, 404, 404]
