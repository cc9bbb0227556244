"""The copy of everything held about a person over all controller tables, for reading and for other programs (P59, P64).

The person opens it on the App host, not on the Site: the Site keeps no session and shows nothing personal, ever.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from shared_apps.accounts.sealing import open_text, seal_text
from shared_apps.core.actors import SYSTEM, Actor
from shared_apps.core.clock import now
from shared_apps.core.company import COMPANY
from shared_apps.core.datamap import Category, Declaration
from shared_apps.core.db import Half, controller_atomic
from shared_apps.core.errors import DomainError
from shared_apps.core.jobs import enqueue
from shared_apps.core.operations import record
from shared_apps.rights.clocks import day_of
from shared_apps.rights.contents import CATEGORIES, Redactor, acts_of, shown_row, title_of
from shared_apps.rights.enums import DossierState
from shared_apps.rights.letters import deliver
from shared_apps.rights.refusals import notes_on
from shared_apps.rights.request_models import Dossier, Request
from shared_apps.rights.requests import locked_known
from shared_apps.rights.subjects import everything_of, person_of
from shared_apps.tenancy.hosts import Surface, url_on

SEAL = "dossier"
OPEN_FOR = timedelta(days=30)
CODE_GOOD_FOR = timedelta(minutes=10)
MAX_TRIES, MAX_CODES = 5, 10
SCHEMA = Path(__file__).parent / "schemas" / "dossier.schema.json"


def compose(request: Request, hidden: Sequence[str] = ()) -> dict[str, Any]:
    """Return the whole copy as it stands now, as plain values."""
    person = person_of(request)
    redact = Redactor(person, tuple(word for word in hidden if word.strip()))
    sections, keys = [], []
    for declared, rows in everything_of(person):
        found = list(rows.order_by("pk"))
        keys += [(declared.model._meta.label_lower, row.pk) for row in found if isinstance(row.pk, UUID)]
        if found:
            sections.append(_section(declared, found, redact))
    return {
        "format": "dialog-dossier/1",
        "reference": request.reference,
        "made_at": now().isoformat(),
        "controller": {"name": COMPANY.name, "address": COMPANY.address, "contact": COMPANY.email},
        "about": {"emails": sorted(person.emails), "phones": sorted(person.phones), "name": request.name},
        "sections": sections,
        "acts": acts_of(person, keys),
        "not_held": ["No card numbers, no location by device, no advertising or analytics, no automated decisions."],
    }


def _section(declared: Declaration, rows: Sequence[Any], redact: Redactor) -> dict[str, Any]:
    categories = {field.category for field in declared.fields.values()} - {Category.NONE}
    category = min(categories, key=list(Category).index) if categories else Category.NONE
    rule = declared.retention
    label = declared.model._meta.label_lower
    return {
        "table": label,
        "title": title_of(declared.model),
        "category": CATEGORIES.get(category, "Other"),
        "purpose": declared.purpose.value,
        "kept": f"{rule.days} days after {rule.after}" if rule.days is not None else f"until {rule.after}",
        "basis": rule.basis,
        "rows": [
            {
                "fields": shown_row(declared, row, redact),
                "notes": [redact(refusal.note) for refusal in notes_on(label, str(row.pk))],
            }
            for row in rows
        ],
    }


@controller_atomic()
def ask_dossier(request: Request, *, by: Actor, hidden: Sequence[str] = ()) -> Dossier:
    """Have the copy made by a task; an earlier one that is being made is the same."""
    request = locked_known(request)
    waiting = request.dossiers.filter(state=DossierState.WAITING).first()
    if waiting is not None:
        return waiting
    words = [word.strip()[:120] for word in hidden if word.strip()]
    dossier = Dossier.objects.create(request=request, hidden=words)
    record("rights.dossier.asked", dossier, by=by)
    enqueue("rights.make_dossier", half=Half.CONTROLLER, dossier_id=str(dossier.pk))
    return dossier


@controller_atomic()
def make_dossier(*, dossier_id: str) -> None:
    """Make and seal the copy; killed, it is made again."""
    dossier = Dossier.objects.select_for_update(of=("self",)).select_related("request").get(pk=dossier_id)
    if dossier.state != DossierState.WAITING:
        return
    text = json.dumps(compose(dossier.request, dossier.hidden), ensure_ascii=False, indent=1)
    dossier.sealed, dossier.sha256 = seal_text(SEAL, text), hashlib.sha256(text.encode()).hexdigest()
    dossier.state, dossier.made_at, dossier.expires_at = DossierState.READY, now(), now() + OPEN_FOR
    dossier.save(update_fields=["sealed", "sha256", "state", "made_at", "expires_at"])
    record("rights.dossier.made", dossier, by=SYSTEM, sha256=dossier.sha256)


class CopyNotReady(DomainError):
    message = "The copy is not ready, or it has expired. Have a new one made."


def content_of(dossier: Dossier) -> dict[str, Any]:
    """Return a ready copy; raises CopyNotReady."""
    if not is_readable(dossier):
        raise CopyNotReady
    content: dict[str, Any] = json.loads(open_text(SEAL, dossier.sealed))
    return content


def is_readable(dossier: Dossier) -> bool:
    return dossier.state == DossierState.READY and dossier.expires_at is not None and dossier.expires_at > now()


@controller_atomic()
def read_as_staff(dossier: Dossier, *, by: Actor) -> dict[str, Any]:
    """Return a copy to staff, and note that they read it."""
    content = content_of(dossier)
    record("rights.dossier.read", dossier, by=by)
    return content


@controller_atomic()
def send_link(dossier: Dossier, *, by: Actor) -> None:
    """Have the person sent a link; it is minted as it is mailed, so that nothing here can open the copy."""
    if not is_readable(dossier):
        raise CopyNotReady
    record("rights.dossier.sent", dossier, by=by)
    enqueue("rights.send_link", half=Half.CONTROLLER, dossier_id=str(dossier.pk))


def mail_link(*, dossier_id: str) -> None:
    """Mint a link and mail it; an earlier link ends."""
    dossier = Dossier.objects.select_related("request").get(pk=dossier_id)
    request = dossier.request
    if not is_readable(dossier) or not request.address or dossier.expires_at is None:
        return
    token = secrets.token_urlsafe(32)
    Dossier.objects.filter(pk=dossier.pk).update(token_hash=_digest(token))
    context = {
        "reference": request.reference,
        "link": url_on(Surface.APP, f"/copies/{token}/"),
        "until": day_of(dossier.expires_at),
    }
    deliver("copy", request.address, context, request.language)


def dossier_behind(token: str) -> Dossier | None:
    """Return the copy a link leads to, while it can be opened."""
    found = Dossier.objects.select_related("request").filter(token_hash=_digest(token)).first()
    return found if found is not None and is_readable(found) else None


class TooManyCodes(DomainError):
    message = "Too many codes were asked for. Please write to us for a new link."


class CodeWrong(DomainError):
    message = "This code is not right, or it is older than ten minutes. Ask for a new one."


@controller_atomic()
def ask_code(dossier: Dossier) -> None:
    """Send a code to the address the request came from."""
    dossier = Dossier.objects.select_for_update().get(pk=dossier.pk)
    if dossier.codes_sent >= MAX_CODES:
        raise TooManyCodes
    dossier.codes_sent += 1
    dossier.save(update_fields=["codes_sent"])
    enqueue("rights.send_code", half=Half.CONTROLLER, dossier_id=str(dossier.pk))


def mail_code(*, dossier_id: str) -> None:
    """Mint a code and mail it; an earlier code ends."""
    dossier = Dossier.objects.select_related("request").get(pk=dossier_id)
    code = f"{secrets.randbelow(10**8):08}"
    Dossier.objects.filter(pk=dossier.pk).update(
        code_hash=_digest(f"{dossier.pk}{code}"), code_until=now() + CODE_GOOD_FOR, tries=0
    )
    deliver("code", dossier.request.address, {"code": f"{code[:4]} {code[4:]}"}, dossier.request.language)


def open_with_code(dossier: Dossier, code: str) -> dict[str, Any]:
    """Return the copy for the right code; wrong ones are counted, and after five the code is gone."""
    if not _try_code(dossier, "".join(code.split())):
        raise CodeWrong
    return content_of(dossier)


@controller_atomic()
def _try_code(dossier: Dossier, code: str) -> bool:
    dossier = Dossier.objects.select_for_update().get(pk=dossier.pk)
    current = dossier.code_until is not None and dossier.code_until > now() and dossier.tries < MAX_TRIES
    if not current or dossier.code_hash is None:
        return False
    if not secrets.compare_digest(bytes(dossier.code_hash), _digest(f"{dossier.pk}{code}")):
        dossier.tries += 1
        dossier.save(update_fields=["tries"])
        return False
    if dossier.opened_at is None:
        dossier.opened_at = now()
        dossier.save(update_fields=["opened_at"])
        record("rights.dossier.opened", dossier, by=SYSTEM)
    return True


@controller_atomic()
def expire_dossiers() -> int:
    """Erase every copy whose time is over; its row says only that it was."""
    ended = list(Dossier.objects.select_for_update().filter(state=DossierState.READY, expires_at__lte=now()))
    for dossier in ended:
        dossier.state, dossier.sealed, dossier.hidden = DossierState.EXPIRED, "", []
        dossier.token_hash = dossier.code_hash = None
        dossier.save(update_fields=["state", "sealed", "hidden", "token_hash", "code_hash"])
        record("rights.dossier.expired", dossier, by=SYSTEM)
    return len(ended)


def as_json(content: dict[str, Any]) -> str:
    """Return the copy as a file for other programs, in the format of the published schema."""
    return json.dumps({"$schema": "dossier.schema.json", **content}, ensure_ascii=False, indent=2) + "\n"


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
