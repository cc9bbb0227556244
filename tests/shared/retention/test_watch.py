"""The alarm: raised when no sweep finished for 48 hours, told once a day, ended by the sweep that finishes."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from shared_apps.core.actors import SYSTEM
from shared_apps.core.clock import now
from shared_apps.core.models import Job, TrailEvent
from shared_apps.retention import operations
from shared_apps.retention.models import Alarm, SweepRun
from shared_apps.retention.queries import is_overdue

HOUR = timedelta(hours=1)


@pytest.fixture
def swept(db):
    """A sweep has just finished."""
    run = operations.sweep()
    Job.objects.all().delete()
    return run


def queued():
    return sorted(Job.objects.values_list("name", flat=True))


@pytest.mark.parametrize(
    ("later", "overdue"),
    [(timedelta(hours=47, minutes=59), False), (timedelta(hours=48), True), (timedelta(hours=49), True)],
    ids=["47:59", "48:00", "49:00"],
)
def test_two_days_without_a_sweep_are_too_long(swept, later, overdue):
    with time_machine.travel(swept.finished_at + later, tick=False):
        assert is_overdue() is overdue


def test_the_alarm_is_raised_once_and_staff_are_told_once_a_day(swept):
    for hours in (49, 50, 72):
        with time_machine.travel(swept.finished_at + hours * HOUR, tick=False):
            operations.watch()
    assert (Alarm.objects.count(), queued().count("retention.tell_staff")) == (1, 1)

    with time_machine.travel(swept.finished_at + 73 * HOUR, tick=False):
        operations.watch()
    assert (Alarm.objects.count(), queued().count("retention.tell_staff")) == (1, 2)


def test_a_sweep_that_finishes_ends_the_alarm(swept):
    with time_machine.travel(swept.finished_at + 49 * HOUR, tick=False):
        operations.watch()
        operations.sweep()
        operations.watch()

    alarm = Alarm.objects.get()
    assert (alarm.is_open, alarm.ended_at is not None) == (False, True)
    events = TrailEvent.objects.filter(object_id=alarm.pk).order_by("seq").values_list("event", flat=True)
    assert list(events) == ["retention.alarm.raised", "retention.alarm.ended"]


def test_a_trial_or_a_sweep_with_a_failed_rule_does_not_count_as_finished(swept):
    with time_machine.travel(swept.finished_at + 49 * HOUR, tick=False):
        operations.sweep(is_trial=True)
        failed = operations.begin(is_trial=False, by=SYSTEM)
        failed.failures = {"a rule": "ValueError"}
        operations.finish(failed)

        assert is_overdue()


def test_staff_are_told_by_mail_what_stopped(swept, mailoutbox):
    alarm = Alarm.objects.create(last_finished_at=now() - 49 * HOUR)

    operations.tell_staff(alarm_id=str(alarm.pk))

    (mail,) = mailoutbox
    assert (mail.subject, mail.to) == ("Nothing was deleted for two days", ["hello@dialogjewelers.com"])
    assert "/retention/" in mail.body


def test_an_alarm_that_ended_meanwhile_is_not_told(swept, mailoutbox):
    alarm = Alarm.objects.create(is_open=False, ended_at=now())

    operations.tell_staff(alarm_id=str(alarm.pk))

    assert mailoutbox == []


def test_the_watch_starts_a_sweep_that_did_not_begin(swept):
    with time_machine.travel(swept.started_at + 24 * HOUR, tick=False):
        operations.watch()
    assert queued() == []

    with time_machine.travel(swept.started_at + 26 * HOUR, tick=False):
        operations.watch()
    assert queued() == ["retention.sweep"]


def test_the_watch_carries_on_a_sweep_that_was_cut_off(swept):
    cut = operations.begin(is_trial=False, by=SYSTEM)
    operations.watch()
    assert queued() == []

    SweepRun.objects.filter(pk=cut.pk).update(leased_until=now() - HOUR)
    operations.watch()
    assert queued() == ["retention.sweep"]


def test_the_health_command_fails_when_the_sweep_does_not_run(swept):
    said = StringIO()
    call_command("sweep_health", stdout=said)
    assert "finished at" in said.getvalue()

    with time_machine.travel(swept.finished_at + 49 * HOUR, tick=False), pytest.raises(CommandError):
        call_command("sweep_health")


def test_the_command_counts_in_a_dry_run_and_sweeps_without(db):
    said = StringIO()
    call_command("sweep", "--dry-run", stdout=said)
    call_command("sweep", stdout=said)

    assert list(SweepRun.objects.order_by("pk").values_list("is_trial", flat=True)) == [True, False]
    assert "workspaces" in said.getvalue()


def test_the_command_says_that_a_sweep_is_running(db):
    operations.begin(is_trial=False, by=SYSTEM)

    with pytest.raises(CommandError):
        call_command("sweep")
