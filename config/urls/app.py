from __future__ import annotations

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("shared_apps.accounts.urls")),
    path("", include("shared_apps.instructions.urls")),
    path("providers/", include("shared_apps.providers.urls")),
    path("", include("shared_apps.rights.urls")),
    path("notices/", include("shared_apps.notices.urls")),
    path("hooks/", include("shared_apps.egress.hook_urls")),
]

if settings.DEMO:
    urlpatterns += [
        path("dev/mail/", include("shared_apps.egress.urls")),
        path("dev/ui/", include("shared_apps.ui.urls")),
    ]

handler400 = "shared_apps.ui.views.bad_request"
handler403 = "shared_apps.ui.views.forbidden"
handler404 = "shared_apps.ui.views.not_found"
handler500 = "shared_apps.ui.views.server_error"
