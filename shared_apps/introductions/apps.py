from django.apps import AppConfig


class IntroductionsConfig(AppConfig):
    name = "shared_apps.introductions"
