from django.apps import AppConfig


class EgressConfig(AppConfig):
    name = "shared_apps.egress"
