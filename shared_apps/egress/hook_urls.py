from __future__ import annotations

from django.urls import path

from shared_apps.egress import hooks

app_name = "hooks"
urlpatterns = [path("mail/", hooks.mail_reports, name="mail_reports")]
