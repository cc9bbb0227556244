"""The sweep ends what had its time, in both halves, whatever interrupts it, and leaves everything else alone."""

from datetime import timedelta

import pytest

from shared_apps.core.actors import SYSTEM
from shared_apps.core.clock import now
from shared_apps.core.datamap import Category
from shared_apps.core.db import Half
from shared_apps.core.models import Job, TrailEvent
from shared_apps.inquiries.models import Brief, BriefEntry, Inquiry
from shared_apps.introductions.models import Introduction
from shared_apps.retention import operations, sweeping
from shared_apps.retention.models import RunState, SweepRun
from shared_apps.retention.rules import rules
from shared_apps.tenancy.context import jeweler_context
from tenant_apps.portal.models import PortalSession
from tests.shared.retention.rows import rule_named, since_then
from tests.support.anyrow import make_row

LAPSE = timedelta(days=400)


class Killed(BaseException):
    """A process that stops at this line."""


def old_inquiries(count):
    closed = {"state": "closed", "close_reason": "answered", "closed_at": now() - LAPSE}
    return [make_row(Inquiry, reference=f"OLD{number}", **closed) for number in range(count)]


def test_the_sweep_deletes_what_had_its_time_and_nothing_else(db):
    old_inquiries(2)
    young = make_row(Inquiry, state="closed", close_reason="answered", closed_at=now(), reference="YOUNG")

    run = operations.sweep()

    assert list(Inquiry.objects.values_list("pk", flat=True)) == [young.pk]
    assert (run.counts["inquiries.inquiry: inquiry"], run.state, run.failures) == (2, RunState.FINISHED, {})


def test_a_second_sweep_finds_nothing_more(db):
    old_inquiries(2)
    operations.sweep()

    assert operations.sweep().rows == 0


def test_a_trial_counts_and_deletes_nothing(db):
    old_inquiries(2)

    run = operations.sweep(is_trial=True)

    assert (run.counts["inquiries.inquiry: inquiry"], Inquiry.objects.count()) == (2, 2)
    assert TrailEvent.objects.filter(object_id=run.pk).get().event == "retention.sweep.tried"


def test_every_run_is_in_the_trail_with_its_numbers_only(db):
    run = operations.sweep()

    assert TrailEvent.objects.filter(object_id=run.pk).get().event == "retention.sweep.finished"


def test_each_jeweler_s_own_rows_are_swept_in_their_own_workspace(jeweler_a, jeweler_b):
    rule = rule_named("portal.portalsession: token")
    for jeweler in (jeweler_a, jeweler_b):
        with jeweler_context(jeweler):
            since_then(rule, now() - timedelta(days=2))

    run = operations.sweep()

    assert (run.counts[rule.key], run.workspaces) == (2, 2)
    with jeweler_context(jeweler_b):
        assert PortalSession.objects.count() == 0


def test_what_a_jeweler_keeps_of_people_is_never_swept():
    of_people = {Category.CLIENT, Category.BRIEF, Category.ACCOUNT, Category.FILES}
    swept = {rule.declared.model._meta.label: rule.declared.fields.values() for rule in rules(Half.PROCESSOR)}

    assert {"portal.SignInLink", "portal.PortalSession", "privacy.Export", "audit.Job"} <= swept.keys()
    assert [label for label, fields in swept.items() if any(field.category in of_people for field in fields)] == []


def test_a_brief_an_introduction_still_needs_is_emptied_and_goes_with_it(db):
    brief = since_then(rule_named("inquiries.brief: inquiry"), now() - LAPSE)
    introduction = make_row(Introduction, brief=brief)
    make_row(BriefEntry, received=brief)

    operations.sweep()

    assert (BriefEntry.objects.count(), Introduction.objects.count()) == (0, 1)
    brief.refresh_from_db()
    assert (brief.name, brief.email, brief.preferences) == ("", "", "")
    assert operations.sweep().rows == 0
    Introduction.objects.filter(pk=introduction.pk).update(created_at=now() - timedelta(days=731))
    operations.sweep()
    assert (Introduction.objects.count(), Brief.objects.count()) == (0, 0)


def test_a_sweep_killed_between_batches_keeps_what_it_did_and_is_carried_on(db, monkeypatch):
    monkeypatch.setattr(sweeping, "BATCH", 2)
    old_inquiries(5)

    def die():
        raise Killed

    with pytest.raises(Killed):
        operations.sweep(pulse=die)
    cut = SweepRun.objects.get()
    assert (Inquiry.objects.count(), cut.counts, cut.state) == (3, {"inquiries.inquiry: inquiry": 2}, RunState.RUNNING)

    with pytest.raises(operations.SweepRunning):
        operations.sweep()
    SweepRun.objects.update(leased_until=now() - timedelta(seconds=1))
    carried_on = operations.sweep()

    assert (carried_on.pk, Inquiry.objects.count()) == (cut.pk, 0)
    assert carried_on.counts["inquiries.inquiry: inquiry"] == 5


def test_a_sweep_that_was_taken_over_stops(db, monkeypatch):
    monkeypatch.setattr(sweeping, "BATCH", 1)
    old_inquiries(3)

    def another_takes_over():
        SweepRun.objects.update(leased_until=now() + timedelta(hours=1))

    with pytest.raises(operations.SweepTakenOver):
        operations.sweep(pulse=another_takes_over)
    assert Inquiry.objects.count() == 1


def test_what_one_rule_cannot_do_does_not_keep_the_others(db):
    old_inquiries(1)
    rule = rule_named("inquiries.inquiry: inquiry")
    run = operations.begin(is_trial=False, by=SYSTEM)
    hand = operations._Hand(run, lambda: None)
    broken = type(rule)(rule.declared, rule.retention.on("closed_at", through="nobody.registered"))

    hand.carry_out(broken)
    hand.carry_out(rule)

    assert (run.failures, Inquiry.objects.count()) == ({rule.key: "UnknownEraser"}, 0)


def test_the_worker_leaves_a_running_sweep_to_the_other(db):
    operations.begin(is_trial=False, by=SYSTEM)

    assert operations.sweep_unless_running(is_trial=False, by=SYSTEM) is None
    assert SweepRun.objects.count() == 1


def test_asking_for_a_trial_queues_one_job(db):
    Job.objects.all().delete()

    operations.ask_for_sweep(is_trial=True, by=SYSTEM)

    assert [(job.name, job.arguments["is_trial"]) for job in Job.objects.all()] == [("retention.sweep", True)]
