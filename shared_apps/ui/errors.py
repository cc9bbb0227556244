"""Pages for what went wrong, in the look of the surface it went wrong on."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

SENTENCES: Final[dict[int, tuple[str, str]]] = {
    400: ("This request could not be read", "Something in it was incomplete. Go back and try once more."),
    403: (
        "This door is closed",
        "You do not have access to this page. If you should, ask an owner of the workspace.",
    ),
    404: ("Nothing is kept here", "The page may have moved, or the address was mistyped."),
    405: (
        "This cannot be done here",
        "The page was asked in a way it does not answer. Go back and try from there.",
    ),
    413: ("This is too large", "Choose a smaller file and send it again."),
    429: ("A moment, please", "There were many requests in a short time. Wait a minute, then try again."),
    500: ("Something broke on our side", "It has been noted. Your work up to the last save is safe."),
    503: ("Back in a moment", "DIA'LOG is being looked after and will return shortly."),
}
FAMILIES: Final = ("site", "app", "console", "workspace", "portal")


def family_of(request: HttpRequest) -> str:
    """Return the shell family a request belongs to; the plainest one when in doubt."""
    surface = getattr(request, "surface", None)
    name = str(getattr(surface, "value", surface) or "").lower()
    if name == "workspace" and request.path.startswith("/portal/"):
        return "portal"
    return name if name in FAMILIES else "site"


def error_page(request: HttpRequest, status: int, *, family: str | None = None) -> HttpResponse:
    """Render the page of a status without touching session, messages or database."""
    title, sentence = SENTENCES.get(status, SENTENCES[500])
    context = {
        "status": status,
        "title": title,
        "sentence": sentence,
        "tenant": getattr(request, "tenant", None),
        "family": family or family_of(request),
    }
    template = "ui/errors/fragment.html" if request.headers.get("HX-Request") else "ui/errors/page.html"
    return HttpResponse(render_to_string(template, context), status=status)
