from django.apps import AppConfig


class TeamConfig(AppConfig):
    name = "tenant_apps.team"
