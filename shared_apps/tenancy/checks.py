"""What must hold of models and settings before anything starts, and of the database before production does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import Error as DatabaseError
from django.db import connections, models

from shared_apps.tenancy.errors import UnplacedApp
from shared_apps.tenancy.router import alias_of, apps_of
from shared_apps.tenancy.tenants import CONTROLLER, PROCESSOR

Configs = Sequence[AppConfig] | None

# What PostgreSQL may print: each of these would otherwise put a client's data into its log (P18).
SILENT_LOG = {
    "log_min_messages": {"log", "fatal", "panic"},
    "log_error_verbosity": {"terse"},
    "log_statement": {"none", "ddl"},
    "log_min_error_statement": {"panic", "fatal"},
    "log_min_duration_statement": {"-1"},
    "log_min_duration_sample": {"-1"},
    "log_parameter_max_length": {"0"},
    "log_parameter_max_length_on_error": {"0"},
}
DURABLE = {"synchronous_commit": {"on", "remote_apply", "remote_write"}, "fsync": {"on"}}


@register(Tags.models)
def no_relation_crosses_the_border(app_configs: Configs, **_kwargs: Any) -> list[CheckMessage]:
    """Refuse a foreign key between the halves."""
    return list(_placement_errors()) or [
        Error(
            f"{model._meta.label}.{field.name} points to {field.related_model._meta.label} in the other half.",
            hint="Keep the id in a UUIDField and cross by a named service.",
            obj=model,
            id="tenancy.E001",
        )
        for model, field in _relations()
        if alias_of(model._meta.app_label) != alias_of(field.related_model._meta.app_label)
    ]


def _placement_errors() -> Iterator[CheckMessage]:
    for config in apps.get_app_configs():
        try:
            alias_of(config.label)
        except UnplacedApp:
            yield Error(f"{config.label} is in neither SHARED_APPS nor TENANT_APPS.", id="tenancy.E002")
    for name in apps_of(CONTROLLER) & apps_of(PROCESSOR):
        yield Error(f"{name} is in both halves.", id="tenancy.E003")


def _relations() -> Iterator[tuple[type[models.Model], Any]]:
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            related = getattr(field, "related_model", None)
            if getattr(field, "concrete", False) and isinstance(related, type):
                yield model, field


@register(Tags.models)
def tables_are_disjoint(app_configs: Configs, **_kwargs: Any) -> list[CheckMessage]:
    """Refuse one table name in both halves: a query in the wrong place must never find anything."""
    tables: dict[str, set[str]] = {CONTROLLER: set(), PROCESSOR: set()}
    for model in apps.get_models(include_auto_created=True):
        tables[alias_of(model._meta.app_label)].add(model._meta.db_table)
    both = sorted(tables[CONTROLLER] & tables[PROCESSOR])
    return [Error(f"The table {table} is in both halves.", id="tenancy.E004") for table in both]


@register(Tags.security)
def cookies_are_host_only(app_configs: Configs, **_kwargs: Any) -> list[CheckMessage]:
    """Refuse a cookie domain: it would carry one workspace's session to all the others."""
    names = ("SESSION_COOKIE_DOMAIN", "CSRF_COOKIE_DOMAIN", "LANGUAGE_COOKIE_DOMAIN")
    return [Error(f"{name} must not be set.", id="tenancy.E005") for name in names if getattr(settings, name)]


@register(Tags.security)
def both_halves_have_their_login(app_configs: Configs, **_kwargs: Any) -> list[CheckMessage]:
    """Refuse one login for two halves, and the owner as either."""
    logins = [settings.DATABASES[alias]["USER"] for alias in (CONTROLLER, PROCESSOR)]
    logins.append(settings.DATABASE_OWNER["USER"])
    if len(set(logins)) == len(logins):
        return []
    return [Error("Owner, controller and processor need a login each.", id="tenancy.E006")]


@register(Tags.database, deploy=True)
def database_is_fit(app_configs: Configs, **_kwargs: Any) -> list[CheckMessage]:
    """Ask the server itself: its log, its durability, its pooler, the transport."""
    try:
        with connections[CONTROLLER].cursor() as cursor:
            return [*_setting_errors(cursor), *_pooling_errors(cursor), *_transport_errors(cursor)]
    except DatabaseError as error:
        return [Error(f"The database cannot be asked: {type(error).__name__}.", id="tenancy.E010")]


def _setting_errors(cursor: Any) -> Iterator[CheckMessage]:
    for name, allowed in (SILENT_LOG | DURABLE).items():
        cursor.execute("SELECT setting FROM pg_settings WHERE name = %s", [name])
        value = cursor.fetchone()[0]
        if value not in allowed:
            why = "its log would show row values" if name in SILENT_LOG else "moved schemas would lose rows"
            hint = f"Set {name} = {sorted(allowed)[0]}."
            yield Error(f"PostgreSQL has {name} = {value}: {why}.", hint=hint, id="tenancy.E011")


def _pooling_errors(cursor: Any) -> Iterator[CheckMessage]:
    """A session setting must survive between transactions; behind a transaction pooler it does not."""
    seen = set()
    for _attempt in range(5):
        cursor.execute("SELECT pg_backend_pid()")
        seen.add(cursor.fetchone()[0])
    process = connections[CONTROLLER].connection.pgconn.backend_pid
    if seen != {process}:
        yield Error(
            "The database is behind a transaction pooler, which would serve the wrong jeweler.",
            hint="Pool in session mode, or let Django pool.",
            id="tenancy.E012",
        )


def _transport_errors(cursor: Any) -> Iterator[CheckMessage]:
    cursor.execute("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
    row = cursor.fetchone()
    verified = connections[CONTROLLER].settings_dict["OPTIONS"].get("sslmode") == "verify-full"
    if not (row and row[0] and verified):
        yield Error(
            "The connection to PostgreSQL is not encrypted and verified.",
            hint="Set DATABASE_SSLMODE=verify-full and DATABASE_SSLROOTCERT.",
            id="tenancy.E013",
        )


@register(Tags.security, deploy=True)
def services_are_reached_by_tls(app_configs: Configs, **_kwargs: Any) -> list[CheckMessage]:
    """Refuse plain connections to queue, cache and files."""
    addresses = {
        "BROKER_URL": (settings.BROKER_URL, ("rediss://", "amqps://")),
        "CACHE_URL": (settings.CACHES["default"]["LOCATION"], ("rediss://",)),
        "S3_ENDPOINT": (settings.S3_ENDPOINT, ("https://",)),
        "S3_PUBLIC_ENDPOINT": (settings.S3_PUBLIC_ENDPOINT, ("https://",)),
    }
    return [
        Error(f"{name} must begin with {' or '.join(schemes)}.", id="tenancy.E014")
        for name, (address, schemes) in addresses.items()
        if not str(address).startswith(schemes)
    ]
