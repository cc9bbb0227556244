"""The page of an inquiry or brief: everything asked, said and done, and no act that loses what was typed."""

import pytest

from shared_apps.core import restraints
from shared_apps.core.datamap import Purpose
from shared_apps.inquiries import correspondence, merging, operations
from shared_apps.inquiries.enums import CloseReason, InquiryState
from shared_apps.inquiries.models import BriefEntry, InquiryEntry
from shared_apps.inquiries.threads import last_seen, received_by
from tests.shared.inquiries.conftest import BRIEF, INQUIRY
from tests.support.people import make_account


@pytest.fixture
def colleague(db):
    return make_account("bea@dialogjewelers.com", name="Bea Concierge", is_staff=True)


def place(received):
    return f"/{'briefs' if received.kind == 'brief' else 'inquiries'}/{received.pk}/"


def page_of(client, received, query=""):
    response = client.get(f"{place(received)}{query}")
    assert response.status_code == 200
    return response.content.decode()


def post(client, received, act, **told):
    return client.post(f"{place(received)}{act}/", told)


def fresh(received):
    return received_by(received.kind, received.pk)


def test_a_brief_is_read_in_words(staff, db):
    brief = operations.receive_brief(
        **BRIEF | {"budget_currency": "GBP", "materials": ["jade"], "styles": ["east_asian"], "name": "محمد <b>"}
    )

    content = page_of(staff, brief)

    asked = (
        "Engagement ring",
        "A proposal",
        "£4,800 to £9,600 (HK$50,000 to 100,000)",
        "Within six weeks",
        "Lisbon, Portugal",
        "Materials: Jade<br>Style: East Asian<br>Platinum, and nothing",
        "محمد &lt;b&gt;",
        "Discreetly, by e-mail only",
        "Rush",
    )
    assert [words for words in asked if words not in content] == []
    assert "Nothing about it may show on a screen" in content


def test_an_inquiry_is_read(staff, inquiry):
    content = page_of(staff, inquiry)

    assert INQUIRY["message"] in content
    assert "Reply by mail to marguerite@example.com" in content


@pytest.mark.parametrize("rows", [1, 30])
def test_a_thread_asks_the_same_questions_however_long_it_is(staff, inquiry, rows, django_assert_max_num_queries):
    for number in range(rows):
        correspondence.reply(inquiry, words=f"Word {number}", by=staff.account)
        merging.merge(inquiry, operations.receive_inquiry(**INQUIRY), by=staff.account)
    for _number in range(min(rows, 10)):
        operations.receive_inquiry(**INQUIRY)

    with django_assert_max_num_queries(16, using="controller"):
        content = page_of(staff, inquiry)

    assert f"Word {rows - 1}" in content


def test_taking_it_up_is_noted_with_a_name(staff, inquiry):
    response = post(staff, inquiry, "acknowledgement")

    assert (response.status_code, fresh(inquiry).acknowledged_by_id) == (302, staff.account.pk)
    assert "by Staff" in page_of(staff, inquiry)


def test_a_reply_begins_from_a_template_in_the_persons_language(staff, db):
    brief = operations.receive_brief(**BRIEF | {"language": "zh-hant"})

    content = page_of(staff, brief, "?template=questions")

    assert "Wen Li 你好：" in content
    assert page_of(staff, brief, "?template=nonsense")


def test_a_reply_is_sent_and_shown(staff, inquiry):
    response = post(
        staff,
        inquiry,
        "replies",
        **{"reply-words": "We\r\nwould", "seen": last_seen(inquiry), "reply-template": "read"},
    )

    assert response.status_code == 302
    assert list(InquiryEntry.objects.values_list("words", "template", "by_id")) == [
        ("We\nwould", "read", staff.account.pk)
    ]
    assert "On its way" in page_of(staff, inquiry)


def test_what_a_colleague_did_is_shown_and_nothing_typed_is_lost(staff, inquiry, colleague):
    seen = last_seen(inquiry)
    correspondence.reply(inquiry, words="Bea was here", by=colleague)

    response = post(staff, inquiry, "replies", **{"reply-words": "Mine, typed long", "seen": seen})

    content = response.content.decode()
    assert (response.status_code, InquiryEntry.objects.count()) == (409, 1)
    assert "Bea Concierge replied to an inquiry" in content
    assert content.count("Bea was here") == 2
    assert "Mine, typed long" in content
    again = {"reply-words": "Mine, typed long", "seen": last_seen(inquiry)}
    assert (post(staff, inquiry, "replies", **again).status_code, InquiryEntry.objects.count()) == (302, 2)


def test_typing_survives_a_closing(staff, inquiry, colleague):
    seen = last_seen(inquiry)
    operations.close(inquiry, reason=CloseReason.ANSWERED, by=colleague)

    shown = post(staff, inquiry, "replies", **{"reply-words": "Mine, typed long", "seen": seen})
    then = post(staff, inquiry, "replies", **{"reply-words": "Mine, typed long", "seen": last_seen(inquiry)})

    assert (shown.status_code, "Mine, typed long" in shown.content.decode()) == (409, True)
    assert (then.status_code, "Mine, typed long" in then.content.decode()) == (422, True)
    assert "This is closed already." in then.content.decode()


@pytest.mark.parametrize(
    ("act", "field"), [("replies", "reply"), ("calls", "call"), ("answers", "answer"), ("notes", "note")]
)
@pytest.mark.parametrize("words", ["", "言" * 5001, "Card 4111 1111 1111 1111"], ids=["empty", "too long", "a card"])
def test_words_that_cannot_be_kept_are_shown_again(staff, inquiry, act, field, words):
    told = {f"{field}-words": words, "answer-arrived_at": "2026-11-20T10:00"}

    response = post(staff, inquiry, act, **told)

    assert (response.status_code, InquiryEntry.objects.count()) == (422, 0)
    assert words in response.content.decode()


def test_calls_answers_and_notes_are_kept(staff, brief):
    post(staff, brief, "calls", **{"call-words": "Spoke"})
    post(staff, brief, "answers", **{"answer-words": "She wrote", "answer-arrived_at": "2026-11-20T10:00"})
    post(staff, brief, "notes", **{"note-words": "Kind"})

    assert sorted(BriefEntry.objects.values_list("kind", "words")) == [
        ("call", "Spoke"),
        ("note", "Kind"),
        ("received", "She wrote"),
    ]
    content = page_of(staff, brief)
    assert [words for words in ("Spoke", "She wrote", "Kind") if words not in content] == []


def test_a_restrained_person_has_a_banner_and_no_reply(staff, inquiry, monkeypatch):
    monkeypatch.setattr(restraints, "_restraints", [lambda _email, purpose: purpose is Purpose.RESPOND])

    content = page_of(staff, inquiry)
    response = post(staff, inquiry, "replies", **{"reply-words": "Hello"})

    assert ("asked us to stop" in content, "Reply by mail to" in content) == (True, False)
    assert (response.status_code, InquiryEntry.objects.count()) == (422, 0)


def test_who_asked_for_the_phone_is_called(staff, db):
    brief = operations.receive_brief(**BRIEF | {"contact_preference": "discreet_phone"})

    content = page_of(staff, brief)

    assert ("Reply by mail to" in content, 'href="tel:+852 5555 0199"' in content) == (False, True)


def test_a_thread_is_handed_over(staff, inquiry, colleague):
    post(staff, inquiry, "assignment", account=str(colleague.pk), seen=last_seen(inquiry))

    assert fresh(inquiry).assigned_to_id == colleague.pk
    assert "Bea Concierge" in page_of(staff, inquiry)


@pytest.mark.parametrize("to", ["", "nonsense", "019a0000-0000-7000-8000-000000000000"])
def test_a_thread_is_handed_to_nobody_else(staff, inquiry, to):
    assert post(staff, inquiry, "assignment", account=to).status_code == 302
    assert fresh(inquiry).assigned_to_id is None


def test_closing_asks_for_a_reason(staff, inquiry):
    for reason in ("", "merged", "nonsense"):
        post(staff, inquiry, "closure", reason=reason)
    assert fresh(inquiry).is_open

    post(staff, inquiry, "closure", reason="answered", seen="nonsense")

    assert (fresh(inquiry).state, fresh(inquiry).close_reason) == (InquiryState.CLOSED, "answered")


def test_what_is_closed_is_opened_again(staff, inquiry):
    post(staff, inquiry, "closure", reason="spam")
    assert "Open again" in page_of(staff, inquiry)

    post(staff, inquiry, "reopening")

    assert fresh(inquiry).state == InquiryState.NEW


@pytest.mark.parametrize("act", ["acknowledgement", "closure"])
def test_what_somebody_else_closed_is_refused_with_a_sentence(staff, brief, act):
    operations.close(brief, reason=CloseReason.SPAM, by=staff.account)

    response = post(staff, brief, act, reason="answered")

    assert (response.status_code, "This is closed already." in response.content.decode()) == (409, True)


def test_closing_what_a_colleague_changed_shows_what_she_did(staff, brief, colleague):
    seen = last_seen(brief)
    correspondence.add_note(brief, words="Wait for Tuesday", by=colleague)

    response = post(staff, brief, "closure", reason="no_match", seen=seen)

    assert (response.status_code, fresh(brief).is_open) == (409, True)
    assert "Bea Concierge added a note to a brief" in response.content.decode()


def test_a_duplicate_is_merged_read_and_separated(staff, brief):
    other = operations.receive_inquiry(**INQUIRY | {"email": BRIEF["email"]})
    assert other.reference in page_of(staff, brief)

    post(staff, brief, "merges", other=f"inquiry:{other.pk}", seen=last_seen(brief))

    assert fresh(other).merged_into_id == brief.pk
    assert INQUIRY["message"] in page_of(staff, brief)
    assert f"Merged into {brief.reference}" in page_of(staff, other)

    post(staff, other, "separation")

    assert fresh(other).is_open


@pytest.mark.parametrize("other", ["", "inquiry:nonsense", "ring:019a0000-0000-7000-8000-000000000000"])
def test_merging_with_what_is_not_there_changes_nothing(staff, brief, other):
    content = staff.post(f"{place(brief)}merges/", {"other": other}, follow=True).content.decode()

    assert ("Choose what to merge into this." in content, merging.merged_into(brief)) == (True, [])


def test_what_is_not_there_is_not_found(staff, brief, inquiry):
    paths = (f"/inquiries/{brief.pk}/", f"/briefs/{inquiry.pk}/", "/briefs/1/")

    assert [staff.get(path).status_code for path in paths] == [404, 404, 404]
