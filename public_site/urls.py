from __future__ import annotations

from django.urls import path, re_path

from public_site import views

app_name = "public_site"
urlpatterns = [
    path("", views.home, name="home"),
    path("contact", views.contact, name="contact"),
    path("find-a-jeweler", views.find_a_jeweler, name="find_a_jeweler"),
    path("privacy", views.privacy, name="privacy"),
    re_path(r"^received/(?P<reference>[2-9A-Z]{4}-[2-9A-Z]{4})$", views.received, name="received"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("<slug:page>/", views.without_slash, name="without_slash"),
]
