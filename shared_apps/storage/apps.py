from django.apps import AppConfig


class StorageConfig(AppConfig):
    name = "shared_apps.storage"

    def ready(self) -> None:
        from shared_apps.storage import checks  # noqa: F401, PLC0415 -- registering needs loaded settings
