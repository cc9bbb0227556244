"""Loads what each app declares about itself."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

MODULES = ("permissions", "events", "mails", "privacy", "crossings", "erasers")
OURS = ("shared_apps.", "tenant_apps.", "public_site")


def load_declarations() -> None:
    """Import every app's permissions, events, mail kinds, data map, crossings and erasers."""
    for config in apps.get_app_configs():
        if config.name.startswith(OURS):
            for module in MODULES:
                if find_spec(f"{config.name}.{module}"):
                    import_module(f"{config.name}.{module}")
