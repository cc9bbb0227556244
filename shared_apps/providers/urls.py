from __future__ import annotations

from django.urls import re_path

from shared_apps.providers import views

app_name = "providers"
urlpatterns = [
    re_path(r"^(?P<sha256>[0-9a-f]{64})\.json$", views.list_json, name="list_json"),
    re_path(r"^(?P<sha256>[0-9a-f]{64})\.pdf$", views.list_pdf, name="list_pdf"),
]
