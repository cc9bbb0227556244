from __future__ import annotations

from django.db.models import TextChoices


class DataClass(TextChoices):
    """Whose data an outsider asks for."""

    OURS = "ours", "DIA'LOG's own"
    JEWELER = "jeweler", "A jeweler's"


class DisclosureState(TextChoices):
    PROPOSED = "proposed", "Waits for a second person"
    APPROVED = "approved", "Approved, being made"
    MADE = "made", "Ready to hand over"
    REFUSED = "refused", "Refused"


class BreachState(TextChoices):
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


class ObjectKind(TextChoices):
    """What a breach touched; each kind says in its own way whose it was."""

    WORKSPACE = "workspace", "Workspace (its address)"
    ACCOUNT = "account", "Account (its e-mail address)"
    FILE = "file", "Stored file (its key)"
    PROVIDER = "provider", "Provider (its key)"
    NODE = "node", "Database server (its name)"
    EVERYTHING = "everything", "Every workspace"
    RECORDS = "records", "Our own records (the table)"
