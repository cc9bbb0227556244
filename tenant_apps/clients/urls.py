from __future__ import annotations

from django.urls import path

from tenant_apps.clients import lead_views, views

app_name = "clients"

urlpatterns = [
    path("", views.client_list, name="client_list"),
    path("new/", views.client_new, name="client_new"),
    path("leads/", lead_views.lead_list, name="lead_list"),
    path("leads/<uuid:pk>/", lead_views.lead_detail, name="lead_detail"),
    path("leads/<uuid:pk>/acceptance/", lead_views.lead_acceptance, name="lead_acceptance"),
    path("leads/<uuid:pk>/contact/", lead_views.lead_contact, name="lead_contact"),
    path("leads/<uuid:pk>/outcome/", lead_views.lead_outcome, name="lead_outcome"),
    path("leads/<uuid:pk>/conversion/", lead_views.lead_conversion, name="lead_conversion"),
    path("leads/<uuid:pk>/decline/", lead_views.lead_decline, name="lead_decline"),
    path("<uuid:pk>/", views.client_detail, name="client_detail"),
    path("<uuid:pk>/edit/", views.client_edit, name="client_edit"),
    path("<uuid:pk>/archive/", views.client_archive, name="client_archive"),
    path("<uuid:pk>/restoration/", views.client_restoration, name="client_restoration"),
    path("<uuid:pk>/contacts/new/", views.contact_new, name="contact_new"),
    path("<uuid:pk>/contacts/<uuid:contact_pk>/", views.contact_edit, name="contact_edit"),
    path("<uuid:pk>/contacts/<uuid:contact_pk>/removal/", views.contact_removal, name="contact_removal"),
    path("<uuid:pk>/addresses/new/", views.address_new, name="address_new"),
    path("<uuid:pk>/addresses/<uuid:address_pk>/", views.address_edit, name="address_edit"),
    path("<uuid:pk>/addresses/<uuid:address_pk>/removal/", views.address_removal, name="address_removal"),
]
