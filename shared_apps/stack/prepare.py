"""Management commands in one process: starting Django once instead of once per command."""

import hashlib
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from shared_apps.stack.credentials import write_private
from shared_apps.stack.messages import compile_messages


def run(commands: Sequence[str], touch_after: tuple[str, str] | None, last_into: Path | None) -> None:
    """Run commands in turn: a file is touched after one and all before it are quiet; another takes the last words."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"config.settings.{os.environ.get('DIALOG_ENV', 'dev')}")
    compile_messages()
    django.setup()
    quiet = touch_after is not None
    for command in commands:
        _run_one(command, quiet=quiet, into=last_into if command == commands[-1] else None)
        if touch_after and command == touch_after[0]:
            Path(touch_after[1]).touch()
            quiet = False


def _run_one(command: str, *, quiet: bool, into: Path | None) -> None:
    words = io.StringIO()
    if command == "collectstatic":
        collect_static()
    elif into:
        call_command(command, stdout=words)
        write_private(into, words.getvalue())
    elif quiet:
        call_command(command, stdout=sys.stderr, verbosity=0 if command == "migrate_schemas" else 1)
    else:
        call_command(command)
    sys.stdout.flush()


def collect_static() -> None:
    """Collect and compress the static files when any has changed since the last time."""
    stamp = Path(settings.STATIC_ROOT) / ".made-from"
    wanted = _static_fingerprint()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    write_private(stamp, wanted)


def _static_fingerprint() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            seen = Path(storage.path(path)).stat()
            digest.update(f"{path} {seen.st_size} {seen.st_mtime_ns}\n".encode())
    return digest.hexdigest()
