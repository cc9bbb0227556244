"""What machines ask for: the same in every language."""

from __future__ import annotations

from django.urls import path

from public_site import files

app_name = "files"
urlpatterns = [
    path("robots.txt", files.robots, name="robots"),
    path("sitemap.xml", files.sitemap, name="sitemap"),
    path(".well-known/security.txt", files.security_txt, name="security_txt"),
    path("favicon.ico", files.favicon, name="favicon"),
    path("zh-hant", files.chinese, name="chinese"),
]
