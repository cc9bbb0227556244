from __future__ import annotations

from django.db.models import TextChoices


class JewelerState(TextChoices):
    """A jeweler's life, in this order; only suspension and archiving can be taken back."""

    INVITED = "invited", "Invited"
    PROVISIONING = "provisioning", "Opening"
    ACTIVE = "active", "Active"
    SUSPENDED = "suspended", "Suspended"
    ARCHIVED = "archived", "Archived"
    DELETED = "deleted", "Deleted"
