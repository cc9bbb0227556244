"""Names of schemas, roles and logins. Every one of them is safe to put into SQL without quoting."""

import re
from dataclasses import dataclass
from uuid import UUID

TEMPLATE_SCHEMA = "tpl_dialog_template"
NOBODY_PATH = "pg_temp"

_SCHEMA = re.compile(r"\At_[0-9a-f]{32}\Z")
_DATABASE = re.compile(r"\A[a-z][a-z0-9_]{0,27}\Z")
_LOGIN = re.compile(r"\A[a-z][a-z0-9_]{0,62}\Z")


@dataclass(frozen=True, slots=True)
class Logins:
    """The three login roles of one installation."""

    owner: str = "dialog_owner"
    controller: str = "dialog_controller"
    processor: str = "dialog_processor"

    def __post_init__(self) -> None:
        for name in (self.owner, self.controller, self.processor):
            if not _LOGIN.match(name):
                raise ValueError(f"Not a usable login name: {name!r}")


def schema_for(schema_id: UUID) -> str:
    """Name the schema of an id."""
    return f"t_{schema_id.hex}"


def is_tenant_schema(schema: str) -> bool:
    return bool(_SCHEMA.match(schema))


def checked_schema(schema: str) -> str:
    """Return the name of a jeweler's schema or of the template, refuse anything else."""
    if schema == TEMPLATE_SCHEMA or is_tenant_schema(schema):
        return schema
    raise ValueError(f"Not a jeweler's schema: {schema!r}")


def checked_database(name: str) -> str:
    """Return a database name short enough for the roles that carry it, refuse anything else."""
    if _DATABASE.match(name):
        return name
    raise ValueError(f"Not a usable database name (a-z, 0-9, _, at most 28 characters): {name!r}")


def role_for(schema: str, database: str) -> str:
    """Name the role of a jeweler's schema: roles are cluster-wide, so they carry the database."""
    if not is_tenant_schema(schema):
        raise ValueError(f"Not a jeweler's schema: {schema!r}")
    return f"{checked_database(database)}_{schema}"


def tenant_path(schema: str) -> str:
    """Return the search path of a schema; pg_temp stands last by name, or it would be searched first."""
    return f"{checked_schema(schema)}, pg_temp"
