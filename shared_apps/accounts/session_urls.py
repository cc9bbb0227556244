"""Sessions of a workspace and of the console."""

from __future__ import annotations

from django.urls import path

from shared_apps.accounts.views import passage

urlpatterns = [
    path("start/", passage.session_start, name="session_start"),
    path("open/", passage.session_open, name="session_open"),
    path("close/", passage.session_close, name="session_close"),
]
