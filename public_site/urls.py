"""The pages, in every language; `config.urls.site` puts the language before them."""

from __future__ import annotations

from django.urls import path, re_path

from public_site import policy_views, views

REFERENCE = r"(?P<reference>[2-9A-Z]{4}-[2-9A-Z]{4})"

app_name = "public_site"
urlpatterns = [
    path("", views.home, name="home"),
    path("how-it-works", views.how_it_works, name="how_it_works"),
    path("for-jewelers", views.for_jewelers, name="for_jewelers"),
    path("about", views.about, name="about"),
    path("contact", views.contact, name="contact"),
    path("find-a-jeweler", views.find_a_jeweler, name="find_a_jeweler"),
    path("privacy", policy_views.privacy, name="privacy"),
    path("privacy/versions", policy_views.versions, name="versions"),
    path("privacy/providers", views.providers, name="providers"),
    re_path(rf"^received/{REFERENCE}$", views.received, name="received"),
    re_path(rf"^received/brief/{REFERENCE}$", views.brief_received, name="brief_received"),
    path("<slug:page>/", views.without_slash, name="without_slash"),
]
