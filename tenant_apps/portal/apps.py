from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "tenant_apps.portal"

    def ready(self) -> None:
        from tenant_apps.clients.queries import contribute_section  # noqa: PLC0415 -- apps must be loaded first
        from tenant_apps.portal.sections import access_section  # noqa: PLC0415 -- likewise

        contribute_section("portal", access_section)
