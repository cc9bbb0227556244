"""Deletes what is held about a person, row by row: plan, confirm, execute, pass on, certify (P53, P61).

A plan holds ids only. Each row is its own transaction, so a worker killed at any line goes on where it stopped; a row
that a law holds stays, and goes by itself when the hold ends.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any

from django.db.models import Model

from shared_apps.accounts.models import Membership, Session
from shared_apps.accounts.queries import owned_alone
from shared_apps.core.actors import SYSTEM, Actor
from shared_apps.core.clock import now
from shared_apps.core.datamap import Category, Declaration, Erase, declarations
from shared_apps.core.db import Half, controller_atomic
from shared_apps.core.errors import DomainError
from shared_apps.core.jobs import enqueue, still_working
from shared_apps.core.operations import record
from shared_apps.introductions.models import Introduction
from shared_apps.rights.clocks import today
from shared_apps.rights.contents import title_of
from shared_apps.rights.enums import DeletionState, DossierState, HoldKind, Kind, PassedKind, RequestState
from shared_apps.rights.erasing import blank_or_delete, erase_payloads
from shared_apps.rights.holds import STRONGER_THAN_A_WISH, active_holds, holding, model_named, release_hold
from shared_apps.rights.letters import certificate_context, deliver
from shared_apps.rights.passing import pass_on
from shared_apps.rights.refusals import NotAskedFor
from shared_apps.rights.request_models import Deletion, DeletionItem, Hold, Request, Restraint
from shared_apps.rights.requests import locked_known
from shared_apps.rights.subjects import everything_of, person_of, rows_of

ROW, BLANK = "row", "blank"
OUR_OWN = "rights"


class CopyFirst(DomainError):
    message = "The person also asked for a copy. Make it first; it can be opened after the deletion."


class DeletionBegun(DomainError):
    message = "This deletion was confirmed already."


class LastOwnerMustBeReplaced(DomainError):
    message = "This person is the only owner of a workspace. Another owner must be named there first."


@controller_atomic()
def plan_deletion(request: Request, *, by: Actor) -> Deletion:
    """Write down every row that goes, and what holds those that stay; planned again, it is brought up to date."""
    request = locked_known(request)
    if Kind.DELETION not in request.kinds:
        raise NotAskedFor
    deletion, is_new = Deletion.objects.get_or_create(request=request)
    if deletion.state == DeletionState.PLANNED:
        deletion.items.all().delete()
        _add_items(deletion)
        if is_new:
            record("rights.deletion.planned", deletion, by=by, **_counts(deletion))
    return deletion


def _add_items(deletion: Deletion) -> int:
    """Add every row that is not in the plan yet; return how many."""
    known = set(deletion.items.values_list("model", "row_key"))
    added = []
    for declared, rows in everything_of(person_of(deletion.request)):
        act, label = act_on(declared), declared.model._meta.label_lower
        if act is None or (declared.model._meta.app_label == OUR_OWN and declared.model is not model_named(RECORDS)):
            continue
        keys = [str(row.pk) for row in rows if not _is_empty(declared, row, act)]
        held = holding(declared.model, keys, kinds=STRONGER_THAN_A_WISH)
        added += [
            DeletionItem(
                deletion=deletion, model=label, row_key=key, act=act, step=step_of(declared.model), hold=held.get(key)
            )
            for key in keys
            if (label, key) not in known
        ]
    DeletionItem.objects.bulk_create(added)
    return len(added)


RECORDS = "rights.businessrecord"


def act_on(declared: Declaration) -> str | None:
    """Return what erasing a person does to a row of a model: deletes it, blanks it, or nothing."""
    rules = {field.erase for field in declared.fields.values() if field.category is not Category.NONE}
    if Erase.ROW in rules:
        return ROW
    return BLANK if Erase.BLANK in rules else None


def _is_empty(declared: Declaration, row: Model, act: str) -> bool:
    """Whether a row that is blanked has nothing left to blank."""
    if act == ROW:
        return False
    return all(not getattr(row, name) for name, rule in declared.fields.items() if rule.erase is Erase.BLANK)


def step_of(model: type[Model]) -> int:
    """Return when a model's rows go: those that point to others before those they point to."""
    return 100 - _depth(model)


@cache
def _depth(model: type[Model]) -> int:
    known = set(declarations())
    points_to = {field.related_model for field in model._meta.concrete_fields if field.is_relation} - {model}
    return 1 + max((_depth(other) for other in points_to if other in known), default=0)


def _counts(deletion: Deletion) -> dict[str, int]:
    held = deletion.items.exclude(hold=None).count()
    return {"rows": deletion.items.count() - held, "held": held}


@controller_atomic()
def confirm_deletion(deletion: Deletion, *, by: Actor) -> Deletion:
    """Let the plan be carried out: sessions and places end at once, the rest by a task; two people confirm once.

    Raises DeletionBegun, CopyFirst, LastOwnerMustBeReplaced.
    """
    deletion = _locked(deletion)
    request = locked_known(deletion.request)
    if deletion.state != DeletionState.PLANNED:
        raise DeletionBegun
    _check_copy(request)
    _check_owners(request)
    deletion.items.all().delete()
    _add_items(deletion)
    Session.objects.filter(account__in=person_of(request).accounts).delete()
    _pass_on(request)
    deletion.state, deletion.confirmed_at, deletion.confirmed_by_id = DeletionState.RUNNING, now(), by.actor_id
    deletion.save(update_fields=["state", "confirmed_at", "confirmed_by_id"])
    record("rights.deletion.confirmed", deletion, by=by, **_counts(deletion))
    enqueue("rights.run_deletion", half=Half.CONTROLLER, deletion_id=str(deletion.pk))
    return deletion


def _check_copy(request: Request) -> None:
    wants_copy = {Kind.ACCESS, Kind.PORTABILITY} & set(request.kinds)
    if wants_copy and not request.dossiers.filter(state=DossierState.READY).exists():
        raise CopyFirst


def sole_ownerships(request: Request) -> list[Membership]:
    """Return the places of the person in workspaces that would have no owner without them."""
    return owned_alone(person_of(request).accounts)


def _check_owners(request: Request) -> None:
    alone = sole_ownerships(request)
    if alone:
        names = ", ".join(place.jeweler.name for place in alone)
        raise LastOwnerMustBeReplaced(f"This person is the only owner of {names}. Another owner must be named first.")


def _pass_on(request: Request) -> None:
    """Tell every jeweler who was introduced; they decide about their own records."""
    kind = PassedKind.MINOR if request.is_minor else PassedKind.DELETION
    for introduction in _introductions(request):
        text = "DIA'LOG deleted what it held about the person of this introduction."
        pass_on(request, introduction.jeweler, kind=kind, text=text, introduction_id=introduction.pk)


def _introductions(request: Request) -> list[Introduction]:
    declared = declarations()[Introduction]
    keys = rows_of(person_of(request), declared).values("pk")
    return list(Introduction.objects.filter(pk__in=keys).select_related("jeweler").order_by("pk"))


def run_deletion(*, deletion_id: str) -> None:
    """Erase row by row, then finish; killed anywhere, it goes on."""
    deletion = Deletion.objects.get(pk=deletion_id)
    while deletion.state == DeletionState.RUNNING:
        for key in _waiting(deletion):
            still_working()
            erase_item(key)
        deletion = finish_deletion(deletion)


def _waiting(deletion: Deletion) -> list[Any]:
    rows = deletion.items.filter(done_at=None, hold=None).order_by("step", "pk")
    return list(rows.values_list("pk", flat=True))


@controller_atomic()
def erase_item(key: Any, *, by: Actor = SYSTEM) -> None:
    """Erase one row of a plan and note it; done before, it stays done."""
    item = DeletionItem.objects.select_for_update().get(pk=key)
    if item.done_at is not None:
        return
    blank_or_delete(model_named(item.model), item.row_key, delete=item.act == ROW, by=by)
    item.done_at = now()
    item.save(update_fields=["done_at"])


@controller_atomic()
def finish_deletion(deletion: Deletion) -> Deletion:
    """Certify the deletion once nothing more is found; what came in meanwhile is added and goes too."""
    deletion = _locked(deletion)
    if deletion.state != DeletionState.RUNNING or _add_items(deletion) or _waiting(deletion):
        return deletion
    request = Request.objects.select_for_update().get(pk=deletion.request_id)
    deletion.certificate = _certificate(deletion, request)
    deletion.state, deletion.finished_at = DeletionState.DONE, now()
    deletion.save(update_fields=["certificate", "state", "finished_at"])
    request.state, request.closed_at = RequestState.DONE, now()
    request.save(update_fields=["state", "closed_at"])
    _release_wishes(deletion)
    erase_payloads(deletion.items.values_list("row_key", flat=True), person_of(request).accounts)
    record("rights.deletion.done", deletion, by=SYSTEM, **_counts(deletion))
    enqueue("rights.certify_deletion", half=Half.CONTROLLER, deletion_id=str(deletion.pk))
    return deletion


def _release_wishes(deletion: Deletion) -> None:
    """End what the person's own wish kept: they wished otherwise since."""
    gone = deletion.items.exclude(done_at=None).values("row_key")
    for hold in active_holds().filter(kind=HoldKind.WISH, row_key__in=gone).order_by("pk"):
        release_hold(hold, reason="The person had it deleted.", by=SYSTEM)


def _certificate(deletion: Deletion, request: Request) -> dict[str, Any]:
    """Return what went, what stays until when on which law, and who was told; without a word about the person."""
    items = list(deletion.items.select_related("hold").order_by("step", "pk"))
    gone = Counter(title_of(model_named(item.model)) for item in items if item.done_at)
    told = request.passed.values_list("jeweler__name", flat=True).distinct().order_by("jeweler__name")
    return {
        "reference": request.reference,
        "done_on": today().isoformat(),
        "deleted": [{"what": what, "count": count} for what, count in sorted(gone.items())],
        "kept": [_kept(item, item.hold) for item in items if item.hold and not item.done_at],
        "told": list(told),
    }


def _kept(item: DeletionItem, hold: Hold) -> dict[str, Any]:
    row = model_named(item.model)._default_manager.filter(pk=item.row_key).first()
    what = f"{title_of(model_named(item.model))} {row}".strip() if item.model == RECORDS else ""
    return {
        "what": what or title_of(model_named(item.model)),
        "statute": hold.statute,
        "until": hold.until.isoformat() if hold.until else None,
    }


def certify_deletion(*, deletion_id: str) -> None:
    """Send the certificate, then forget the address it went to; a child is not written to."""
    deletion = Deletion.objects.select_related("request").get(pk=deletion_id)
    request = deletion.request
    to = request.requester_email if request.is_minor else request.address
    if deletion.told_at is None and to:
        context = certificate_context(deletion) | {"reference": request.reference, "done_on": today()}
        deliver("deleted", to, context, request.language)
    forget_request(deletion)


@controller_atomic()
def forget_request(deletion: Deletion) -> None:
    """Keep of the request only what proves that it was answered."""
    deletion = _locked(deletion)
    if deletion.told_at is None:
        deletion.told_at = now()
        deletion.save(update_fields=["told_at"])
    nothing: dict[str, Any] = dict.fromkeys(
        ("name", "told", "requester_name", "requester_email", "relation_evidence", "identity_note"), ""
    )
    request = Request.objects.select_for_update().get(pk=deletion.request_id)
    if not _has_open_copy(request):
        Request.objects.filter(pk=request.pk).update(emails=[], phones=[], account=None, **nothing)
    request.corrections.all().update(old_value="", new_value="")
    if request.is_minor:
        Restraint.objects.filter(request=request).delete()


def forget_answered() -> int:
    """Forget the requests whose copy was opened or has expired since the certificate went out."""
    told = Deletion.objects.filter(told_at__isnull=False, request__emails__len__gt=0).select_related("request")
    ready = [deletion for deletion in told.order_by("pk") if not _has_open_copy(deletion.request)]
    for deletion in ready:
        forget_request(deletion)
    return len(ready)


def _has_open_copy(request: Request) -> bool:
    """Whether a copy still waits to be opened, with a code sent to the address."""
    return request.dossiers.filter(state=DossierState.READY, opened_at=None).exists()


def resume_deletion(*, hold_id: str) -> None:
    """Erase what a hold kept, now that it has ended and no other law holds it."""
    hold = Hold.objects.get(pk=hold_id)
    for item in hold.items.filter(done_at=None, deletion__confirmed_at__isnull=False).order_by("pk"):
        _resume(item)


@controller_atomic()
def _resume(item: DeletionItem) -> None:
    item = DeletionItem.objects.select_for_update().get(pk=item.pk)
    other = holding(model_named(item.model), [item.row_key], kinds=STRONGER_THAN_A_WISH).get(item.row_key)
    if other is not None:
        item.hold = other
        item.save(update_fields=["hold"])
        return
    erase_item(item.pk)
    record("rights.deletion.resumed", item.deletion, by=SYSTEM, model=item.model)


def _locked(deletion: Deletion) -> Deletion:
    return Deletion.objects.select_for_update(of=("self",)).select_related("request").get(pk=deletion.pk)
