"""What the environment says; a secret may also stand in a file that <NAME>_FILE names. No guessing."""

import os
from pathlib import Path

YES, NO = ("1", "true", "yes", "on"), ("0", "false", "no", "off")


class EnvironmentRefused(Exception):
    """A variable is missing or is not what it must be."""


def env_str(name: str, default: str | None = None) -> str:
    """Return a variable; without a default it must be set."""
    return _found(os.environ.get(name), name, default)


def env_secret(name: str, default: str | None = None) -> str:
    """Return a secret from <NAME>, or from the file <NAME>_FILE names, its last line break removed."""
    path = os.environ.get(f"{name}_FILE")
    if not path:
        return env_str(name, default)
    if os.environ.get(name):
        raise EnvironmentRefused(f"Both {name} and {name}_FILE are set; unset one.")
    try:
        return _found(Path(path).read_text().removesuffix("\n"), f"{name}_FILE", None)
    except OSError as error:
        raise EnvironmentRefused(f"{name}_FILE names {path}, which cannot be read.") from error


def env_int(name: str, default: int | None = None) -> int:
    """Return a whole number."""
    text = env_str(name, None if default is None else str(default))
    try:
        return int(text)
    except ValueError as error:
        raise EnvironmentRefused(f"{name} must be a whole number, not {text!r}.") from error


def env_bool(name: str, default: bool | None = None) -> bool:
    """Return yes or no; any other word is refused."""
    text = env_str(name, None if default is None else str(default)).lower()
    if text not in (*YES, *NO):
        raise EnvironmentRefused(f"{name} must be one of {', '.join((*YES, *NO))}, not {text!r}.")
    return text in YES


def _found(value: str | None, name: str, default: str | None) -> str:
    if value:
        return value
    if default is None:
        raise EnvironmentRefused(f"{name} is not set.")
    return default
