from django.apps import AppConfig


class InstructionsConfig(AppConfig):
    name = "shared_apps.instructions"
