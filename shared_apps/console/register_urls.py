"""The registers in the console: retention, disclosures, breaches, the policy's editions, records of processing."""

from __future__ import annotations

from django.urls import path

from shared_apps.console.views import breaches, disclosures, policy, processing, registers, retention

urlpatterns = [
    path("registers/", registers.register_list, name="register_list"),
    path("registers/retention/", retention.retention, name="retention"),
    path("registers/retention/runs/", retention.retention_runs, name="retention_runs"),
    path("registers/disclosures/", disclosures.disclosure_list, name="disclosure_list"),
    path("registers/disclosures/new/", disclosures.disclosure_new, name="disclosure_new"),
    path("registers/disclosures/<uuid:pk>/", disclosures.disclosure_detail, name="disclosure_detail"),
    path("registers/disclosures/<uuid:pk>/decision/", disclosures.disclosure_decision, name="disclosure_decision"),
    path("registers/disclosures/<uuid:pk>/export/", disclosures.disclosure_export, name="disclosure_export"),
    path("registers/breaches/", breaches.breach_list, name="breach_list"),
    path("registers/breaches/new/", breaches.breach_new, name="breach_new"),
    path("registers/breaches/<uuid:pk>/", breaches.breach_detail, name="breach_detail"),
    path("registers/breaches/<uuid:pk>/description/", breaches.breach_description, name="breach_description"),
    path("registers/breaches/<uuid:pk>/objects/", breaches.breach_objects, name="breach_objects"),
    path("registers/breaches/<uuid:pk>/notes/", breaches.breach_notes, name="breach_notes"),
    path("registers/breaches/<uuid:pk>/drafts/", breaches.breach_drafts, name="breach_drafts"),
    path("registers/breaches/<uuid:pk>/authority/", breaches.breach_authority, name="breach_authority"),
    path("registers/breaches/<uuid:pk>/form/", breaches.breach_form, name="breach_form"),
    path("registers/breaches/<uuid:pk>/closure/", breaches.breach_closure, name="breach_closure"),
    path("registers/breach-drafts/<uuid:pk>/", breaches.breach_draft, name="breach_draft"),
    path("registers/policy/", policy.policy_list, name="policy_list"),
    path("registers/policy/<uuid:pk>/", policy.policy_detail, name="policy_detail"),
    path("registers/processing/", processing.processing_controller, name="processing_controller"),
    path("registers/processing/jewelers/", processing.processing_processor, name="processing_processor"),
    path("registers/processing.json", processing.processing_controller_json, name="processing_controller_json"),
    path("registers/processing/jewelers.json", processing.processing_processor_json, name="processing_processor_json"),
]
