from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "tenant_apps.library"

    def ready(self) -> None:
        from tenant_apps.clients.queries import contribute_section  # noqa: PLC0415 -- models must be loaded first
        from tenant_apps.library import finding  # noqa: PLC0415 -- models must be loaded first
        from tenant_apps.library.queries import designs_section  # noqa: PLC0415 -- models must be loaded first
        from tenant_apps.search.kinds import findable  # noqa: PLC0415 -- models must be loaded first

        contribute_section("designs", designs_section)
        findable(finding.KIND)
