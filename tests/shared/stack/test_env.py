import pytest

from config.settings.env import EnvironmentRefused, env_bool, env_int, env_secret, env_str


def test_string_comes_from_the_environment_else_from_its_default(monkeypatch):
    monkeypatch.setenv("NAMED", "here")
    monkeypatch.delenv("UNNAMED", raising=False)

    assert (env_str("NAMED", "there"), env_str("UNNAMED", "there")) == ("here", "there")


def test_string_without_default_must_be_set(monkeypatch):
    monkeypatch.setenv("UNNAMED", "")

    with pytest.raises(EnvironmentRefused, match=r"^UNNAMED is not set\.$"):
        env_str("UNNAMED")


@pytest.mark.parametrize(("word", "means"), [("1", True), ("Yes", True), ("off", False), ("0", False)])
def test_boolean_knows_its_words(monkeypatch, word, means):
    monkeypatch.setenv("FLAG", word)

    assert env_bool("FLAG") is means


@pytest.mark.parametrize("word", ["2", "maybe", "ture"])
def test_boolean_refuses_any_other_word(monkeypatch, word):
    monkeypatch.setenv("FLAG", word)

    with pytest.raises(EnvironmentRefused, match=r"^FLAG must be one of"):
        env_bool("FLAG", True)


def test_number_refuses_what_is_none(monkeypatch):
    monkeypatch.setenv("COUNT", "7")
    assert env_int("COUNT") == 7

    monkeypatch.setenv("COUNT", "seven")
    with pytest.raises(EnvironmentRefused, match=r"^COUNT must be a whole number, not 'seven'\.$"):
        env_int("COUNT", 1)


def test_secret_is_read_from_the_file_its_variable_names(monkeypatch, tmp_path):
    (tmp_path / "key").write_text("s3cret\n")
    monkeypatch.delenv("KEY", raising=False)
    monkeypatch.setenv("KEY_FILE", str(tmp_path / "key"))

    assert env_secret("KEY") == "s3cret"


def test_secret_given_twice_is_refused(monkeypatch, tmp_path):
    (tmp_path / "key").write_text("one")
    monkeypatch.setenv("KEY", "two")
    monkeypatch.setenv("KEY_FILE", str(tmp_path / "key"))

    with pytest.raises(EnvironmentRefused, match=r"^Both KEY and KEY_FILE are set; unset one\.$"):
        env_secret("KEY")


def test_secret_in_a_missing_file_is_refused_even_with_a_default(monkeypatch, tmp_path):
    monkeypatch.delenv("KEY", raising=False)
    monkeypatch.setenv("KEY_FILE", str(tmp_path / "nowhere"))

    with pytest.raises(EnvironmentRefused, match="cannot be read"):
        env_secret("KEY", "default")
