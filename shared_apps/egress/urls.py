from __future__ import annotations

from django.urls import path

from shared_apps.egress import views

app_name = "mailbox"
urlpatterns = [
    path("", views.letter_list, name="letter_list"),
    path("kinds/", views.kind_list, name="kind_list"),
    path("kinds/<str:kind>/<str:language>/", views.kind_detail, name="kind_detail"),
    path("kinds/<str:kind>/<str:language>/page/", views.kind_page, name="kind_page"),
    path("<str:name>/", views.letter_detail, name="letter_detail"),
    path("<str:name>/page/", views.letter_page, name="letter_page"),
]
