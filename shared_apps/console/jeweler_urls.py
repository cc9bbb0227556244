"""Addresses of everything about jewelers: applications, life, health, agreement, announcements, support."""

from __future__ import annotations

from django.urls import path

from shared_apps.console.views import announcements, applications, fleet, jewelers, support

urlpatterns = [
    path("inquiries/<uuid:pk>/application/", applications.inquiry_application, name="inquiry_application"),
    path("jewelers/", jewelers.jeweler_list, name="jeweler_list"),
    path("jewelers/new/", jewelers.jeweler_new, name="jeweler_new"),
    path("jewelers/applications/", applications.application_list, name="application_list"),
    path("jewelers/applications/<uuid:pk>/", applications.application_detail, name="application_detail"),
    path("jewelers/applications/<uuid:pk>/decision/", applications.application_decision, name="application_decision"),
    path("jewelers/health/", fleet.fleet_list, name="fleet_list"),
    path("jewelers/agreement/", fleet.agreement_list, name="agreement_list"),
    path("jewelers/announcements/", announcements.announcement_list, name="announcement_list"),
    path("jewelers/announcements/new/", announcements.announcement_new, name="announcement_new"),
    path(
        "jewelers/announcements/<uuid:pk>/withdrawal/",
        announcements.announcement_withdrawal,
        name="announcement_withdrawal",
    ),
    path("jewelers/accesses/", support.access_review, name="access_review"),
    path("jewelers/accesses/table.csv", support.access_review_csv, name="access_review_csv"),
    path("jewelers/accesses/<uuid:pk>/agreement/", support.glass_agreement, name="glass_agreement"),
    path("jewelers/accesses/<uuid:pk>/withdrawal/", support.glass_withdrawal, name="glass_withdrawal"),
    path("jewelers/<uuid:pk>/", jewelers.jeweler_detail, name="jeweler_detail"),
    path("jewelers/<uuid:pk>/details/", jewelers.jeweler_details, name="jeweler_details"),
    path("jewelers/<uuid:pk>/state/", jewelers.jeweler_state, name="jeweler_state"),
    path("jewelers/<uuid:pk>/owners/", jewelers.jeweler_owners, name="jeweler_owners"),
    path("jewelers/<uuid:pk>/glass/", support.glass_new, name="glass_new"),
]
