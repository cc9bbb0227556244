"""What tenancy refuses."""

from __future__ import annotations

from shared_apps.core.errors import DomainError, Unavailable


class NoJeweler(DomainError):
    """A jeweler's data was asked for outside every jeweler's context; the database was not reached."""

    message = "No jeweler's workspace is open here."


class UnknownJeweler(DomainError):
    message = "There is no such jeweler."


class JewelerNotOpen(DomainError):
    """The jeweler has no workspace yet, or it is archived or deleted."""

    message = "This jeweler's workspace is not open."


class JewelerChangedInTransaction(RuntimeError):
    """One transaction asked for two jewelers; a crossing is two transactions."""


class ForeignCursor(RuntimeError):
    """A cursor opened for one jeweler was used while the thread worked for another."""


class StaleRoute(Unavailable):
    """The jeweler moved to another node while a transaction was under way."""


class UnplacedApp(LookupError):
    """An app is in neither half."""


class OwnerUnavailable(RuntimeError):
    """This process has no owner credentials; only management commands and the worker may have them."""


class NoTemplate(Unavailable):
    """Schemas cannot be made before `migrate_schemas` has stored the template."""

    message = "New workspaces cannot be made yet: the database has not been migrated."


class NoSchemaToClaim(Unavailable):
    """Others claimed every schema as fast as it was made."""
