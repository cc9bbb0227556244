from importlib import import_module

from django.apps import AppConfig


class ProvidersConfig(AppConfig):
    name = "shared_apps.providers"

    def ready(self) -> None:
        import_module("shared_apps.providers.checks")
