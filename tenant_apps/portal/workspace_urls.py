from __future__ import annotations

from django.urls import path

from tenant_apps.portal import desk_views as views

app_name = "portal_desk"

urlpatterns = [
    path("clients/<uuid:pk>/", views.client_access, name="client_access"),
    path("clients/<uuid:pk>/invitation/", views.client_invitation, name="client_invitation"),
    path("accesses/<uuid:pk>/email/", views.access_email, name="access_email"),
    path("accesses/<uuid:pk>/revocation/", views.access_revocation, name="access_revocation"),
    path("sessions/<uuid:pk>/end/", views.session_end, name="session_end"),
    path("comments/", views.comment_list, name="comment_list"),
    path("designs/<uuid:pk>/", views.conversation, name="conversation"),
    path("designs/<uuid:pk>/reply/", views.conversation_reply, name="conversation_reply"),
    path("designs/<uuid:pk>/settlement/", views.conversation_settlement, name="conversation_settlement"),
    path("requests/", views.request_list, name="request_list"),
    path("requests/<uuid:pk>/closure/", views.request_closure, name="request_closure"),
]
