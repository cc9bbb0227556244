from django.apps import AppConfig


class TimelineConfig(AppConfig):
    name = "tenant_apps.timeline"

    def ready(self) -> None:
        from tenant_apps.clients.queries import contribute_section  # noqa: PLC0415 -- models must be loaded first
        from tenant_apps.search.kinds import findable  # noqa: PLC0415 -- models must be loaded first
        from tenant_apps.timeline import finding, queries  # noqa: PLC0415 -- models must be loaded first

        contribute_section("0 timeline", queries.timeline_section)
        findable(finding.KIND)
