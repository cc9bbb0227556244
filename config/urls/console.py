from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("session/", include("shared_apps.accounts.session_urls")),
    path("", include("shared_apps.console.urls")),
]

handler400 = "shared_apps.ui.views.bad_request"
handler403 = "shared_apps.ui.views.forbidden"
handler404 = "shared_apps.ui.views.not_found"
handler500 = "shared_apps.ui.views.server_error"
