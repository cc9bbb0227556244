"""The addresses of the privacy desk."""

from __future__ import annotations

from django.urls import path

from shared_apps.console.views import requests, rights_acts, rights_books

ONE = "requests/<uuid:pk>/"

urlpatterns = [
    path("requests/", requests.request_list, name="request_list"),
    path("requests/new/", requests.request_new, name="request_new"),
    path("requests/minor/", requests.minor_new, name="minor_new"),
    path(ONE, requests.request_detail, name="request_detail"),
    path(f"{ONE}hand/", requests.request_hand, name="request_hand"),
    path(f"{ONE}identity/", requests.request_identity, name="request_identity"),
    path(f"{ONE}extension/", requests.request_extension, name="request_extension"),
    path(f"{ONE}merger/", requests.request_merger, name="request_merger"),
    path(f"{ONE}closure/", requests.request_closure, name="request_closure"),
    path(f"{ONE}pointer/", requests.request_pointer, name="request_pointer"),
    path(f"{ONE}restraints/", requests.request_restraints, name="request_restraints"),
    path(f"{ONE}dossier/", rights_acts.request_dossier, name="request_dossier"),
    path(f"{ONE}corrections/", rights_acts.request_corrections, name="request_corrections"),
    path(f"{ONE}deletion/", rights_acts.request_deletion, name="request_deletion"),
    path(f"{ONE}refusals/", rights_acts.request_refusals, name="request_refusals"),
    path("requests/refusals/", rights_books.refusal_list, name="refusal_list"),
    path("requests/holds/", rights_books.hold_list, name="hold_list"),
    path("requests/holds/<uuid:pk>/release/", rights_books.hold_release, name="hold_release"),
    path("requests/records/", rights_books.record_list, name="record_list"),
    path("requests/records/new/", rights_books.record_new, name="record_new"),
]
