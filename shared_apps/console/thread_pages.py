"""Everything the page of a thread needs, asked for once."""

from __future__ import annotations

from typing import Any

from shared_apps.accounts.models import Account
from shared_apps.accounts.queries import names_of
from shared_apps.console.forms import IntroductionForm
from shared_apps.console.inbox_queries import clock_of
from shared_apps.console.thread_forms import AnswerForm, AssignmentForm, ClosureForm, ReplyForm, WordsForm
from shared_apps.console.thread_queries import colleagues, moments_of, remarks_of
from shared_apps.core.datamap import Purpose
from shared_apps.core.restraints import is_restrained
from shared_apps.inquiries import merging
from shared_apps.inquiries.enums import InquiryState
from shared_apps.inquiries.models import Brief, Received
from shared_apps.inquiries.reply_templates import template_named, templates_for
from shared_apps.inquiries.threads import MODELS, entries_of, events_of
from shared_apps.introductions.queries import introductions_of, proposals_of


def context_of(received: Received, me: Account, *, template: str = "", **bound: Any) -> dict[str, Any]:
    """Return the context of a thread's page; ``bound`` takes the place of empty forms."""
    events, entries, people = events_of(received), entries_of(received), colleagues()
    names = names_of([received.acknowledged_by_id, received.assigned_to_id, *(entry.by_id for entry in entries)])
    context = {
        "received": received,
        "seen": events[-1].seq if events else 0,
        "moments": moments_of(received, events),
        "remarks": remarks_of(entries, names),
        "acknowledged_by": _name(names, received.acknowledged_by_id),
        "assigned_to": _name(names, received.assigned_to_id),
        "is_mine": received.assigned_to_id == me.pk,
        "clocks": _clocks(received),
        "is_restrained": is_restrained(received.email, Purpose.RESPOND),
        "duplicates": merging.likely_duplicates(received) if received.is_open else [],
        "merged": merging.merged_into(received),
        "kept": _kept(received),
        "templates": templates_for(received),
        "reply": ReplyForm(prefix="reply", initial=_begun(received, template)),
        "call": WordsForm(prefix="call"),
        "answer": AnswerForm(prefix="answer"),
        "note": WordsForm(prefix="note"),
        "closure": ClosureForm(),
        "assignment": AssignmentForm(people=people, initial={"account": str(received.assigned_to_id or me.pk)}),
    }
    return context | _introduced(received) | bound


def _name(names: dict[Any, str], pk: Any) -> str:
    return names.get(pk, "") if pk else ""


def _begun(received: Received, key: str) -> dict[str, str]:
    template = template_named(received, key)
    return {"words": template.filled(received), "template": template.key} if template else {}


def _clocks(received: Received) -> list[dict[str, Any]]:
    """Return what is owed and until when: reading what is new, then the answer."""
    owed = []
    if received.state == InquiryState.NEW:
        owed.append(("Read", received.acknowledge_by))
    if received.is_open:
        owed.append(("Answered", received.answer_by))
    return [{"what": what, "due": due, "state": clock_of(due)} for what, due in owed if due]


def _kept(received: Received) -> Received | None:
    if received.merged_into_id is None:
        return None
    return MODELS[received.merged_into_kind]._default_manager.filter(pk=received.merged_into_id).first()


def _introduced(received: Received) -> dict[str, Any]:
    if not isinstance(received, Brief):
        return {}
    introductions = list(introductions_of(received))
    names = names_of([made.introduced_by_id for made in introductions])
    return {
        "proposals": list(proposals_of(received)),
        "introductions": [(made, names.get(made.introduced_by_id, "")) for made in introductions],
        "form": IntroductionForm(already={made.jeweler_id for made in introductions}),
    }
