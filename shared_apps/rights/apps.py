from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "shared_apps.rights"
