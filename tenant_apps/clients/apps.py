from django.apps import AppConfig


class ClientsConfig(AppConfig):
    name = "tenant_apps.clients"

    def ready(self) -> None:
        from tenant_apps.clients import finding  # noqa: PLC0415 -- models must be loaded first
        from tenant_apps.search.kinds import findable  # noqa: PLC0415 -- models must be loaded first

        findable(finding.KIND)
