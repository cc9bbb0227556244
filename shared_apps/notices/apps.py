from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "shared_apps.notices"
