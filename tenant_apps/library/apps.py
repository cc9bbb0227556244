from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "tenant_apps.library"
