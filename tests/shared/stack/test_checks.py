import pytest

from shared_apps.stack.checks import nothing_of_the_demo
from shared_apps.stack.credentials import load_credentials


@pytest.fixture
def production(settings, monkeypatch, tmp_path):
    monkeypatch.setenv("DIALOG_VAR", str(tmp_path))
    settings.DEMO = False
    settings.SITE_HOST, settings.APP_HOST = "site.example", "app.site.example"
    settings.MAIL_URL = "smtps://mail.example"
    return settings


def found():
    return [error.id for error in nothing_of_the_demo()]


def test_production_of_its_own_is_accepted(production):
    assert found() == []


@pytest.mark.parametrize(
    ("name", "value", "finding"),
    [
        ("DEMO", True, "stack.E001"),
        ("SITE_HOST", "localhost:8000", "stack.E002"),
        ("APP_HOST", "app.localhost", "stack.E002"),
        ("MAIL_URL", "", "stack.E003"),
    ],
)
def test_production_on_a_default_of_the_demo_is_refused(production, name, value, finding):
    setattr(production, name, value)

    assert found() == [finding]


def test_production_with_a_secret_of_the_demo_is_refused(production, tmp_path):
    production.SIGNING_KEY = load_credentials(tmp_path / "secrets.json")["signing_key"]

    assert found() == ["stack.E004"]
