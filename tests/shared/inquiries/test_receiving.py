"""What the Site sends is kept, confirmed to the person, and told to staff without a word of it."""

import re
from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.utils.timezone import localdate

from shared_apps.core.db import controller_atomic
from shared_apps.inquiries import operations
from shared_apps.inquiries.bands import EDGES, band_choices
from shared_apps.inquiries.enums import Budget, CloseReason, Currency, InquiryState
from shared_apps.inquiries.models import Brief, Inquiry
from tests.shared.inquiries.conftest import BRIEF, INQUIRY
from tests.support.work import work_off

WORK = {
    "id",
    "created_at",
    "reference",
    "state",
    "acknowledged_at",
    "acknowledged_by_id",
    "assigned_to_id",
    "acknowledge_by",
    "answer_by",
    "answered_at",
    "introduced_at",
    "merged_into_kind",
    "merged_into_id",
    "closed_at",
    "close_reason",
}
# How to answer, and what to do: neither is asked as a datum about the person.
INSTRUCTIONS = {"language", "wants_direct_introduction"}
# The ten data of P12, and the columns each of them takes.
P12 = {
    "piece type": {"piece"},
    "occasion": {"occasion"},
    "budget range": {"budget", "budget_currency"},
    "timing": {"timing", "needed_on"},
    "location": {"location"},
    "material or style preferences": {"materials", "styles", "preferences"},
    "name": {"name"},
    "email": {"email"},
    "phone": {"phone"},
    "contact preference": {"contact_preference"},
}


def asked(model):
    return {field.name for field in model._meta.concrete_fields} - WORK - INSTRUCTIONS


def test_an_inquiry_has_exactly_the_fields_of_the_policy(db):
    assert asked(Inquiry) == {"name", "email", "company", "role", "message"}


def test_a_brief_has_exactly_the_data_of_the_policy(db):
    assert (len(P12), asked(Brief)) == (10, set().union(*P12.values()))


@pytest.mark.parametrize(
    ("told", "is_rush", "words"),
    [
        ({"timing": "two_weeks"}, True, "Within two weeks"),
        ({"timing": "two_months"}, False, "In one to two months"),
        ({"timing": "fixed_date", "needed_on": 41}, True, None),
        ({"timing": "fixed_date", "needed_on": 42}, False, None),
    ],
)
def test_sooner_than_six_weeks_is_a_rush(db, told, is_rush, words):
    if days := told.get("needed_on"):
        told |= {"needed_on": localdate() + timedelta(days=days)}
        words = f"By {told['needed_on']:%-d %B %Y}"

    brief = operations.receive_brief(**BRIEF | told)

    assert (brief.is_rush, brief.timing_words) == (is_rush, words)


@pytest.mark.parametrize("told", [{"timing": "fixed_date"}, {"needed_on": date(2027, 1, 31)}])
def test_a_fixed_date_and_its_day_go_together(db, told):
    with pytest.raises(IntegrityError), controller_atomic():
        operations.receive_brief(**BRIEF | told)

    assert Brief.objects.count() == 0


def test_wishes_are_lists_and_words_that_read_as_one_text(db):
    brief = operations.receive_brief(**BRIEF | {"materials": ["platinum", "sapphire"], "styles": ["art_deco"]})

    brief.refresh_from_db()
    assert (brief.materials, brief.styles) == (["platinum", "sapphire"], ["art_deco"])
    assert brief.wishes_words == f"Materials: Platinum, Sapphire\nStyle: Art Deco\n{BRIEF['preferences']}"


@pytest.mark.parametrize(
    ("currency", "words"),
    [("HKD", "HK$50,000 to 100,000"), ("USD", "US$6,500 to US$13,000 (HK$50,000 to 100,000)")],
)
def test_a_band_is_said_in_the_money_it_was_read_in(db, currency, words):
    brief = operations.receive_brief(**BRIEF | {"budget_currency": currency})

    assert brief.budget_words == words


@pytest.mark.parametrize("currency", Currency)
def test_every_currency_has_all_bands(currency):
    labels = [label for _band, label in band_choices(currency)]

    assert len(set(labels)) == len(Budget)
    assert EDGES[currency] == tuple(sorted(EDGES[currency]))


def test_receiving_an_inquiry_keeps_it_and_queues_both_mails(db, queued, trail):
    inquiry = operations.receive_inquiry(**INQUIRY)

    inquiry.refresh_from_db()
    assert {name: getattr(inquiry, name) for name in INQUIRY} == INQUIRY
    assert (inquiry.state, inquiry.is_open) == (InquiryState.NEW, True)
    told = {"kind": "inquiry", "pk": str(inquiry.pk)}
    assert queued() == [("inquiries.confirm", told), ("inquiries.tell_staff", told)]
    assert trail(inquiry) == [("inquiries.inquiry.received", "system")]


def test_receiving_a_brief_keeps_it_and_queues_both_mails(db, queued, trail):
    brief = operations.receive_brief(**BRIEF)

    brief.refresh_from_db()
    assert {name: getattr(brief, name) for name in BRIEF} == BRIEF
    assert (brief.is_rush, brief.is_discreet) == (True, True)
    assert [name for name, _arguments in queued()] == ["inquiries.confirm", "inquiries.tell_staff"]
    assert trail(brief) == [("inquiries.brief.received", "system")]


def test_a_reference_can_be_read_aloud(db):
    assert re.fullmatch(r"[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}", operations.receive_brief(**BRIEF).reference)


def test_an_address_gets_one_confirming_mail_an_hour(db, queued):
    operations.receive_brief(**BRIEF)
    operations.receive_inquiry(**INQUIRY | {"email": BRIEF["email"].upper()})

    assert [name for name, _arguments in queued()].count("inquiries.confirm") == 1
    assert Inquiry.objects.count() == 1


def test_the_mails_hold_the_reference_and_nothing_of_what_was_written(db, mailoutbox):
    brief = operations.receive_brief(**BRIEF)

    assert work_off() == ["inquiries.confirm", "inquiries.tell_staff"]

    to_person, to_staff = mailoutbox
    assert (to_person.to, to_staff.to) == ([BRIEF["email"]], ["hello@dialogjewelers.com"])
    assert brief.reference in to_person.body
    assert f"/briefs/{brief.pk}/" in to_staff.body
    for mail in mailoutbox:
        text = mail.subject + mail.body
        told = {name for name, value in BRIEF.items() if len(value) > 3 and value in text}
        assert told == set()


def test_the_first_to_acknowledge_stays(inquiry, staff, trail):
    first = operations.acknowledge(inquiry, by=staff)
    again = operations.acknowledge(inquiry, by=staff)

    assert (first.state, first.acknowledged_by_id) == (InquiryState.ACKNOWLEDGED, staff.pk)
    assert again.acknowledged_at == first.acknowledged_at
    assert trail(inquiry)[1:] == [("inquiries.inquiry.acknowledged", "account")]


def test_closing_starts_the_clock_with_a_reason(brief, staff, trail):
    closed = operations.close(brief, reason=CloseReason.WITHDRAWN, by=staff)

    assert (closed.state, closed.close_reason, closed.is_open) == (InquiryState.CLOSED, "withdrawn", False)
    assert closed.closed_at is not None
    assert trail(brief)[1:] == [("inquiries.brief.closed", "account")]


@pytest.mark.parametrize("act", ["acknowledge", "close"])
def test_what_is_closed_stays_closed(inquiry, staff, trail, act):
    operations.close(inquiry, reason=CloseReason.SPAM, by=staff)
    before = trail(inquiry)
    more = {"reason": CloseReason.ANSWERED} if act == "close" else {}

    with pytest.raises(operations.InquiryClosed):
        getattr(operations, act)(inquiry, by=staff, **more)

    inquiry.refresh_from_db()
    assert (inquiry.close_reason, inquiry.acknowledged_at, trail(inquiry)) == ("spam", None, before)
