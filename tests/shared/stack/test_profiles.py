import pytest

from shared_apps.stack.errors import StackError
from shared_apps.stack.profiles import environment_of, fill_environment, missing_environment, profile


def test_demo_ports_are_fixed_and_each_has_its_variable(monkeypatch, tmp_path):
    monkeypatch.setenv("DIALOG_VAR", str(tmp_path))
    for variable in ("DIALOG_PG_PORT", "DIALOG_VALKEY_PORT", "DIALOG_S3_PORT", "DIALOG_WEB_PORT"):
        monkeypatch.delenv(variable, raising=False)
    usual = profile("demo").ports
    monkeypatch.setenv("DIALOG_WEB_PORT", "9000")

    moved = profile("demo").ports

    assert (usual.postgres, usual.valkey, usual.s3, usual.web) == (55432, 56379, 58333, 8000)
    assert (moved.postgres, moved.web) == (55432, 9000)


@pytest.mark.parametrize("port", ["80", "70000", "web"])
def test_port_that_is_none_is_refused(monkeypatch, port):
    monkeypatch.setenv("DIALOG_WEB_PORT", port)

    with pytest.raises(StackError, match="DIALOG_WEB_PORT must be a port"):
        profile("demo")


def test_profile_of_another_name_is_refused():
    with pytest.raises(StackError, match="no stack profile named 'production'"):
        profile("production")


def test_addresses_the_environment_gives_are_left_alone(stack, monkeypatch):
    for variable in environment_of(stack):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("DATABASE_HOST", "db.example.test")
    monkeypatch.setenv("SECRET_KEY_FILE", "/run/secrets/key")

    missing = missing_environment(stack)

    assert environment_of(stack).keys() - missing.keys() == {"DATABASE_HOST", "SECRET_KEY"}


def test_test_ports_stay_the_same_from_one_run_to_the_next(monkeypatch, tmp_path):
    monkeypatch.setenv("DIALOG_VAR", str(tmp_path))

    assert profile("test").ports == profile("test").ports


def test_filling_the_environment_completes_it(stack, monkeypatch):
    monkeypatch.setenv("DIALOG_VAR", str(stack.home.parent))
    for variable in environment_of(stack):
        monkeypatch.setenv(variable, "")
        monkeypatch.delenv(variable)

    fill_environment("demo")

    assert missing_environment(stack) == {}
