"""Whose a thread is, until when we owe what, and how it ends and begins again."""

from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine

from shared_apps.core.clock import now
from shared_apps.inquiries import bulk, operations
from shared_apps.inquiries.correspondence import add_note
from shared_apps.inquiries.enums import CloseReason, InquiryState
from shared_apps.inquiries.models import Inquiry
from shared_apps.inquiries.threads import ChangedMeanwhile, InquiryClosed, last_seen, received_by
from tests.shared.inquiries.conftest import BRIEF, INQUIRY
from tests.support.people import make_account

HONG_KONG = ZoneInfo("Asia/Hong_Kong")


@pytest.fixture
def colleague(db):
    return make_account("bea@dialogjewelers.com", name="Bea Concierge", is_staff=True)


def fresh(received):
    return received_by(received.kind, received.pk)


def at(*when):
    return datetime(*when, tzinfo=HONG_KONG)


@pytest.mark.parametrize(
    ("arrives", "read_by", "answered_by"),
    [
        (at(2026, 11, 23, 10), at(2026, 11, 23, 11), at(2026, 11, 24, 10)),
        (at(2026, 11, 20, 17, 30), at(2026, 11, 23, 9, 30), at(2026, 11, 23, 17, 30)),
        (at(2026, 11, 21, 3), at(2026, 11, 23, 10), at(2026, 11, 23, 18)),
        (at(2028, 2, 29, 12), at(2028, 2, 29, 13), at(2028, 3, 1, 12)),
    ],
    ids=["in the morning", "on Friday evening", "on Saturday night", "on a leap day"],
)
def test_the_clocks_run_in_working_hours(db, arrives, read_by, answered_by):
    with time_machine.travel(arrives, tick=False):
        inquiry = operations.receive_inquiry(**INQUIRY)

    assert (inquiry.acknowledge_by, inquiry.answer_by) == (read_by, answered_by)


def test_who_takes_it_up_has_it_in_hand(brief, staff):
    operations.acknowledge(brief, by=staff)

    taken = fresh(brief)
    assert (taken.acknowledged_by_id, taken.assigned_to_id) == (staff.pk, staff.pk)


def test_taking_up_what_a_colleague_has_is_refused_with_who_and_when(brief, staff, colleague, trail):
    first = operations.acknowledge(brief, by=staff)
    before = trail(brief)

    with pytest.raises(operations.AcknowledgedAlready) as refused:
        operations.acknowledge(brief, by=colleague)

    assert (refused.value.by_id, refused.value.at) == (staff.pk, first.acknowledged_at)
    assert (fresh(brief).assigned_to_id, trail(brief)) == (staff.pk, before)


def test_a_thread_is_handed_over(inquiry, staff, colleague, trail):
    operations.acknowledge(inquiry, by=staff)

    operations.assign(inquiry, colleague.pk, by=staff)
    operations.assign(inquiry, colleague.pk, by=staff)

    assert fresh(inquiry).assigned_to_id == colleague.pk
    assert [name for name, _kind in trail(inquiry)].count("inquiries.inquiry.assigned") == 1


@pytest.mark.parametrize("who", ["a stranger", "nobody", "a colleague who left"])
def test_a_thread_is_handed_to_staff_only(inquiry, staff, colleague, who):
    if who == "a colleague who left":
        colleague.is_active = False
        colleague.save(update_fields=["is_active"])
    to = {"a stranger": make_account("x@example.com").pk, "nobody": uuid4(), "a colleague who left": colleague.pk}

    with pytest.raises(operations.NotOnStaff):
        operations.assign(inquiry, to[who], by=staff)

    assert fresh(inquiry).assigned_to_id is None


def test_what_a_colleague_did_meanwhile_refuses_the_act_and_says_what(inquiry, staff, colleague):
    seen = last_seen(inquiry)
    operations.close(inquiry, reason=CloseReason.ANSWERED, by=colleague)

    with pytest.raises(ChangedMeanwhile) as refused:
        operations.assign(inquiry, staff.pk, by=staff, seen=seen)

    assert [(event.event, event.actor_id) for event in refused.value.events] == [
        ("inquiries.inquiry.closed", colleague.pk)
    ]
    assert fresh(inquiry).assigned_to_id is None


def test_what_nobody_changed_passes(inquiry, staff, colleague):
    operations.acknowledge(inquiry, by=colleague)

    operations.close(inquiry, reason=CloseReason.ANSWERED, by=staff, seen=last_seen(inquiry))

    assert fresh(inquiry).state == InquiryState.CLOSED


def test_a_note_is_news_to_who_was_about_to_close(inquiry, staff, colleague):
    seen = last_seen(inquiry)
    add_note(inquiry, words="She called; wait", by=colleague)

    with pytest.raises(ChangedMeanwhile):
        operations.close(inquiry, reason=CloseReason.NO_MATCH, by=staff, seen=seen)

    assert fresh(inquiry).is_open


@pytest.mark.parametrize(
    ("reached", "state"),
    [
        ({}, "new"),
        ({"acknowledged_at": True}, "acknowledged"),
        ({"acknowledged_at": True, "answered_at": True}, "answered"),
        ({"acknowledged_at": True, "answered_at": True, "introduced_at": True}, "introduced"),
    ],
)
def test_opening_again_goes_back_to_how_far_it_was(brief, staff, reached, state):
    for field in reached:
        setattr(brief, field, now())
    brief.save()
    operations.close(brief, reason=CloseReason.SPAM, by=staff)

    opened = operations.reopen(brief, by=staff)

    assert (opened.state, opened.closed_at, opened.close_reason) == (state, None, "")


def test_what_is_open_cannot_be_opened(inquiry, staff, trail):
    before = trail(inquiry)

    with pytest.raises(operations.NotClosed):
        operations.reopen(inquiry, by=staff)

    assert trail(inquiry) == before


def test_a_message_is_entered_as_of_when_it_arrived(db, staff, queued):
    arrived = at(2026, 11, 20, 10)

    with time_machine.travel(at(2026, 11, 20, 16), tick=False):
        inquiry = operations.log_inquiry(arrived_at=arrived, by=staff, **INQUIRY)

    inquiry.refresh_from_db()
    assert (inquiry.created_at, inquiry.acknowledge_by) == (arrived, at(2026, 11, 20, 11))
    assert queued() == []


def test_a_message_from_the_future_is_refused(db, staff):
    with pytest.raises(operations.ArrivesLater):
        operations.log_inquiry(arrived_at=now() + timedelta(minutes=1), by=staff, **INQUIRY)

    assert Inquiry.objects.count() == 0


def test_who_asked_discreetly_for_the_phone_gets_no_confirming_mail(db, queued):
    operations.receive_brief(**BRIEF | {"contact_preference": "discreet_phone"})

    assert [name for name, _arguments in queued()] == ["inquiries.tell_staff"]


def test_many_at_once_leave_the_one_a_colleague_has(brief, inquiry, staff, colleague):
    operations.acknowledge(inquiry, by=colleague)

    outcome = bulk.act_on_all([brief, inquiry], "acknowledge", by=staff)

    assert outcome.done == [brief.reference]
    assert outcome.refused == [(inquiry.reference, operations.AcknowledgedAlready.message)]
    assert (fresh(brief).assigned_to_id, fresh(inquiry).assigned_to_id) == (staff.pk, colleague.pk)


def test_many_at_once_are_marked_as_spam_and_kept_thirty_days(brief, inquiry, staff):
    operations.close(inquiry, reason=CloseReason.ANSWERED, by=staff)

    outcome = bulk.act_on_all([brief, inquiry], "spam", by=staff)

    assert (outcome.done, [reference for reference, _why in outcome.refused]) == (
        [brief.reference],
        [inquiry.reference],
    )
    assert (fresh(brief).close_reason, fresh(inquiry).close_reason) == ("spam", "answered")


def test_a_closed_thread_takes_no_act(inquiry, staff):
    operations.close(inquiry, reason=CloseReason.ANSWERED, by=staff)

    with pytest.raises(InquiryClosed):
        operations.assign(inquiry, staff.pk, by=staff)
