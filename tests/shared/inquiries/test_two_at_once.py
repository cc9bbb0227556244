"""Two people press at the same moment, each on a connection of their own: one acts, the other is told."""

import threading

import pytest
from django.db import connections

from shared_apps.inquiries import correspondence, merging, operations
from shared_apps.inquiries.enums import CloseReason
from shared_apps.inquiries.models import InquiryEntry
from shared_apps.inquiries.threads import last_seen, received_by
from tests.shared.inquiries.conftest import INQUIRY
from tests.support.people import make_account


@pytest.fixture(autouse=True)
def clean_desk():
    """Rows are committed here, and the database is put back afterwards."""


@pytest.fixture
def people(committed_db):
    return [make_account(f"{name}@dialogjewelers.com", name=name, is_staff=True) for name in ("Ada", "Bea")]


def at_once(*acts):
    """Run acts in threads that start together; return what each returned or raised."""
    start, outcomes = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        start.wait(10)
        try:
            outcomes[place] = act()
        except Exception as error:
            outcomes[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=told) for told in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return outcomes


def refused(outcomes):
    return sorted(type(outcome).__name__ for outcome in outcomes if isinstance(outcome, Exception))


def test_one_of_two_replies_is_kept(people):
    inquiry = operations.receive_inquiry(**INQUIRY)
    seen = last_seen(inquiry)

    outcomes = at_once(
        *(lambda by=by: correspondence.reply(inquiry, words=f"From {by.name}", by=by, seen=seen) for by in people)
    )

    assert (refused(outcomes), InquiryEntry.objects.count()) == (["ChangedMeanwhile"], 1)


def test_one_of_two_takes_it_up(people):
    inquiry = operations.receive_inquiry(**INQUIRY)

    outcomes = at_once(*(lambda by=by: operations.acknowledge(inquiry, by=by) for by in people))

    assert refused(outcomes) == ["AcknowledgedAlready"]
    taken = received_by("inquiry", inquiry.pk)
    assert taken.acknowledged_by_id == taken.assigned_to_id


def test_a_note_and_a_closing_are_both_kept(people):
    inquiry = operations.receive_inquiry(**INQUIRY)
    ada, bea = people

    outcomes = at_once(
        lambda: correspondence.add_note(inquiry, words="Wait", by=ada),
        lambda: operations.close(inquiry, reason=CloseReason.ANSWERED, by=bea),
    )

    closed = received_by("inquiry", inquiry.pk)
    assert (refused(outcomes), closed.is_open, InquiryEntry.objects.count()) == ([], False, 1)


def test_two_merges_across_leave_one_open(people):
    one, two = (operations.receive_inquiry(**INQUIRY) for _number in range(2))
    ada, bea = people

    outcomes = at_once(lambda: merging.merge(one, two, by=ada), lambda: merging.merge(two, one, by=bea))

    open_ones = [received_by("inquiry", row.pk).is_open for row in (one, two)]
    assert (refused(outcomes), sorted(open_ones)) == (["InquiryClosed"], [False, True])
