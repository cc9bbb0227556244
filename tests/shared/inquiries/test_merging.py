"""Somebody who wrote twice: suggested by address or phone, merged by a person, separated again without a loss."""

from datetime import timedelta

import pytest

from shared_apps.core.clock import now
from shared_apps.inquiries import merging, operations
from shared_apps.inquiries.enums import CloseReason, InquiryState
from shared_apps.inquiries.threads import ChangedMeanwhile, InquiryClosed, last_seen, received_by
from tests.shared.inquiries.conftest import BRIEF, INQUIRY


def fresh(received):
    return received_by(received.kind, received.pk)


def brief_of(**told):
    return operations.receive_brief(**BRIEF | told)


def message_of(**told):
    return operations.receive_inquiry(**INQUIRY | {"email": BRIEF["email"]} | told)


@pytest.mark.parametrize(
    ("told", "is_same"),
    [
        ({"email": "WEN@Example.com", "phone": ""}, True),
        ({"email": "other@example.com", "phone": "0085255550199"}, True),
        ({"email": "other@example.com", "phone": "5555 0199"}, True),
        ({"email": "other@example.com", "phone": "+852 5555 0198"}, False),
        ({"email": "other@example.com", "phone": ""}, False),
        ({"email": "other@example.com", "phone": "550199"}, False),
    ],
)
def test_the_same_address_or_telephone_suggests_the_same_person(brief, told, is_same):
    other = brief_of(**told)

    assert merging.likely_duplicates(brief) == ([other] if is_same else [])
    assert merging.likely_duplicates(other) == ([brief] if is_same else [])


def test_full_width_digits_are_digits():
    assert merging.digits_of("＋８５２　５５５５　０１９９") == "55550199"


def test_closed_threads_are_not_suggested_and_ten_are_enough(brief, staff):
    operations.close(message_of(), reason=CloseReason.SPAM, by=staff)
    for _number in range(12):
        message_of()

    assert len(merging.likely_duplicates(brief)) == 10


def test_merging_keeps_both_texts_and_one_open_thread(brief, staff, trail):
    other = message_of()
    type(other).objects.update(answer_by=now() - timedelta(hours=1))

    merging.merge(brief, other, by=staff)

    kept, closed = fresh(brief), fresh(other)
    assert (kept.state, closed.state, closed.close_reason) == (InquiryState.NEW, InquiryState.CLOSED, "merged")
    assert (closed.merged_into_kind, closed.merged_into_id) == ("brief", brief.pk)
    assert (closed.message, kept.preferences) == (INQUIRY["message"], BRIEF["preferences"])
    assert kept.answer_by == closed.answer_by
    assert merging.merged_into(brief) == [other]
    assert trail(brief)[-1] == ("inquiries.brief.merged", "account")
    assert trail(other)[-1] == ("inquiries.inquiry.merged_into", "account")


def test_separating_undoes_it(brief, staff):
    other = message_of()
    operations.acknowledge(other, by=staff)
    merging.merge(brief, other, by=staff)

    merging.separate(other, by=staff)

    alone = fresh(other)
    assert (alone.state, alone.merged_into_id, alone.merged_into_kind, alone.closed_at) == (
        "acknowledged",
        None,
        "",
        None,
    )
    assert merging.merged_into(brief) == []


def test_what_was_merged_before_moves_along(staff):
    first, second, third = message_of(), message_of(), message_of()
    merging.merge(second, first, by=staff)

    merging.merge(third, second, by=staff)

    assert set(merging.merged_into(third)) == {first, second}


def test_closing_the_kept_one_starts_the_clock_of_all(brief, staff):
    other = message_of()
    merging.merge(brief, other, by=staff)
    type(other).objects.update(closed_at=now() - timedelta(days=300))

    operations.close(brief, reason=CloseReason.ANSWERED, by=staff)

    assert fresh(other).closed_at == fresh(brief).closed_at


def test_a_merged_thread_is_not_opened_by_itself(brief, staff):
    other = message_of()
    merging.merge(brief, other, by=staff)

    with pytest.raises(operations.MergedIntoAnother):
        operations.reopen(other, by=staff)

    assert fresh(other).state == InquiryState.CLOSED


@pytest.mark.parametrize(
    ("case", "error"),
    [
        ("itself", merging.SameThread),
        ("a brief into a message", merging.BriefIsKept),
        ("somebody else's", merging.NotTheSamePerson),
        ("a closed one", InquiryClosed),
        ("what a colleague changed", ChangedMeanwhile),
    ],
)
def test_what_does_not_belong_together_stays_apart(brief, staff, case, error):
    kept, other, seen = message_of(), message_of(), None
    if case == "itself":
        other = kept
    if case == "a brief into a message":
        other = brief
    if case == "somebody else's":
        other = message_of(email="other@example.com")
    if case == "a closed one":
        operations.close(other, reason=CloseReason.SPAM, by=staff)
    if case == "what a colleague changed":
        seen = last_seen(kept)
        operations.acknowledge(kept, by=staff)

    with pytest.raises(error):
        merging.merge(kept, other, by=staff, seen=seen)

    assert (fresh(kept).is_open, fresh(other).merged_into_id) == (True, None)


def test_separating_what_stands_alone_is_refused(brief, staff):
    with pytest.raises(merging.NotMerged):
        merging.separate(brief, by=staff)
