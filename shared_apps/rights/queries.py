from __future__ import annotations

from shared_apps.rights.models import PolicyVersion


def current_policy() -> PolicyVersion | None:
    """Return the newest published edition."""
    return PolicyVersion.objects.order_by("-number").first()
