from __future__ import annotations

from shared_apps.ui.navigation import Entry, menu

ENTRIES = (
    Entry("Inbox", "/", "inbox"),
    Entry("Jewelers", "/jewelers/", "gem"),
    Entry("Providers", "/providers/", "handshake"),
)


def console_nav(path: str) -> list[dict[str, object]]:
    """Return the console's sections; inquiries and briefs belong to the inbox."""
    inbox = path.startswith(("/inquiries/", "/briefs/"))
    return menu(ENTRIES, path="/" if inbox else path)
