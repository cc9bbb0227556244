from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("tenant_apps.dashboard.urls")),
    path("session/", include("shared_apps.accounts.session_urls")),
    path("team/", include("tenant_apps.team.urls")),
    path("search/", include("tenant_apps.search.urls")),
    path("clients/", include("tenant_apps.clients.urls")),
    path("timeline/", include("tenant_apps.timeline.urls")),
    path("clienteling/", include("tenant_apps.clienteling.urls")),
    path("designs/", include("tenant_apps.library.urls")),
    path("portal/", include("tenant_apps.portal.urls")),
    path("portal-access/", include("tenant_apps.portal.workspace_urls")),
    path("settings/data/", include("tenant_apps.privacy.urls")),
]

handler400 = "shared_apps.ui.views.bad_request"
handler403 = "shared_apps.ui.views.forbidden"
handler404 = "shared_apps.ui.views.not_found"
handler500 = "shared_apps.ui.views.server_error"
