from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "shared_apps.registers"
