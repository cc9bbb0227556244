from django.apps import AppConfig


class TenancyConfig(AppConfig):
    name = "shared_apps.tenancy"

    def ready(self) -> None:
        from shared_apps.tenancy import checks  # noqa: F401, PLC0415 -- checks walk all models
