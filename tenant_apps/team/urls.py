from __future__ import annotations

from django.urls import path, re_path

from tenant_apps.team import business_views, notice_views, profile_views, provider_views, support_views, views

app_name = "team"

urlpatterns = [
    path("", views.member_list, name="member_list"),
    path("invitations/new/", views.invitation_new, name="invitation_new"),
    path("invitations/<uuid:pk>/withdrawal/", views.invitation_withdrawal, name="invitation_withdrawal"),
    path("members/<uuid:pk>/role/", views.member_role, name="member_role"),
    path("members/<uuid:pk>/removal/", views.member_removal, name="member_removal"),
    path("house/", views.house, name="house"),
    path("details/", business_views.details, name="details"),
    path("announcements/<uuid:pk>/closing/", business_views.announcement_closing, name="announcement_closing"),
    path("support/", support_views.support, name="support"),
    path("support/new/", support_views.support_grant, name="support_grant"),
    path("support/<uuid:pk>/", support_views.support_detail, name="support_detail"),
    path("support/<uuid:pk>/revocation/", support_views.support_revocation, name="support_revocation"),
    path("providers/", provider_views.provider_list, name="provider_list"),
    re_path(r"^providers/list\.(?P<kind>pdf|json)$", provider_views.provider_document, name="provider_document"),
    path("providers/<uuid:pk>/objection/", provider_views.provider_objection, name="provider_objection"),
    path(
        "objections/<uuid:pk>/withdrawal/",
        provider_views.provider_objection_withdrawal,
        name="provider_objection_withdrawal",
    ),
    path("profile/", profile_views.profile, name="profile"),
    path("notices/", notice_views.notice_list, name="notice_list"),
    path("notices/<uuid:pk>/", notice_views.notice_detail, name="notice_detail"),
    path("notices/<uuid:pk>/closing/", notice_views.notice_closing, name="notice_closing"),
    path("agreement/", views.agreement, name="agreement"),
    path("agreement/acceptance/", views.agreement_acceptance, name="agreement_acceptance"),
]
