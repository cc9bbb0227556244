from django.apps import AppConfig


class InquiriesConfig(AppConfig):
    name = "shared_apps.inquiries"
