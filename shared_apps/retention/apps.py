from django.apps import AppConfig


class RetentionConfig(AppConfig):
    name = "shared_apps.retention"
