"""Runs the sweep: both halves, every declared rule, and the watch over whether it ran."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from shared_apps.core.actors import SYSTEM, Actor, KnownActor
from shared_apps.core.clock import now
from shared_apps.core.db import CONTROLLER, Half, controller_atomic
from shared_apps.core.errors import DomainError
from shared_apps.core.jobs import enqueue, still_working
from shared_apps.core.operations import record
from shared_apps.egress import mail
from shared_apps.retention.models import Alarm, RunState, SweepRun
from shared_apps.retention.queries import is_overdue, last_finished_at, open_alarm
from shared_apps.retention.rules import Rule, due, ripe, rules
from shared_apps.retention.sweeping import sweep_rule
from shared_apps.tenancy.context import Tenant, jeweler_context, open_tenants
from shared_apps.tenancy.hosts import Surface, url_on

log = logging.getLogger("dialog.retention")

REMIND_AFTER = timedelta(days=1)
STARTS_EVERY = timedelta(hours=25)


class SweepRunning(DomainError):
    message = "A sweep is running already."
    permanent = True


class SweepTakenOver(DomainError):
    message = "Another process carries this sweep on."
    permanent = True


@controller_atomic()
def ask_for_sweep(*, is_trial: bool, by: Actor) -> None:
    """Have the worker sweep, or count what a sweep would take."""
    enqueue("retention.sweep", half=Half.CONTROLLER, is_trial=is_trial, by_id=str(by.actor_id) if by.actor_id else None)


def sweep_unless_running(*, is_trial: bool, by: Actor) -> SweepRun | None:
    """Sweep; where somebody else sweeps already there is nothing left to do."""
    try:
        return sweep(is_trial=is_trial, by=by)
    except (SweepRunning, SweepTakenOver):
        log.info("sweep left to another process")
        return None


def sweep(*, is_trial: bool = False, by: Actor = SYSTEM, pulse: Callable[[], None] = still_working) -> SweepRun:
    """Carry out every rule, or count what each would take; a run that was cut off is carried on. Raises SweepRunning.

    ``pulse`` is called after every batch.
    """
    run = begin(is_trial=is_trial, by=by)
    hand = _Hand(run, pulse)
    for rule in rules(Half.CONTROLLER):
        hand.carry_out(rule)
    of_jewelers = rules(Half.PROCESSOR)
    for tenant in open_tenants():
        _sweep_jeweler(hand, tenant, of_jewelers)
    return finish(run)


def _sweep_jeweler(hand: _Hand, tenant: Tenant, of_jewelers: list[Rule]) -> None:
    """Sweep one workspace; one that fails does not keep the others from theirs."""
    try:
        with jeweler_context(tenant):
            for rule in of_jewelers:
                hand.carry_out(rule)
    except SweepTakenOver:
        raise
    except Exception as error:
        log.warning("round failed", extra={"error": type(error).__name__, "tenant": str(tenant.id)})
        hand.run.failures[f"workspace {tenant.id}"] = type(error).__name__
    hand.run.workspaces += 1


@controller_atomic()
def begin(*, is_trial: bool, by: Actor) -> SweepRun:
    """Take up the run that was cut off, or begin one. Raises SweepRunning."""
    found = SweepRun.objects.select_for_update().filter(is_trial=is_trial, state=RunState.RUNNING).first()
    if found is not None:
        if found.leased_until > now():
            raise SweepRunning
        found.leased_until, found.workspaces = _lease(), 0
        found.save(update_fields=["leased_until", "workspaces"])
        return found
    try:
        with transaction.atomic(using=CONTROLLER):
            return SweepRun.objects.create(
                is_trial=is_trial, started_at=now(), started_by_id=by.actor_id, leased_until=_lease()
            )
    except IntegrityError as error:
        raise SweepRunning from error


def _lease() -> datetime:
    return now() + timedelta(seconds=settings.JOB_LEASE_SECONDS)


class _Hand:
    """One process's hold on a run: carries rules out and writes down, after each batch, how far it came."""

    def __init__(self, run: SweepRun, pulse: Callable[[], None]) -> None:
        self.run, self._pulse = run, pulse

    def carry_out(self, rule: Rule) -> None:
        """Carry one rule out; a rule that fails is noted and does not keep the others from theirs."""
        try:
            self._carry_out(rule)
        except SweepTakenOver:
            raise
        except Exception as error:
            log.warning("rule failed", extra={"error": type(error).__name__, "task": rule.key})
            self.run.failures[rule.key] = type(error).__name__

    def _carry_out(self, rule: Rule) -> None:
        at = self.run.started_at
        if self.run.is_trial:
            self._note(rule, due(rule, at).count())
            return
        if rule.declared.half is Half.CONTROLLER:
            self.run.held += max(0, ripe(rule, at).count() - due(rule, at).count())
        for ended in sweep_rule(rule, at):
            self._note(rule, ended)
            self._pulse()

    def _note(self, rule: Rule, ended: int) -> None:
        run, until = self.run, _lease()
        run.counts[rule.key] = run.counts.get(rule.key, 0) + ended
        mine = SweepRun.objects.filter(pk=run.pk, state=RunState.RUNNING, leased_until=run.leased_until)
        if not mine.update(counts=run.counts, failures=run.failures, workspaces=run.workspaces, leased_until=until):
            raise SweepTakenOver
        run.leased_until = until


@controller_atomic()
def finish(run: SweepRun) -> SweepRun:
    """Close the run and write it into the trail; a sweep that finished ends the alarm."""
    held = SweepRun.objects.select_for_update().get(pk=run.pk)
    if held.state != RunState.RUNNING or held.leased_until != run.leased_until:
        raise SweepTakenOver
    run.state, run.finished_at = RunState.FINISHED, now()
    run.save()
    name = "retention.sweep.tried" if run.is_trial else "retention.sweep.finished"
    by = KnownActor("account", run.started_by_id) if run.started_by_id else SYSTEM
    record(name, run, by=by, rows=run.rows, held=run.held, workspaces=run.workspaces, failures=len(run.failures))
    if run.is_flawless and not run.is_trial:
        end_alarm()
    return run


@controller_atomic()
def watch() -> None:
    """Look whether sweeps finish: start one that did not begin or was cut off, raise the alarm after two days."""
    newest = SweepRun.objects.filter(is_trial=False).order_by("-started_at").first()
    is_late = newest is None or newest.started_at < now() - STARTS_EVERY
    if is_late or (newest is not None and newest.state == RunState.RUNNING and newest.leased_until < now()):
        enqueue("retention.sweep", half=Half.CONTROLLER, is_trial=False, by_id=None)
    if is_overdue():
        raise_alarm()


def raise_alarm() -> Alarm:
    """Raise the alarm once and have staff told, again every day it lasts."""
    alarm, is_new = Alarm.objects.select_for_update().get_or_create(
        is_open=True, defaults={"last_finished_at": last_finished_at()}
    )
    if is_new:
        record("retention.alarm.raised", alarm, by=SYSTEM)
    if alarm.told_at is None or alarm.told_at <= now() - REMIND_AFTER:
        alarm.told_at = now()
        alarm.save(update_fields=["told_at"])
        enqueue("retention.tell_staff", half=Half.CONTROLLER, alarm_id=str(alarm.pk))
    return alarm


def end_alarm() -> None:
    alarm = open_alarm()
    if alarm is not None:
        Alarm.objects.filter(pk=alarm.pk, is_open=True).update(is_open=False, ended_at=now())
        record("retention.alarm.ended", alarm, by=SYSTEM)


def tell_staff(*, alarm_id: str) -> None:
    """Tell staff by mail, unless a sweep has finished meanwhile."""
    alarm = Alarm.objects.get(pk=UUID(alarm_id))
    if alarm.is_open:
        told = {"since": alarm.last_finished_at, "link": url_on(Surface.CONSOLE, "/registers/retention/")}
        mail.send("retention.alarm", to=settings.INTAKE_EMAIL, context=told)
