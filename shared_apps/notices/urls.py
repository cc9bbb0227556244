from __future__ import annotations

from django.urls import path

from shared_apps.notices import views

app_name = "notices"
urlpatterns = [
    path("<uuid:pk>/", views.notice_detail, name="detail"),
    path("<uuid:pk>/closing/", views.notice_closing, name="closing"),
]
