from __future__ import annotations

from django.urls import path

from tenant_apps.privacy import views

app_name = "privacy"
urlpatterns = [
    path("", views.data, name="data"),
    path("exports/", views.export_request, name="export_request"),
    path("exports/list/", views.export_list, name="export_list"),
    path("exports/<uuid:pk>/archive.zip", views.export_download, name="export_download"),
    path("deletion/", views.deletion, name="deletion"),
    path("deletion/<uuid:pk>/cancellation/", views.deletion_cancellation, name="deletion_cancellation"),
]
