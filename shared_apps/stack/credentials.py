"""The secrets of the embedded services: made once, kept in one file only its owner can read."""

import base64
import json
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from shared_apps.stack.errors import StackError
from shared_apps.stack.locks import exclusive


def _password() -> str:
    return secrets.token_urlsafe(24)


def _key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


RECIPES: dict[str, Callable[[], str]] = {
    "postgres_superuser": _password,
    "database_owner": _password,
    "database_controller": _password,
    "database_processor": _password,
    "valkey": _password,
    "s3_access_key": lambda: secrets.token_hex(10),
    "s3_secret_key": _password,
    "weed_jwt": _password,
    "weed_jwt_filer": _password,
    "weed_jwt_filer_read": _password,
    "weed_kek_passphrase": _password,
    "weed_admin": _password,
    "secret_key": lambda: secrets.token_urlsafe(48),
    "key_encryption_key": _key,
    "signing_key": _key,
}


def load_credentials(path: Path) -> dict[str, str]:
    """Return every secret, making those that do not exist yet."""
    known = _read(path)
    if RECIPES.keys() <= known.keys():
        return known
    with exclusive(path.with_suffix(".lock")):
        known = _read(path)
        complete = known | {name: make() for name, make in RECIPES.items() if name not in known}
        _write(path, complete)
    return complete


def _read(path: Path) -> dict[str, str]:
    try:
        found: dict[str, str] = json.loads(path.read_text())
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise StackError(f"{path} is damaged. Restore it, or run `make demo-reset` to start over.") from error
    return found


def _write(path: Path, values: dict[str, str]) -> None:
    write_private(path, json.dumps(values, indent=2, sort_keys=True) + "\n")


def write_private(path: Path, text: str) -> None:
    """Replace a file in one step, readable by its owner alone from its first byte."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
