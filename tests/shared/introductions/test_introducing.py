"""A brief reaches exactly the jewelers a person chose, once, and the one who sent it is told (P21, P43)."""

from uuid import uuid4

import pytest
from django.db import models

from shared_apps.core.actors import SYSTEM
from shared_apps.inquiries import operations as inquiries
from shared_apps.inquiries.enums import CloseReason, InquiryState
from shared_apps.introductions import operations
from shared_apps.introductions.models import Introduction
from shared_apps.introductions.operations import sharing
from shared_apps.jewelers.operations import invite_jeweler
from shared_apps.tenancy.context import jeweler_context
from tenant_apps.clients.models import Lead
from tests.shared.inquiries.conftest import BRIEF
from tests.support.work import work_off


def leads_of(jeweler):
    with jeweler_context(jeweler):
        return list(Lead.objects.values_list("introduction_id", "name", "email", "piece_type", "budget"))


def test_an_introduction_carries_no_price(db):
    amounts = (models.DecimalField, models.FloatField, models.IntegerField)

    assert [field.name for field in Introduction._meta.concrete_fields if isinstance(field, amounts)] == ["position"]


def test_introducing_records_who_decided_and_what_is_shared(brief, staff, jeweler_a, queued, trail):
    (made,) = operations.introduce_brief(brief, [jeweler_a.id], by=staff)

    brief.refresh_from_db()
    assert (brief.state, brief.acknowledged_by_id) == (InquiryState.INTRODUCED, staff.pk)
    assert (made.jeweler_id, made.introduced_by_id, made.delivered_at) == (jeweler_a.id, staff.pk, None)
    assert made.fields_shared == list(operations.SHARED_FIELDS)
    assert queued() == [("introductions.deliver", {"introduction_id": str(made.pk)})]
    assert trail(brief)[1:] == [("inquiries.brief.introduced", "account")]


def test_the_brief_arrives_at_the_chosen_jeweler_and_nowhere_else(brief, staff, jeweler_a, jeweler_b, mailoutbox):
    (made,) = operations.introduce_brief(brief, [jeweler_a.id], by=staff)

    assert work_off() == ["introductions.deliver", "introductions.tell_introduced", "introductions.tell_jeweler"]

    told = (made.pk, BRIEF["name"], BRIEF["email"], "Engagement ring", "HK$50,000 to 100,000")
    assert (leads_of(jeweler_a), leads_of(jeweler_b)) == ([told], [])
    made.refresh_from_db()
    assert made.delivered_at is not None
    (mail,) = mailoutbox
    assert mail.to == [BRIEF["email"]]
    assert jeweler_a.name in mail.body
    assert jeweler_b.name not in mail.body
    assert BRIEF["name"] not in mail.subject + mail.body


def test_two_jewelers_can_be_chosen_at_once(brief, staff, jeweler_a, jeweler_b, mailoutbox):
    operations.introduce_brief(brief, [jeweler_a.id, jeweler_b.id], by=staff)
    work_off()

    assert (len(leads_of(jeweler_a)), len(leads_of(jeweler_b)), len(mailoutbox)) == (1, 1, 2)


def test_a_worker_killed_between_the_two_halves_delivers_once(brief, staff, jeweler_a, mailoutbox, monkeypatch):
    (made,) = operations.introduce_brief(brief, [jeweler_a.id], by=staff)

    def die(_introduction):
        raise KeyboardInterrupt

    with monkeypatch.context() as killed:
        killed.setattr(sharing, "_note_delivered", die)
        with pytest.raises(KeyboardInterrupt):
            operations.deliver_introduction(introduction_id=str(made.pk))
    made.refresh_from_db()
    assert (len(leads_of(jeweler_a)), made.delivered_at) == (1, None)

    work_off()

    made.refresh_from_db()
    assert (len(leads_of(jeweler_a)), made.delivered_at is not None, len(mailoutbox)) == (1, True, 1)


def test_delivering_again_changes_nothing(brief, staff, jeweler_a, mailoutbox):
    (made,) = operations.introduce_brief(brief, [jeweler_a.id], by=staff)
    work_off()
    made.refresh_from_db()

    operations.deliver_introduction(introduction_id=str(made.pk))

    assert work_off() == []
    assert (len(leads_of(jeweler_a)), len(mailoutbox)) == (1, 1)


def test_a_jeweler_who_has_it_is_not_introduced_twice(brief, staff, jeweler_a, jeweler_b):
    operations.introduce_brief(brief, [jeweler_a.id], by=staff)

    made = operations.introduce_brief(brief, [jeweler_a.id, jeweler_b.id], by=staff)

    assert [introduction.jeweler_id for introduction in made] == [jeweler_b.id]
    assert Introduction.objects.count() == 2


def test_a_jeweler_who_is_not_active_receives_nothing(brief, staff, jeweler_a, queued, trail):
    invited = invite_jeweler(slug="not-yet-open", name="Not yet open", by=SYSTEM)
    before = trail(brief), queued()

    with pytest.raises(operations.JewelerCannotReceive):
        operations.introduce_brief(brief, [jeweler_a.id, invited.pk], by=staff)

    assert (Introduction.objects.count(), (trail(brief), queued())) == (0, before)


def test_an_unknown_jeweler_is_refused(brief, staff, jeweler_a):
    with pytest.raises(operations.JewelerCannotReceive):
        operations.introduce_brief(brief, [jeweler_a.id, uuid4()], by=staff)

    assert Introduction.objects.count() == 0


def test_nobody_chosen_is_refused(brief, staff, queued):
    with pytest.raises(operations.NoJewelerChosen):
        operations.introduce_brief(brief, [], by=staff)

    brief.refresh_from_db()
    assert (brief.state, queued()) == (InquiryState.NEW, [])


def test_a_closed_brief_is_not_introduced(brief, staff, jeweler_a):
    inquiries.close(brief, reason=CloseReason.WITHDRAWN, by=staff)

    with pytest.raises(inquiries.InquiryClosed):
        operations.introduce_brief(brief, [jeweler_a.id], by=staff)

    assert Introduction.objects.count() == 0
