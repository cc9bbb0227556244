from importlib import import_module

from django.apps import AppConfig


class EgressConfig(AppConfig):
    name = "shared_apps.egress"

    def ready(self) -> None:
        import_module("shared_apps.egress.checks")
