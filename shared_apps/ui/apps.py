from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "shared_apps.ui"
