#!/usr/bin/env python
"""Django's command line; DIALOG_ENV chooses the settings (dev, test, production)."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    environment = os.environ.get("DIALOG_ENV", "dev")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"config.settings.{environment}")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
