from __future__ import annotations

from django.urls import path

from tenant_apps.team import views

app_name = "team"

urlpatterns = [
    path("", views.member_list, name="member_list"),
    path("invitations/new/", views.invitation_new, name="invitation_new"),
    path("invitations/<uuid:pk>/withdrawal/", views.invitation_withdrawal, name="invitation_withdrawal"),
    path("members/<uuid:pk>/role/", views.member_role, name="member_role"),
    path("members/<uuid:pk>/removal/", views.member_removal, name="member_removal"),
    path("house/", views.house, name="house"),
    path("agreement/", views.agreement, name="agreement"),
    path("agreement/acceptance/", views.agreement_acceptance, name="agreement_acceptance"),
]
