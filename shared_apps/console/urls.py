from __future__ import annotations

from django.urls import path

from shared_apps.console import jeweler_views, views

app_name = "console"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("inquiries/<uuid:pk>/", views.inquiry_detail, name="inquiry_detail"),
    path("inquiries/<uuid:pk>/acknowledgement/", views.inquiry_acknowledgement, name="inquiry_acknowledgement"),
    path("inquiries/<uuid:pk>/closure/", views.inquiry_closure, name="inquiry_closure"),
    path("briefs/<uuid:pk>/", views.brief_detail, name="brief_detail"),
    path("briefs/<uuid:pk>/acknowledgement/", views.brief_acknowledgement, name="brief_acknowledgement"),
    path("briefs/<uuid:pk>/closure/", views.brief_closure, name="brief_closure"),
    path("briefs/<uuid:pk>/introductions/", views.introduction, name="introduction"),
    path("jewelers/", jeweler_views.jeweler_list, name="jeweler_list"),
    path("jewelers/new/", jeweler_views.jeweler_new, name="jeweler_new"),
    path("jewelers/<uuid:pk>/", jeweler_views.jeweler_detail, name="jeweler_detail"),
    path("jewelers/<uuid:pk>/suspension/", jeweler_views.jeweler_suspension, name="jeweler_suspension"),
    path("jewelers/<uuid:pk>/resumption/", jeweler_views.jeweler_resumption, name="jeweler_resumption"),
    path("jewelers/<uuid:pk>/archiving/", jeweler_views.jeweler_archiving, name="jeweler_archiving"),
    path("providers/", views.provider_list, name="provider_list"),
]
