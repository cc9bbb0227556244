"""Default deny: nothing leaves for a provider that is not active, under contract, for this purpose (P31, P32)."""

from __future__ import annotations

from shared_apps.core.errors import DomainError
from shared_apps.providers.queries import is_allowed


class EgressRefused(DomainError):
    message = "This would send data to a provider that is not allowed to receive it."


def allow(provider: str, purpose: str) -> None:
    """Let a call through to a registered provider; raises EgressRefused."""
    if not is_allowed(provider, purpose):
        raise EgressRefused
