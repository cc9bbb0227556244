from django.apps import AppConfig


class StackConfig(AppConfig):
    name = "shared_apps.stack"

    def ready(self) -> None:
        from shared_apps.stack import checks  # noqa: F401, PLC0415 -- checks read the settings
