"""Pages for what went wrong, in the look of the surface it went wrong on."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

SENTENCES: Final[dict[int, tuple[Any, Any]]] = {
    400: (_("This request could not be read"), _("Something in it was incomplete. Go back and try once more.")),
    403: (
        _("This door is closed"),
        _("You do not have access to this page. If you should, ask an owner of the workspace."),
    ),
    404: (_("Nothing is kept here"), _("The page may have moved, or the address was mistyped.")),
    405: (
        _("This cannot be done here"),
        _("The page was asked in a way it does not answer. Go back and try from there."),
    ),
    413: (_("This is too large"), _("Choose a smaller file and send it again.")),
    429: (_("A moment, please"), _("There were many requests in a short time. Wait a minute, then try again.")),
    500: (_("Something broke on our side"), _("It has been noted. Your work up to the last save is safe.")),
    503: (_("Back in a moment"), _("DIA'LOG is being looked after and will return shortly.")),
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
