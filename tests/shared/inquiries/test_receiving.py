"""What the Site sends is kept, confirmed to the person, and told to staff without a word of it."""

import re

import pytest

from shared_apps.inquiries import operations
from shared_apps.inquiries.enums import CloseReason, InquiryState
from shared_apps.inquiries.models import Brief, Inquiry
from tests.shared.inquiries.conftest import BRIEF, INQUIRY
from tests.support.work import work_off


def test_an_inquiry_has_exactly_the_fields_of_the_policy(db):
    told = {field.name for field in Inquiry._meta.concrete_fields} - {
        "id",
        "created_at",
        "reference",
        "state",
        "acknowledged_at",
        "acknowledged_by_id",
        "closed_at",
        "close_reason",
    }

    assert told == {"name", "email", "company", "role", "message"}


def test_a_brief_has_exactly_the_data_of_the_policy(db):
    ours = {field.name for field in Inquiry._meta.concrete_fields} - {"name", "email", "company", "role", "message"}

    assert {field.name for field in Brief._meta.concrete_fields} - ours == set(BRIEF)


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
