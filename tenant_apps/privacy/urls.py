from __future__ import annotations

from django.urls import path

from tenant_apps.privacy import passed_on_views, views

app_name = "privacy"
urlpatterns = [
    path("", views.data, name="data"),
    path("exports/", views.export_request, name="export_request"),
    path("exports/list/", views.export_list, name="export_list"),
    path("exports/<uuid:pk>/archive.zip", views.export_download, name="export_download"),
    path("passed-on/", passed_on_views.passed_on_list, name="passed_on_list"),
    path("passed-on/<uuid:pk>/closure/", passed_on_views.passed_on_closure, name="passed_on_closure"),
    path("deletion/", views.deletion, name="deletion"),
    path("deletion/<uuid:pk>/cancellation/", views.deletion_cancellation, name="deletion_cancellation"),
]
