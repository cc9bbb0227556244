"""Pages of the timeline: what happened with a client, and what is to be done."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from shared_apps.core.clock import today
from shared_apps.core.http import requires
from tenant_apps.clients.pages import act, client_or_404, form_page, get_or_post, member_of, uuid_or_none
from tenant_apps.timeline import operations, queries
from tenant_apps.timeline.enums import ActivityKind
from tenant_apps.timeline.forms import ActivityForm, TaskForm, TextForm
from tenant_apps.timeline.models import Activity, Task
from tenant_apps.timeline.permissions import REMOVE_ACTIVITY, VIEW_TIMELINE, WRITE_TIMELINE


def _activity(pk: UUID) -> Activity:
    return get_object_or_404(Activity.objects.select_related("client", "written_by"), pk=pk)


@require_GET
@requires(VIEW_TIMELINE)
def activity_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    client, kind = client_or_404(request, pk), request.GET.get("kind", "")
    kind = kind if kind in ActivityKind.values else ""
    after = uuid_or_none(request.GET.get("after", ""))
    page = queries.page_of_activities(client, kind=kind, after=after)
    operations.note_mentions_seen(client, by=member_of(request))
    context = {"client": client, "page": page, "kind": kind, "kinds": ActivityKind.choices}
    return render(request, "timeline/activity_list.html", context)


@get_or_post
@requires(WRITE_TIMELINE)
def activity_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    client = client_or_404(request, pk)
    form = ActivityForm(request.POST or None, initial={"kind": request.GET.get("kind", ActivityKind.NOTE)})
    write = partial(operations.write_activity, client)
    return form_page(request, form, write, title="What happened", client=client)


@require_GET
@requires(VIEW_TIMELINE)
def activity_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one entry, with what stands before and after it a click away."""
    activity = _activity(pk)
    return render(request, "timeline/activity.html", {"client": activity.client, "activity": activity})


@get_or_post
@requires(WRITE_TIMELINE)
def activity_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    activity = _activity(pk)
    now = {"text": activity.text, "revision": activity.revision}
    form = TextForm(request.POST) if request.method == "POST" else TextForm(initial=now)
    write = partial(operations.edit_activity, activity)
    return form_page(request, form, write, title="Change the words", client=activity.client)


@require_POST
@requires(WRITE_TIMELINE)
def activity_pin(request: HttpRequest, pk: UUID) -> HttpResponse:
    activity, pinned = _activity(pk), request.POST.get("pinned") == "1"
    write = partial(operations.pin_activity, activity, pinned=pinned)
    return act(request, activity.client, write, "Pinned." if pinned else "No longer pinned.")


@require_POST
@requires(REMOVE_ACTIVITY)
def activity_removal(request: HttpRequest, pk: UUID) -> HttpResponse:
    activity = _activity(pk)
    return act(request, activity.client, partial(operations.remove_activity, activity), "Removed.")


@require_GET
@requires(VIEW_TIMELINE)
def task_list(request: HttpRequest) -> HttpResponse:
    tasks = Paginator(queries.tasks_for(member_of(request)), queries.PAGE).get_page(request.GET.get("page"))
    return render(request, "timeline/task_list.html", {"tasks": tasks, "today": today()})


@get_or_post
@requires(WRITE_TIMELINE)
def task_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    client = client_or_404(request, pk)
    write = partial(operations.add_task, client)
    return form_page(request, TaskForm(request.POST or None), write, title="Add a task", client=client)


def _back(request: HttpRequest, task: Task, word: str) -> HttpResponse:
    messages.success(request, word)
    if request.POST.get("from") == "tasks":
        return redirect("timeline:task_list")
    return redirect("clients:client_detail", task.client_id)


@require_POST
@requires(WRITE_TIMELINE)
def task_completion(request: HttpRequest, pk: UUID) -> HttpResponse:
    task = get_object_or_404(Task, pk=pk)
    operations.finish_task(task, by=member_of(request))
    return _back(request, task, "Done.")


@require_POST
@requires(WRITE_TIMELINE)
def task_reopening(request: HttpRequest, pk: UUID) -> HttpResponse:
    task = get_object_or_404(Task, pk=pk)
    operations.reopen_task(task, by=member_of(request))
    return _back(request, task, "Taken up again.")
