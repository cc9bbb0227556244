"""`python -m shared_apps.stack.messages`: compile the translations, without the system's gettext (ADR 12)."""

import os
import sys
from pathlib import Path

import polib

from shared_apps.stack.profiles import REPOSITORY

ROOTS = ("public_site", "shared_apps", "tenant_apps")


def catalogues() -> list[Path]:
    """Return every translation of ours as it is written."""
    return sorted(path for root in ROOTS for path in (REPOSITORY / root).glob("**/locale/*/LC_MESSAGES/django.po"))


def compile_messages() -> int:
    """Compile what is newer than its compiled form; return how many. Whoever reads meanwhile reads a whole file."""
    stale = [path for path in catalogues() if _is_stale(path)]
    for path in stale:
        unfinished = path.with_suffix(f".mo.{os.getpid()}")
        polib.pofile(str(path)).save_as_mofile(str(unfinished))
        unfinished.replace(path.with_suffix(".mo"))
    return len(stale)


def _is_stale(path: Path) -> bool:
    compiled = path.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime <= path.stat().st_mtime


if __name__ == "__main__":
    sys.stdout.write(f"{compile_messages()} of {len(catalogues())} translations compiled\n")
