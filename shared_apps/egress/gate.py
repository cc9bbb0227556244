"""Default deny: nothing leaves for a provider that is not active, under contract, for this purpose (P31, P32).

The register of providers is the allowlist. Every door asks here with the provider's key and the purpose; in a
jeweler's context the jeweler's own objections count too. No register, no answer, no egress.
"""

from __future__ import annotations

from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db import Error as DatabaseFailure
from django.utils.timezone import localdate

from shared_apps.core.clock import now
from shared_apps.core.errors import DomainError
from shared_apps.providers.standing import Standing, standing_of
from shared_apps.tenancy.context import current_tenant_or_none


class EgressRefused(DomainError):
    message = "This would send data to a provider that is not allowed to receive it."


class ProviderUnknown(EgressRefused):
    message = "This would send data to a provider that is not in the register."


class ProviderInactive(EgressRefused):
    message = "This would send data to a provider that is not active."


class PurposeRefused(EgressRefused):
    message = "This would use a provider for something it may not be used for."


class HostRefused(EgressRefused):
    message = "This would reach a provider at an address that is not in the register."


class JewelerObjects(EgressRefused):
    message = "This jeweler objected to the provider this would go to."


class RegisterUnreachable(EgressRefused):
    """The register cannot be read, so nothing leaves; asking again later may help."""

    message = "This can't be sent right now. It will be tried again."
    permanent = False


def allow(provider: str, purpose: str, *, host: str = "", jeweler: UUID | None = None) -> None:
    """Let data go to a registered provider, for the given jeweler or the current one if there is one.

    Raises a kind of EgressRefused.
    """
    standing = _active(provider, purpose, host)
    tenant = current_tenant_or_none()
    jeweler = jeweler or (tenant.id if tenant else None)
    if jeweler is not None and standing.is_objected_to(jeweler, purpose):
        raise JewelerObjects


def allow_return(provider: str, purpose: str, *, host: str = "") -> None:
    """Let data be fetched back from a provider or deleted there; an objection must not keep it there."""
    _active(provider, purpose, host)


def allow_mail() -> None:
    """Let a mail go to the provider that delivers ours, by the server it is set up with."""
    options = settings.MAILERS["default"].get("OPTIONS", {})
    host = options.get("host") or urlsplit(options.get("api_url", "")).hostname or ""
    allow(settings.MAIL_PROVIDER, "mail", host=host)


def _active(provider: str, purpose: str, host: str) -> Standing:
    try:
        standing = standing_of(provider)
    except DatabaseFailure as error:
        raise RegisterUnreachable from error
    if standing is None:
        raise ProviderUnknown
    if not standing.is_active or standing.active_from is None or standing.active_from > localdate(now()):
        raise ProviderInactive
    if purpose not in standing.purposes:
        raise PurposeRefused
    if host and host.lower() not in standing.hosts:
        raise HostRefused
    return standing
