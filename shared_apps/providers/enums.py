"""The closed words of the register of providers."""

from __future__ import annotations

from django.db import models


class ProviderCategory(models.TextChoices):
    """Exactly the seven kinds the policy names; an eighth needs a new policy version."""

    HOSTING = "hosting", "Hosting and infrastructure"
    STORAGE = "storage", "Database and secure file and image storage"
    AUTHENTICATION = "authentication", "Authentication"
    MAIL = "mail", "Email delivery"
    ANALYSIS = "analysis", "AI analysis"
    INTEGRATION = "integration", "Optional integrations a jeweler chooses to connect"
    PARTNER = "partner", "Manufacturing and sourcing partners"


class ProviderState(models.TextChoices):
    PROPOSED = "proposed", "Proposed"
    NOTICED = "noticed", "Jewelers told"
    ACTIVE = "active", "Active"
    RETIRED = "retired", "Retired"


class ProviderPurpose(models.TextChoices):
    """What a provider may be used for; the doors name one with every call."""

    HOSTING = "hosting", "run the service"
    STORAGE = "storage", "keep data, files and backups"
    AUTHENTICATION = "authentication", "sign people in"
    MAIL = "mail", "deliver service e-mails"
    ANALYSIS = "analysis", "analyze images a jeweler uploads"
    IMPORT = "import", "import images a jeweler picks"
    PRODUCTION = "production", "source materials and produce what is ordered"


class TransferMechanism(models.TextChoices):
    """On what footing data leaves Hong Kong, or the EEA."""

    NONE = "", "None needed"
    RMC = "rmc", "Recommended Model Contractual Clauses"
    SCC = "scc", "Standard Contractual Clauses"
    ADEQUACY = "adequacy", "Adequacy decision"


class ChangeState(models.TextChoices):
    PROPOSED = "proposed", "Proposed"
    NOTICED = "noticed", "Jewelers told"
    EFFECTIVE = "effective", "In effect"
    WITHDRAWN = "withdrawn", "Withdrawn"


OPEN_CHANGE = (ChangeState.PROPOSED, ChangeState.NOTICED)


class ChangeKind(models.TextChoices):
    """What makes a change material, so that jewelers are told before it happens (P42)."""

    NEW_PROVIDER = "new_provider", "New provider"
    REPLACED_PROVIDER = "replaced_provider", "Provider replaced"
    NEW_COUNTRY = "new_country", "New country"
    NEW_DATA = "new_data_category", "New kind of data"
    NEW_PURPOSE = "new_purpose", "New purpose"


# The policy names Hong Kong, the United States and the European Union; the EEA shares the Union's law.
EEA = frozenset(
    (
        *("AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT"),
        *("LV", "LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE", "IS", "LI", "NO"),
    )
)
NAMED_COUNTRIES = EEA | {"HK", "US"}

DATA_LABELS = {
    "P11": "Get in touch forms",
    "P12": "Find a jeweler briefs",
    "P13": "Accounts of jewelers",
    "P14": "Sign-in to client pages",
    "P15": "Clients of jewelers",
    "P16": "Designs, images and files",
    "P17": "Sessions",
    "P18": "Server logs",
    "P8": "Business records",
}
