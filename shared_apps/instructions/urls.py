from __future__ import annotations

from django.urls import path

from shared_apps.instructions import views

app_name = "instructions"
urlpatterns = [path("certificates/<uuid:pk>/", views.certificate, name="certificate")]
