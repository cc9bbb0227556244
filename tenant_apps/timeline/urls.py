from __future__ import annotations

from django.urls import path

from tenant_apps.timeline import views

app_name = "timeline"

urlpatterns = [
    path("clients/<uuid:pk>/", views.activity_list, name="activity_list"),
    path("clients/<uuid:pk>/new/", views.activity_new, name="activity_new"),
    path("clients/<uuid:pk>/tasks/new/", views.task_new, name="task_new"),
    path("activities/<uuid:pk>/", views.activity_detail, name="activity_detail"),
    path("activities/<uuid:pk>/edit/", views.activity_edit, name="activity_edit"),
    path("activities/<uuid:pk>/pin/", views.activity_pin, name="activity_pin"),
    path("activities/<uuid:pk>/removal/", views.activity_removal, name="activity_removal"),
    path("tasks/", views.task_list, name="task_list"),
    path("tasks/<uuid:pk>/completion/", views.task_completion, name="task_completion"),
    path("tasks/<uuid:pk>/reopening/", views.task_reopening, name="task_reopening"),
]
