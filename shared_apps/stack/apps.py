from django.apps import AppConfig


class StackConfig(AppConfig):
    name = "shared_apps.stack"
