#!/usr/bin/env python
"""Django's command line; DIALOG_ENV chooses the settings (dev, test, production)."""

import os
import sys

from django.core.management import execute_from_command_line
from django.db.utils import OperationalError


def main() -> None:
    environment = os.environ.get("DIALOG_ENV", "dev")
    os.environ.setdefault("DATABASE_POOL", "0")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"config.settings.{environment}")
    try:
        execute_from_command_line(sys.argv)
    except OperationalError as error:
        why = type(error.__cause__).__name__
        sys.exit(f"The database does not answer ({why}). In the demo, run `make demo` first.")


if __name__ == "__main__":
    main()
