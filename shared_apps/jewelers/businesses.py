"""The jeweler as a business: its details, and the application that came before."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from shared_apps.accounts.operations import invite_member
from shared_apps.core.actors import Actor
from shared_apps.core.clock import now
from shared_apps.core.db import controller_atomic
from shared_apps.core.errors import DomainError
from shared_apps.core.operations import record
from shared_apps.core.roles import Role
from shared_apps.inquiries.models import Inquiry
from shared_apps.jewelers.enums import ApplicationState, DealerCategory
from shared_apps.jewelers.models import Application, Details, Jeweler
from shared_apps.jewelers.operations import ReasonMissing, invite_jeweler, open_workspace

BUSINESS = (
    "legal_name",
    "registration",
    "address",
    "privacy_contact_email",
    "dealer_category",
    "dealer_number",
    "dealer_expires_on",
)
REGISTERED = frozenset({DealerCategory.A, DealerCategory.B})


class DealerNumberMissing(DomainError):
    message = "A registered dealer has a registration number."


class OwnerNotKnown(DomainError):
    message = "An accepted jeweler needs an address and the e-mail address of its first owner."


class ApplicationDecided(DomainError):
    message = "This application has been decided already."


@controller_atomic()
def change_details(jeweler: Jeweler, *, by: Actor, **told: Any) -> Details:
    """Keep what a jeweler is as a business; the trail says which fields changed, never what they say."""
    _check(told)
    Jeweler.objects.select_for_update(no_key=True).get(pk=jeweler.pk)
    details, _ = Details.objects.get_or_create(jeweler_id=jeweler.pk)
    changed = [name for name in BUSINESS if name in told and getattr(details, name) != told[name]]
    for name in changed:
        setattr(details, name, told[name])
    if changed:
        details.save(update_fields=changed)
        record("jewelers.details.changed", jeweler, by=by, fields=",".join(changed))
    return details


@controller_atomic()
def open_application(inquiry: Inquiry, *, by: Actor) -> Application:
    """Turn an inquiry from the Site into an application; of one inquiry there is one."""
    application, is_new = Application.objects.get_or_create(
        inquiry_id=inquiry.pk,
        defaults={
            "name": inquiry.company or inquiry.name,
            "contact_name": inquiry.name,
            "contact_email": inquiry.email,
        },
    )
    if is_new:
        record("jewelers.application.opened", application, by=by, inquiry=str(inquiry.pk))
    return application


@controller_atomic()
def edit_application(application: Application, *, by: Actor, **told: Any) -> Application:
    """Write down what a business says of itself while nothing is decided."""
    application = _open(application.pk)
    _check(told)
    for name, value in told.items():
        setattr(application, name, value)
    application.save(update_fields=list(told))
    record("jewelers.application.edited", application, by=by)
    return application


@controller_atomic()
def accept_application(application: Application, *, reason: str, by: Actor) -> Jeweler:
    """Take a business on: jeweler, details, workspace and the first owner's invitation, all or nothing, once."""
    application = Application.objects.select_for_update().get(pk=application.pk)
    if application.jeweler is not None:
        return application.jeweler
    application = _open(application.pk)
    if not application.slug or not application.contact_email:
        raise OwnerNotKnown
    jeweler = welcome(slug=application.slug, name=application.name, owner=application.contact_email, by=by)
    change_details(jeweler, by=by, **{name: getattr(application, name) for name in BUSINESS})
    application.jeweler = jeweler
    _decide(application, ApplicationState.ACCEPTED, reason, by=by)
    record("jewelers.application.accepted", application, by=by, jeweler=str(jeweler.pk))
    return jeweler


@controller_atomic()
def decline_application(application: Application, *, reason: str, by: Actor) -> Application:
    """Decide not to take a business on, and keep why."""
    application = _open(application.pk)
    _decide(application, ApplicationState.DECLINED, reason, by=by)
    record("jewelers.application.declined", application, by=by)
    return application


@controller_atomic()
def welcome(*, slug: str, name: str, owner: str, by: Actor) -> Jeweler:
    """Enter a jeweler, ask for the workspace and invite the owner: all of it or nothing."""
    jeweler = invite_jeweler(slug=slug, name=name, by=by)
    jeweler = open_workspace(jeweler, by=by)
    invite_member(jeweler.pk, email=owner, role=Role.OWNER, by=by)
    return jeweler


def _check(told: dict[str, Any]) -> None:
    if told.get("dealer_category") in REGISTERED and not told.get("dealer_number"):
        raise DealerNumberMissing


def _open(pk: UUID) -> Application:
    application = Application.objects.select_for_update().get(pk=pk)
    if application.state != ApplicationState.OPEN:
        raise ApplicationDecided
    return application


def _decide(application: Application, state: ApplicationState, reason: str, *, by: Actor) -> None:
    reason = reason.strip()[:500]
    if not reason:
        raise ReasonMissing
    application.state, application.reason = state, reason
    application.decided_at, application.decided_by_id = now(), by.actor_id
    application.save(update_fields=["state", "reason", "decided_at", "decided_by_id", "jeweler"])
