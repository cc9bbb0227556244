from django.apps import AppConfig


class JewelersConfig(AppConfig):
    name = "shared_apps.jewelers"
