from __future__ import annotations

from django.urls import re_path

from public_site import choices

app_name = "choices"
TOKEN = r"(?P<token>[A-Za-z0-9_-]{43})"  # noqa: S105 -- its shape
urlpatterns = [
    re_path(rf"^choices/{TOKEN}$", choices.choice, name="choice"),
    re_path(rf"^zh-hant/choices/{TOKEN}$", choices.choice, {"language": "zh-hant"}, name="choice_zh"),
]
