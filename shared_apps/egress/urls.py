from __future__ import annotations

from django.urls import path

from shared_apps.egress import views

app_name = "mailbox"
urlpatterns = [
    path("", views.letter_list, name="letter_list"),
    path("<str:name>/", views.letter_detail, name="letter_detail"),
]
