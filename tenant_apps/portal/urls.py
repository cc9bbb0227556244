from __future__ import annotations

from django.urls import path

from tenant_apps.portal import door_views, views

app_name = "portal"

urlpatterns = [
    path("", views.home, name="home"),
    path("sign-in/", door_views.sign_in_page, name="sign_in"),
    path("sign-in/sent/", door_views.sent, name="sent"),
    path("sign-in/<str:token>/", door_views.confirm, name="confirm"),
    path("sign-out/", door_views.sign_out, name="sign_out"),
    path("notice/", door_views.notice, name="notice"),
    path("devices/", views.session_list, name="sessions"),
    path("devices/<uuid:pk>/end/", views.session_end, name="session_end"),
    path("data/", views.data, name="data"),
    path("designs/<uuid:pk>/", views.design_detail, name="design"),
    path("designs/<uuid:pk>/comparison/", views.design_comparison, name="comparison"),
    path("designs/<uuid:pk>/comments/", views.design_comments, name="comments"),
    path("designs/<uuid:pk>/versions/<int:number>/approval/", views.version_approval, name="approval"),
    path("pictures/<uuid:file_pk>/<slug:name>/", views.picture, name="picture"),
]
