from django.apps import AppConfig


class ClientelingConfig(AppConfig):
    name = "tenant_apps.clienteling"

    def ready(self) -> None:
        from tenant_apps.clienteling import queries  # noqa: PLC0415 -- models must be loaded first
        from tenant_apps.clients.queries import contribute_section  # noqa: PLC0415 -- models must be loaded first

        contribute_section("memory 1 sizes", queries.sizes_section)
        contribute_section("memory 2 dates", queries.dates_section)
        contribute_section("memory 3 tastes", queries.tastes_section)
