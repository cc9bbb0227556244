"""Writes the send log of the half that is current, and finds a mail again by the name it went out under.

A mail's id is derived from the job that sends it, so that a job that is repeated (its worker was killed, the server was
away) finds what it did before: a mail that was handed over is not sent again.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from email.utils import parseaddr
from uuid import UUID

from django.apps import apps
from django.conf import settings

from shared_apps.core.clock import now
from shared_apps.core.jobs import current_job
from shared_apps.egress.models import MailStatus, SentMail, SentMailRow
from shared_apps.tenancy.context import current_tenant_or_none

REFERENCE = re.compile(r"(?P<mail>[0-9a-f]{32})\.(?P<jeweler>[0-9a-f]{32}|0)")


def log_model() -> type[SentMailRow]:
    """Return the log of the half that is current."""
    return apps.get_model(settings.JEWELER_SENT_MAIL_MODEL) if current_tenant_or_none() else SentMail


def open_entry(kind: str, to: str, about: object) -> SentMailRow:
    """Return the log's row of this mail: the one an earlier try of the same job left, or a new one."""
    rows = log_model()._default_manager
    job = current_job()
    if job is None:
        return rows.create(kind=kind)
    return rows.get_or_create(pk=_id_of(job, kind, to, about), defaults={"kind": kind})[0]


def earlier_entry(kind: str, to: str, about: object) -> SentMailRow | None:
    """Return the row an earlier try of the job at hand left of this mail."""
    job = current_job()
    rows = log_model()._default_manager
    return rows.filter(pk=_id_of(job, kind, to, about)).first() if job else None


def note(entry: SentMailRow, status: MailStatus) -> None:
    """Write down what became of a mail."""
    log_model()._default_manager.filter(pk=entry.pk).update(status=status, changed_at=now())


def reference_of(entry: SentMailRow) -> str:
    """Return the name a mail goes out under: its row, and in whose log it stands."""
    tenant = current_tenant_or_none()
    return f"{entry.pk.hex}.{tenant.id.hex if tenant else 0}"


def message_id(entry: SentMailRow) -> str:
    return f"<{reference_of(entry)}@{parseaddr(settings.MAIL_FROM)[1].partition('@')[2]}>"


def _id_of(job: UUID, kind: str, to: str, about: object) -> UUID:
    """Return an id that only the same job's same mail has, and from which no address can be told."""
    said = "\0".join((str(job), kind, to.strip().lower(), str(about)))
    return UUID(bytes=hmac.digest(settings.SECRET_KEY.encode(), said.encode(), hashlib.sha256)[:16], version=4)
