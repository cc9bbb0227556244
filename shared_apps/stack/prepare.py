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


def run(commands: Sequence[str], touch_after: tuple[str, str] | None, last_into: Path | None) -> None:
    """Run commands in turn, touching a file after one of them, the last one's words going into another."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"config.settings.{os.environ.get('DIALOG_ENV', 'dev')}")
    django.setup()
    for command in commands:
        if command == "collectstatic":
            collect_static()
        elif last_into and command == commands[-1]:
            words = io.StringIO()
            call_command(command, stdout=words)
            write_private(last_into, words.getvalue())
        else:
            call_command(command, verbosity=0 if command == "migrate_schemas" else 1)
        if touch_after and command == touch_after[0]:
            Path(touch_after[1]).touch()
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
