from django.apps import AppConfig


class StorageConfig(AppConfig):
    name = "shared_apps.storage"
