from __future__ import annotations

from shared_apps.console import introduction_urls, jeweler_urls, provider_urls, register_urls, rights_urls, thread_urls

app_name = "console"
urlpatterns = [
    *thread_urls.urlpatterns,
    *introduction_urls.urlpatterns,
    *jeweler_urls.urlpatterns,
    *provider_urls.urlpatterns,
    *rights_urls.urlpatterns,
    *register_urls.urlpatterns,
]
