from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    path("", include("public_site.choices_urls")),
    path("", include("public_site.file_urls")),
    *i18n_patterns(path("", include("public_site.urls")), prefix_default_language=False),
]

handler400 = "shared_apps.ui.views.bad_request"
handler403 = "shared_apps.ui.views.forbidden"
handler404 = "shared_apps.ui.views.not_found"
handler500 = "shared_apps.ui.views.server_error"
