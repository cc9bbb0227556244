from __future__ import annotations

from django.urls import path

from public_site import views

app_name = "site"
urlpatterns = [
    path("", views.home, name="home"),
    path("find-a-jeweler", views.find_a_jeweler, name="find_a_jeweler"),
    path("contact", views.contact, name="contact"),
    path("privacy", views.privacy, name="privacy"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path(".well-known/security.txt", views.security, name="security"),
    path("favicon.ico", views.favicon, name="favicon"),
]
