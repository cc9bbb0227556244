"""One inquiry or brief: everything that was asked, said, noted and done, and what can be done next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from shared_apps.console.inbox_queries import picked
from shared_apps.console.thread_forms import AnswerForm, AssignmentForm, ClosureForm, ReplyForm, WordsForm
from shared_apps.console.thread_pages import context_of
from shared_apps.console.thread_queries import colleagues, moments_of
from shared_apps.console.views.inbox import staff_of
from shared_apps.core.errors import DomainError
from shared_apps.core.http import refusal, staff_required
from shared_apps.inquiries import correspondence, merging, operations
from shared_apps.inquiries.enums import CloseReason
from shared_apps.inquiries.models import Brief, Received
from shared_apps.inquiries.threads import MODELS, ChangedMeanwhile
from shared_apps.introductions.operations import withdraw_brief

type Act = Callable[..., object]

SAID = {
    "reply": "Your reply is on its way.",
    "call": "It is written down.",
    "answer": "Their answer is entered, and the clock runs.",
    "note": "The note is added.",
}


def thread_of(kind: str, pk: UUID) -> Received:
    return get_object_or_404(MODELS[kind], pk=pk)


@require_safe
@staff_required
def detail(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    return thread_page(request, thread_of(kind, pk))


def thread_page(request: HttpRequest, received: Received, *, status: int = 200, **bound: Any) -> HttpResponse:
    """Draw the page of a thread; ``bound`` holds what was typed, so that no refusal loses it."""
    context = context_of(received, staff_of(request), template=request.GET.get("template", ""), **bound)
    return render(request, f"console/{received.kind}_detail.html", context, status=status)


def _changed(request: HttpRequest, received: Received, error: ChangedMeanwhile, **bound: Any) -> HttpResponse:
    """Show what somebody else did meanwhile, with everything this person had typed."""
    received.refresh_from_db()
    moments = moments_of(received, error.events, with_words=True)
    return thread_page(request, received, status=409, changed=moments, why=error.message, **bound)


def _seen(request: HttpRequest) -> int | None:
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 19 else None


def _say(request: HttpRequest, received: Received, name: str, form: forms.Form, say: Act) -> HttpResponse:
    """Keep what was typed in ``form``, or show it again with the reason why not."""
    if form.is_valid():
        try:
            say(received, by=staff_of(request), **form.cleaned_data)
        except ChangedMeanwhile as error:
            return _changed(request, received, error, **{name: form})
        except DomainError as error:
            received.refresh_from_db()
            form.add_error("words", error.message)
        else:
            messages.success(request, SAID[name])
            return _to(received)
    return thread_page(request, received, status=422, **{name: form})


@require_POST
@staff_required
def replies(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    def say(received: Received, **told: Any) -> object:
        return correspondence.reply(received, seen=_seen(request), **told)

    return _say(request, thread_of(kind, pk), "reply", ReplyForm(request.POST, prefix="reply"), say)


@require_POST
@staff_required
def calls(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    def say(received: Received, **told: Any) -> object:
        return correspondence.note_call(received, seen=_seen(request), **told)

    return _say(request, thread_of(kind, pk), "call", WordsForm(request.POST, prefix="call"), say)


@require_POST
@staff_required
def answers(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    form = AnswerForm(request.POST, prefix="answer")
    return _say(request, thread_of(kind, pk), "answer", form, correspondence.note_answer)


@require_POST
@staff_required
def notes(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    form = WordsForm(request.POST, prefix="note")
    return _say(request, thread_of(kind, pk), "note", form, correspondence.add_note)


def _do(request: HttpRequest, received: Received, act: Act, done: str, /, *given: object, **told: Any) -> HttpResponse:
    """Carry out an act without words; what somebody else did meanwhile is shown, anything else is said."""
    try:
        act(received, *given, by=staff_of(request), **told)
    except ChangedMeanwhile as error:
        return _changed(request, received, error)
    except DomainError as error:
        return refusal(request, error)
    messages.success(request, f"{received.reference} {done}.")
    return _to(received)


@require_POST
@staff_required
def acknowledgement(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    return _do(request, thread_of(kind, pk), operations.acknowledge, "is in your hands")


@require_POST
@staff_required
def assignment(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    """Take a thread, or hand it over."""
    received, people = thread_of(kind, pk), colleagues()
    form = AssignmentForm(request.POST, people=people)
    if not form.is_valid():
        messages.error(request, "Choose a colleague.")
        return _to(received)
    to = form.cleaned_data["account"]
    done = f"is in the hands of {dict(people)[to]}"
    return _do(request, received, operations.assign, done, UUID(to), seen=_seen(request))


@require_POST
@staff_required
def closure(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    received, form = thread_of(kind, pk), ClosureForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Choose why it is closed.")
        return _to(received)
    reason = CloseReason(form.cleaned_data["reason"])
    if isinstance(received, Brief) and reason == CloseReason.WITHDRAWN:
        # Whoever holds the brief is told, and nobody is asked any more.
        return _do(request, received, withdraw_brief, "is withdrawn", seen=_seen(request))
    return _do(request, received, operations.close, "is closed", reason=reason, seen=_seen(request))


@require_POST
@staff_required
def reopening(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    return _do(request, thread_of(kind, pk), operations.reopen, "is open again", seen=_seen(request))


@require_POST
@staff_required
def merges(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    """Merge another thread of the same person into this one."""
    received, others = thread_of(kind, pk), picked([request.POST.get("other", "")])
    if not others:
        messages.error(request, "Choose what to merge into this.")
        return _to(received)
    (other,) = others
    done = f"now stands for {other.reference} too"
    return _do(request, received, merging.merge, done, other, seen=_seen(request))


@require_POST
@staff_required
def separation(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    return _do(request, thread_of(kind, pk), merging.separate, "stands by itself again")


def _to(received: Received) -> HttpResponse:
    return HttpResponseRedirect(reverse(f"console:{received.kind}_detail", args=[received.pk]))
