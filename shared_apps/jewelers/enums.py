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


class DealerCategory(TextChoices):
    """How a jeweler stands in Hong Kong's register of dealers in precious metals and stones."""

    NONE = "none", "Not registered"
    A = "a", "Category A"
    B = "b", "Category B"
    ELSEWHERE = "elsewhere", "Works outside Hong Kong"


class ApplicationState(TextChoices):
    OPEN = "open", "To be decided"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"


class AnnouncementKind(TextChoices):
    """What we announce: the service, never an offer."""

    MAINTENANCE = "maintenance", "Maintenance"
    CHANGE = "change", "Change"
