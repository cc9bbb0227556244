from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "shared_apps.core"

    def ready(self) -> None:
        from shared_apps.core.declarations import load_declarations  # noqa: PLC0415 -- apps must be loaded first

        load_declarations()
