"""The register of providers in the console."""

from __future__ import annotations

from django.urls import path

from shared_apps.console.views import provider_lists, providers

urlpatterns = [
    path("providers/", providers.provider_list, name="provider_list"),
    path("providers/new/", providers.provider_new, name="provider_new"),
    path("providers/list/", provider_lists.provider_document, name="provider_document"),
    path("providers/list.json", provider_lists.provider_document_json, name="provider_document_json"),
    path("providers/list.pdf", provider_lists.provider_document_pdf, name="provider_document_pdf"),
    path("providers/requests/", provider_lists.provider_requests, name="provider_requests"),
    path("providers/changes/<uuid:pk>/state/", providers.provider_change_state, name="provider_change_state"),
    path("providers/<uuid:pk>/", providers.provider_detail, name="provider_detail"),
    path("providers/<uuid:pk>/edit/", providers.provider_edit, name="provider_edit"),
    path("providers/<uuid:pk>/retirement/", providers.provider_retirement, name="provider_retirement"),
]
