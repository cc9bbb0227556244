from __future__ import annotations

from django.urls import path

from shared_apps.console.views import inbox, jewelers, providers

app_name = "console"
urlpatterns = [
    path("", inbox.inbox_list, name="inbox"),
    path("inquiries/<uuid:pk>/", inbox.inquiry_detail, name="inquiry_detail"),
    path("inquiries/<uuid:pk>/acknowledgement/", inbox.inquiry_acknowledgement, name="inquiry_acknowledgement"),
    path("inquiries/<uuid:pk>/closure/", inbox.inquiry_closure, name="inquiry_closure"),
    path("briefs/<uuid:pk>/", inbox.brief_detail, name="brief_detail"),
    path("briefs/<uuid:pk>/acknowledgement/", inbox.brief_acknowledgement, name="brief_acknowledgement"),
    path("briefs/<uuid:pk>/closure/", inbox.brief_closure, name="brief_closure"),
    path("briefs/<uuid:pk>/introductions/", inbox.brief_introductions, name="brief_introductions"),
    path("jewelers/", jewelers.jeweler_list, name="jeweler_list"),
    path("jewelers/new/", jewelers.jeweler_new, name="jeweler_new"),
    path("jewelers/<uuid:pk>/", jewelers.jeweler_detail, name="jeweler_detail"),
    path("jewelers/<uuid:pk>/state/", jewelers.jeweler_state, name="jeweler_state"),
    path("jewelers/<uuid:pk>/owners/", jewelers.jeweler_owners, name="jeweler_owners"),
    path("providers/", providers.provider_list, name="provider_list"),
]
