"""Writes of the timeline: what happened, who should know, what is to be done."""

from __future__ import annotations

import re
from datetime import date, datetime

from shared_apps.core.clock import now
from shared_apps.core.db import jeweler_atomic
from shared_apps.core.errors import DomainError
from tenant_apps.audit.operations import record
from tenant_apps.clients.models import Client
from tenant_apps.clients.operations import open_client, refuse_card_numbers
from tenant_apps.search.operations import forget_found, keep_found
from tenant_apps.team.models import Member
from tenant_apps.timeline.models import Activity, Mention, Task

_MENTION = re.compile(r"@([^\s@]+)")


class NotYetHappened(DomainError):
    message = "This has not happened yet. Make it a task instead."


@jeweler_atomic()
def write_activity(
    client: Client, *, kind: str, text: str, happened_at: datetime | None = None, by: Member
) -> Activity:
    """Write down what happened; colleagues named with @ are told on their first page. Raises NotYetHappened."""
    client = open_client(client)
    refuse_card_numbers(text)
    at = now()
    if happened_at is not None and happened_at > at:
        raise NotYetHappened
    activity = Activity.objects.create(
        client=client, kind=kind, text=text.strip(), happened_at=happened_at or at, written_by=by
    )
    _mention(activity)
    keep_found("note", activity)
    record("timeline.activity.written", activity, by=by, number=client.number, kind=str(kind))
    return activity


class ActivityChanged(DomainError):
    message = "Somebody has changed this since you opened it. Have a look, then save again."


class NotYours(DomainError):
    message = "Only who wrote this can change it."


@jeweler_atomic()
def edit_activity(activity: Activity, *, text: str, revision: int, by: Member) -> Activity:
    """Change one's own words; raises NotYours, and ActivityChanged when they changed since ``revision`` was read."""
    client = open_client(activity.client)
    activity = Activity.objects.select_for_update().get(pk=activity.pk)
    if activity.written_by_id != by.pk:
        raise NotYours
    if activity.revision != revision:
        raise ActivityChanged
    refuse_card_numbers(text)
    activity.text, activity.revision, activity.edited_at = text.strip(), revision + 1, now()
    activity.save(update_fields=["text", "revision", "edited_at"])
    _mention(activity)
    keep_found("note", activity)
    record("timeline.activity.edited", activity, by=by, number=client.number)
    return activity


@jeweler_atomic()
def pin_activity(activity: Activity, *, pinned: bool, by: Member) -> None:
    """Let something stand above the others, or not any more."""
    client = open_client(activity.client)
    if Activity.objects.filter(pk=activity.pk, is_pinned=not pinned).update(is_pinned=pinned):
        record("timeline.activity.pinned", activity, by=by, number=client.number, pinned=pinned)


@jeweler_atomic()
def remove_activity(activity: Activity, *, by: Member) -> None:
    """Remove what was written by mistake."""
    client = open_client(activity.client)
    if client.activities.filter(pk=activity.pk).delete()[0]:
        forget_found(activity.pk)
        record("timeline.activity.removed", client, by=by, number=client.number)


@jeweler_atomic()
def note_mentions_seen(client: Client, *, by: Member) -> None:
    """Note that a member has read what mentions them at one client."""
    Mention.objects.filter(activity__client=client, member=by, seen_at=None).update(seen_at=now())


def _mention(activity: Activity) -> None:
    """Remember who is named: by first name, whole name without spaces, or the address before its @."""
    called = {name.casefold().strip(".,;:!?)") for name in _MENTION.findall(activity.text)}
    if not called:
        return
    members = Member.objects.filter(is_active=True).exclude(pk=activity.written_by_id)
    named = [member for member in members if called & _names_of(member)]
    Mention.objects.bulk_create((Mention(activity=activity, member=one) for one in named), ignore_conflicts=True)


def _names_of(member: Member) -> set[str]:
    name = member.display_name.casefold()
    return {name.replace(" ", ""), name.partition(" ")[0], member.email.partition("@")[0].casefold()}


@jeweler_atomic()
def add_task(
    client: Client, *, title: str, due_on: date | None = None, assignee: Member | None = None, by: Member
) -> Task:
    """Keep something to do for a client."""
    client = open_client(client)
    refuse_card_numbers(title)
    task = Task.objects.create(client=client, title=title.strip(), due_on=due_on, assignee=assignee, made_by=by)
    record("timeline.task.added", task, by=by, number=client.number)
    return task


@jeweler_atomic()
def finish_task(task: Task, *, by: Member) -> Task:
    """Note that it is done, and by whom; the first one stays."""
    task = Task.objects.select_for_update().select_related("client").get(pk=task.pk)
    if task.done_at is None:
        task.done_at, task.done_by = now(), by
        task.save(update_fields=["done_at", "done_by"])
        record("timeline.task.finished", task, by=by, number=task.client.number)
    return task


@jeweler_atomic()
def reopen_task(task: Task, *, by: Member) -> Task:
    """Take back that it is done."""
    task = Task.objects.select_for_update().select_related("client").get(pk=task.pk)
    if task.done_at is not None:
        task.done_at, task.done_by = None, None
        task.save(update_fields=["done_at", "done_by"])
        record("timeline.task.reopened", task, by=by, number=task.client.number)
    return task
