"""A new edition: who it concerns is told once, with evidence; the history shows what changed (P70, P71)."""

from dataclasses import replace
from datetime import date

import pytest

from shared_apps.accounts.models import Account
from shared_apps.core.models import Job
from shared_apps.inquiries import operations as inquiries
from shared_apps.inquiries.enums import CloseReason
from shared_apps.notices.models import Delivery
from shared_apps.notices.operations import deliver
from shared_apps.notices.queries import evidence
from shared_apps.rights import operations, policy
from shared_apps.rights.models import PolicyVersion
from shared_apps.rights.policy import EVERYBODY, Audience
from shared_apps.rights.policy_history import Line, differences, history
from shared_apps.rights.policy_notices import addressees, tell_of
from tests.shared.inquiries.conftest import BRIEF, INQUIRY
from tests.support.people import make_account, make_member

ONLY = {audience: (audience,) for audience in Audience}


@pytest.fixture
def people(jeweler_a):
    """An owner, a bench jeweler, an open brief, a closed inquiry, an account that was put to sleep."""
    owner, bench = make_member(jeweler_a, "owner"), make_member(jeweler_a, "bench")
    brief = inquiries.receive_brief(**BRIEF | {"email": "wen@example.com"})
    closed = inquiries.receive_inquiry(**INQUIRY | {"email": "gone@example.com"})
    inquiries.close(closed, reason=CloseReason.ANSWERED, by=owner)
    asleep = make_account("asleep@example.com")
    Account.objects.filter(pk=asleep.pk).update(is_active=False)
    Job.objects.all().delete()
    return {"owner": owner, "bench": bench, "brief": brief}


@pytest.fixture
def second(monkeypatch, db):
    """A second edition, material and for everybody, is declared and published."""
    operations.sync_policy()
    new = replace(
        policy.EDITIONS[0], number=2, effective_on=date(2027, 1, 1), summary="What changed.", audience=EVERYBODY
    )
    monkeypatch.setattr(policy, "EDITIONS", (*policy.EDITIONS, new))
    Job.objects.all().delete()
    return operations.sync_policy()


def addresses(audience):
    return sorted(one.email for one in addressees(audience))


@pytest.mark.parametrize("audience", Audience, ids=str)
def test_an_audience_is_those_it_says_and_nobody_who_is_gone(people, audience):
    owner, bench = people["owner"].email, people["bench"].email
    expected = {
        Audience.OWNERS: {owner},
        Audience.ACCOUNTS: {owner, bench},
        Audience.OPEN_INQUIRIES: {"wen@example.com"},
    }

    found = set(addresses(ONLY[audience]))

    assert expected[audience] <= found
    assert {"gone@example.com", "asleep@example.com"} & found == set()
    if audience is not Audience.ACCOUNTS:
        assert found == expected[audience]


def test_nobody_is_told_twice_and_owners_see_the_banner_in_their_workspace(people, jeweler_a):
    found = addressees(EVERYBODY)

    assert len({one.email.lower() for one in found}) == len(found)
    owner = next(one for one in found if one.email == people["owner"].email)
    assert (owner.jeweler_id, owner.account_id) == (jeweler_a.id, people["owner"].pk)


def test_publishing_an_edition_queues_the_notice(second):
    queued = [(job.name, job.arguments) for job in Job.objects.all()]

    assert queued == [("registers.tell_of_policy", {"version_id": str(second.pk)})]


def test_the_notice_is_given_once_with_evidence(people, second, mailoutbox):
    tell_of(second)
    tell_of(second)
    for pk in Delivery.objects.values_list("pk", flat=True):
        deliver(delivery_id=str(pk))

    (given,) = evidence(second.pk)
    assert (given.told, given.sent) == (len(mailoutbox), len(mailoutbox))
    to_wen = [mail for mail in mailoutbox if mail.to == ["wen@example.com"]]
    assert [mail.subject for mail in to_wen] == ["Our privacy policy has changed"]
    assert "What changed." in to_wen[0].body


def test_the_first_edition_tells_nobody(people):
    assert tell_of(PolicyVersion.objects.get(number=1)) is None
    assert Delivery.objects.count() == 0


def test_every_material_edition_after_the_first_names_its_audience():
    assert [e.number for e in policy.EDITIONS[1:] if e.is_material and not e.audience] == []


def test_the_history_shows_editions_newest_first(second):
    assert [version.row.number for version in history()] == [2, 1]


def test_a_difference_is_what_went_and_what_came():
    old, new = "Title\nWe keep it a year.\nThe end\n", "Title\nWe keep it a month.\nThe end\n"

    assert differences(old, new) == (
        Line("same", "Title"),
        Line("gone", "We keep it a year."),
        Line("new", "We keep it a month."),
        Line("same", "The end"),
    )


def test_words_that_change_without_an_edition_cannot_be_published(monkeypatch, db):
    monkeypatch.setattr(policy, "EDITIONS", (replace(policy.EDITIONS[0], text_sha256="0" * 64),))

    with pytest.raises(operations.PolicyChangedWithoutEdition):
        operations.sync_policy()
