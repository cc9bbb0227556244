from __future__ import annotations

from django.urls import path

from tenant_apps.clienteling import views

app_name = "clienteling"

urlpatterns = [
    path("gauge/", views.gauge, name="gauge"),
    path("<uuid:pk>/sizes/new/", views.ring_size_new, name="ring_size_new"),
    path("<uuid:pk>/sizes/<uuid:row_pk>/", views.ring_size_detail, name="ring_size_detail"),
    path("<uuid:pk>/sizes/<uuid:row_pk>/removal/", views.ring_size_removal, name="ring_size_removal"),
    path("<uuid:pk>/measurements/new/", views.measurement_new, name="measurement_new"),
    path("<uuid:pk>/measurements/<uuid:row_pk>/removal/", views.measurement_removal, name="measurement_removal"),
    path("<uuid:pk>/dates/new/", views.date_new, name="date_new"),
    path("<uuid:pk>/dates/<uuid:row_pk>/", views.date_edit, name="date_edit"),
    path("<uuid:pk>/dates/<uuid:row_pk>/removal/", views.date_removal, name="date_removal"),
    path("<uuid:pk>/greetings/", views.greetings, name="greetings"),
    path("<uuid:pk>/greetings/end/", views.greetings_end, name="greetings_end"),
    path("<uuid:pk>/tastes/new/", views.taste_new, name="taste_new"),
    path("<uuid:pk>/tastes/<uuid:row_pk>/removal/", views.taste_removal, name="taste_removal"),
    path("<uuid:pk>/wishes/new/", views.wish_new, name="wish_new"),
    path("<uuid:pk>/wishes/<uuid:row_pk>/fulfilment/", views.wish_fulfilment, name="wish_fulfilment"),
    path("<uuid:pk>/wishes/<uuid:row_pk>/removal/", views.wish_removal, name="wish_removal"),
]
