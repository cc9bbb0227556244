import base64
import json
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from shared_apps.stack.credentials import RECIPES, load_credentials
from shared_apps.stack.errors import StackError
from shared_apps.stack.profiles import environment_of


def test_secrets_are_made_once_and_readable_by_their_owner_alone(tmp_path):
    path = tmp_path / "secrets.json"

    first = load_credentials(path)

    assert load_credentials(path) == first
    assert first.keys() == RECIPES.keys()
    assert len(set(first.values())) == len(first)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_secrets_of_eight_first_starts_at_once_are_the_same(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: load_credentials(tmp_path / "secrets.json"), range(8)))

    assert all(secrets == found[0] for secrets in found)


def test_secret_added_later_leaves_the_others_alone(tmp_path):
    path = tmp_path / "secrets.json"
    old = load_credentials(path)
    path.write_text(json.dumps({name: value for name, value in old.items() if name != "signing_key"}))

    new = load_credentials(path)

    assert {name for name in old if old[name] != new[name]} == {"signing_key"}


def test_damaged_secrets_are_refused_and_left_as_they_are(tmp_path):
    path = tmp_path / "secrets.json"
    path.write_text("{half")

    with pytest.raises(StackError, match="is damaged"):
        load_credentials(path)

    assert path.read_text() == "{half"


def test_keys_of_the_environment_are_32_bytes(stack):
    variables = environment_of(stack)

    lengths = {name: len(base64.b64decode(variables[name])) for name in ("KEY_ENCRYPTION_KEY", "SIGNING_KEY")}

    assert lengths == {"KEY_ENCRYPTION_KEY": 32, "SIGNING_KEY": 32}


def test_demo_environment_does_not_hold_the_superuser(stack):
    password = stack.credentials["postgres_superuser"]

    assert [name for name, value in environment_of(stack).items() if password in value] == []
