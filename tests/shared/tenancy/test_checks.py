import pytest
from django.apps import apps
from django.core import checks as django_checks
from django.db import connections, models

from shared_apps.tenancy import checks
from shared_apps.tenancy.router import HalvesRouter, alias_of
from shared_apps.tenancy.tenants import CONTROLLER
from tenant_apps.clients.models import Client, Contact


def ids(messages):
    return sorted({message.id for message in messages})


def test_the_models_as_they_are_pass():
    assert checks.no_relation_crosses_the_border(None) == []
    assert checks.tables_are_disjoint(None) == []
    assert checks.cookies_are_host_only(None) == []
    assert checks.both_halves_have_their_login(None) == []


@pytest.fixture
def stray_model():
    """Return a function that registers a model for the length of a test."""
    made = []

    def make(name, app_label, table=None, **fields):
        meta = type("Meta", (), {"app_label": app_label, "db_table": table or f"{app_label}_{name.lower()}"})
        model = type(name, (models.Model,), {"__module__": __name__, "Meta": meta, **fields})
        made.append((app_label, name.lower()))
        return model

    yield make
    for app_label, name in made:
        del apps.all_models[app_label][name]
    apps.clear_cache()


def test_a_foreign_key_across_the_border_is_an_error(stray_model):
    stray_model("Stray", "core", client=models.ForeignKey(Client, models.CASCADE, related_name="+"))
    assert ids(checks.no_relation_crosses_the_border(None)) == ["tenancy.E001"]


def test_a_foreign_key_out_of_a_jewelers_schema_is_an_error(stray_model):
    stray_model("Stray", "clients", who=models.ForeignKey("accounts.Account", models.CASCADE, related_name="+"))
    assert ids(checks.no_relation_crosses_the_border(None)) == ["tenancy.E001"]


def test_one_table_in_both_halves_is_an_error(stray_model):
    stray_model("Stray", "core", table="clients_client")
    assert ids(checks.tables_are_disjoint(None)) == ["tenancy.E004"]


def test_an_app_in_neither_half_is_an_error(settings):
    settings.SHARED_APPS = [name for name in settings.SHARED_APPS if name != "shared_apps.jewelers"]
    alias_of.cache_clear()
    try:
        assert "tenancy.E002" in ids(checks.no_relation_crosses_the_border(None))
    finally:
        settings.SHARED_APPS = [*settings.SHARED_APPS, "shared_apps.jewelers"]
        alias_of.cache_clear()


def test_a_cookie_domain_is_an_error(settings):
    settings.SESSION_COOKIE_DOMAIN = ".app.localhost"
    assert ids(checks.cookies_are_host_only(None)) == ["tenancy.E005"]


def test_one_login_for_both_halves_is_an_error(settings):
    settings.DATABASE_OWNER = {"USER": settings.DATABASES[CONTROLLER]["USER"], "PASSWORD": "x"}
    assert ids(checks.both_halves_have_their_login(None)) == ["tenancy.E006"]


def test_the_tests_server_logs_no_values_but_is_neither_durable_nor_encrypted(jeweler_a):
    assert ids(checks.database_is_fit(None)) == ["tenancy.E011", "tenancy.E013"]


class Server:
    """A server as the checks see it."""

    def __init__(self, settings=None, pids=None):
        self.settings = {"synchronous_commit": "on", "fsync": "on"} | checks_passed() | (settings or {})
        self.pids = pids
        self.row = None

    def execute(self, query, params=None):
        if "pg_settings" in query:
            self.row = (self.settings[params[0]],)
        elif "pg_backend_pid" in query and self.pids:
            self.row = (self.pids.pop(),)
        else:
            self.row = (connections[CONTROLLER].connection.pgconn.backend_pid,)

    def fetchone(self):
        return self.row


def checks_passed():
    return {name: sorted(allowed)[0] for name, allowed in checks.SILENT_LOG.items()}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("log_min_messages", "warning"),
        ("log_min_messages", "error"),
        ("log_error_verbosity", "default"),
        ("log_error_verbosity", "verbose"),
        ("log_statement", "all"),
        ("log_statement", "mod"),
        ("log_min_error_statement", "error"),
        ("log_min_duration_statement", "0"),
        ("log_min_duration_statement", "250"),
        ("log_parameter_max_length", "-1"),
        ("log_parameter_max_length_on_error", "100"),
        ("synchronous_commit", "off"),
    ],
)
def test_a_server_that_prints_values_or_forgets_rows_is_refused(name, value):
    assert list(checks._setting_errors(Server())) == []
    assert ids(checks._setting_errors(Server({name: value}))) == ["tenancy.E011"]


def test_a_transaction_pooler_is_refused(jeweler_a):
    connections[CONTROLLER].ensure_connection()
    assert list(checks._pooling_errors(Server())) == []
    assert ids(checks._pooling_errors(Server(pids=[1, 2, 3, 4, 5]))) == ["tenancy.E012"]


def test_plain_connections_to_services_are_refused(settings):
    assert ids(checks.services_are_reached_by_tls(None)) == ["tenancy.E014"]
    settings.BROKER_URL = "rediss://queue"
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": "rediss://cache"}}
    settings.S3_ENDPOINT = settings.S3_PUBLIC_ENDPOINT = "https://files"
    assert checks.services_are_reached_by_tls(None) == []


def test_the_checks_are_registered():
    deploy = django_checks.registry.registry.deployment_checks
    assert {checks.database_is_fit, checks.services_are_reached_by_tls} <= set(deploy)
    assert checks.no_relation_crosses_the_border in django_checks.registry.registry.registered_checks


def test_the_router_lets_nothing_relate_across_the_border(jeweler_a):
    from shared_apps.jewelers.models import Jeweler

    router = HalvesRouter()
    assert router.allow_relation(Client(), Contact()) is True
    assert router.allow_relation(Client(), Jeweler()) is False


def test_nothing_is_migrated_outside_a_schema_on_the_processors_side():
    router = HalvesRouter()
    assert [router.allow_migrate(db, app) for db in ("default", "controller") for app in ("clients", "core")] == [
        False,
        False,
        False,
        True,
    ]
