"""What a plain Django process is asked to do."""

from __future__ import annotations

from django.core.management import call_command
from django.core.management.commands.migrate import Command


def prepare() -> None:
    """Make every table of both halves in one schema."""
    call_command(Command(), interactive=False, verbosity=0)
