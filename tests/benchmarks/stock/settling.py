"""Starts Django under settings that differ from the tests' own."""

from __future__ import annotations

import os
from importlib import import_module

import django
from django.conf import Settings, settings

VARIABLE = "BENCH_SETTINGS"


def settle() -> None:
    """Set Django up under the settings that BENCH_SETTINGS names.

    Importing `config` reads the settings already, so they are the tests' first and are exchanged before anything else.
    """
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    import_module("config.settings.test")
    settings._wrapped = Settings(os.environ.get(VARIABLE, "config.settings.test"))
    django.setup()


def hang_up() -> None:
    """Close the pools, whose threads would keep the process."""
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
        connection.close_pool()
