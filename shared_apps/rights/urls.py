from __future__ import annotations

from django.urls import path

from shared_apps.rights import views

app_name = "rights"
urlpatterns = [
    path("copies/dossier.schema.json", views.schema, name="schema"),
    path("copies/<str:token>/", views.copy, name="copy"),
]
