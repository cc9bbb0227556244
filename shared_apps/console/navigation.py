"""Where staff can go from anywhere in the console."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from shared_apps.tenancy.hosts import Surface, url_on
from shared_apps.ui.navigation import Entry, menu

PLACES = (
    ("Inbox", "console:inbox", "inbox"),
    ("Introductions", "console:introduction_list", "handshake"),
    ("Jewelers", "console:jeweler_list", "gem"),
    ("Providers", "console:provider_list", "network"),
    ("Requests", "console:request_list", "shield"),
    ("Registers", "console:register_list", "scale"),
)


def console_nav(request: HttpRequest) -> list[dict[str, object]]:
    """Return the console's sections, the present one marked; inquiries and briefs belong to the inbox."""
    entries = [Entry(label, reverse(name), icon) for label, name, icon in PLACES]
    in_inbox = request.path.startswith(("/inbox/", "/inquiries/", "/briefs/"))
    return menu(entries, path="/" if in_inbox else request.path)


def staff_nav() -> list[dict[str, object]]:
    """Return what concerns the person and not the console."""
    return [
        {"label": "Account", "url": url_on(Surface.APP, "/account/"), "icon": "circle-user-round"},
        {"label": "Sign out", "url": reverse("session_close"), "icon": "log-out", "method": "post"},
    ]
