"""What the gallery shows: believable, invented content, and the markup of every component to copy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest

_SOURCES: Final = Path(__file__).parent / "templates" / "ui" / "gallery"

SECTIONS: Final = (
    ("colour", "Color and type", "Roles only; raw colors live in tokens.css alone."),
    (
        "actions",
        "Buttons, badges, icons",
        "One primary action a page. A status is a dot and a word, never color alone.",
    ),
    ("title", "Page title", "Every page of a workspace opens with it."),
    ("totals", "Totals", "Two to five figures; links where there is a list behind them."),
    (
        "panel",
        "Panels and facts",
        "White paper for what belongs together; facts for reading, not for editing.",
    ),
    (
        "table",
        "Table",
        "Caption as title, figures to the right, the identifier is the link. On a phone its rows can become cards.",
    ),
    ("filters", "Filters and pager", "Filters live in the query string and work without a script."),
    ("fields", "Fields", "Label above, hint below, error under the field; the unit is an affix."),
    ("form", "Form", "Refused: render again with status 422. Focus goes to the first field to mend."),
    ("empty", "Empty and loading", "Nothing yet is an invitation; nothing matches is a way back."),
    ("notice", "Notices and toasts", "A toast says what was done; a notice stays with what it speaks of."),
    (
        "overlay",
        "Dialog and menu",
        "Native dialog and popover. A dialog's link falls back to the confirm page.",
    ),
    ("board", "Board", "Dragging and the menu post to the same address."),
    ("gallery", "Images", "Fixed frames, so that nothing jumps while pictures load."),
    ("viewer", "Viewer", "One image on the stage; arrow keys follow its links."),
    (
        "dropzone",
        "Upload",
        "Straight to the store, three at a time, with retry; a plain form without script.",
    ),
    ("progress", "Progress and steps", "A bar for work, steps for a path, a timeline for what has been."),
    ("wayfinding", "Tabs and breadcrumb", "Links, so every place has an address."),
    ("conversation", "Conversation", "Between a client and a jeweler."),
    ("confirm", "Confirm page", "For what cannot be taken back; the word to type comes from the object."),
)


@dataclass(frozen=True)
class Section:
    """A part of the gallery."""

    name: str
    title: str
    intro: str

    @property
    def template(self) -> str:
        return f"ui/gallery/{self.name}.html"

    @property
    def source(self) -> str:
        return (_SOURCES / f"{self.name}.html").read_text(encoding="utf-8").strip()


class FormSample(forms.Form):
    """Every kind of field."""

    name = forms.CharField(label="Name of the piece", initial="Emerald halo ring")
    alloy = forms.ChoiceField(choices=[("750y", "18 ct yellow gold (750)"), ("950", "Platinum (950)")])
    size = forms.CharField(label="Ring size", help_text="EU sizing, inner circumference in mm.", initial="54")
    weight = forms.DecimalField(label="Finished weight", min_value=0)
    due_on = forms.DateField(label="Promised for", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    brief = forms.CharField(required=False, widget=forms.Textarea, help_text="What the client said, in their words.")
    finish = forms.ChoiceField(choices=[("p", "Polished"), ("s", "Satin"), ("h", "Hammered")], widget=forms.RadioSelect)
    marks = forms.MultipleChoiceField(
        required=False,
        choices=[("hm", "Hallmark"), ("sp", "Sponsor’s mark")],
        widget=forms.CheckboxSelectMultiple,
    )
    sketch = forms.FileField(required=False)
    is_gift = forms.BooleanField(required=False, label="A surprise: no mail to the shared address")


def _refused() -> FormSample:
    return FormSample({"name": "", "alloy": "750y", "size": "54", "weight": "-4.2", "finish": "p", "is_gift": "on"})


def sample_nav() -> list[dict[str, Any]]:
    return [
        {"label": "Today", "url": "?today", "icon": "sun", "current": False},
        {"label": "Clients", "url": "?clients", "icon": "users", "count": 3},
        {"label": "Designs", "url": "?designs", "icon": "gem", "current": True},
        {"label": "Workshop", "url": "?workshop", "icon": "hammer"},
        {"label": "Stones & stock", "url": "?stones", "icon": "layers", "short": "Stones"},
        {"label": "Quotes & sales", "url": "?quotes", "icon": "receipt-text", "short": "Quotes"},
    ]


def sample_context(request: HttpRequest) -> dict[str, Any]:
    """Return what the gallery and the sample shells show."""
    wanted = request.GET.get("theme", "")
    return {
        "sections": [Section(*section) for section in SECTIONS],
        "theme": wanted if wanted in {"light", "dark"} else "",
        "tenant": {"name": "Maison Aurelle", "slug": "aurelle"},
        "member": {"name": "Hélène Aurelle-Fontaine", "get_role_display": "Owner"},
        "nav": sample_nav(),
        "account_nav": [
            {"label": "Settings", "url": "?settings", "icon": "settings-2"},
            {"label": "Sign out", "url": "?leave", "icon": "log-out"},
        ],
        "brand_hue": request.GET.get("hue", ""),
        "form": FormSample(),
        "refused": _refused(),
        "page": Paginator(range(1, 2400), 25).page(7),
        "at": datetime(2026, 11, 20, 15, 4, tzinfo=UTC),
        "tabs": [
            {"label": "Overview", "url": "?overview", "current": True},
            {"label": "Images", "url": "?images", "count": 12},
            {"label": "Versions", "url": "?versions", "count": 0},
            {"label": "Conversation", "url": "?conversation"},
        ],
        "crumbs": [{"label": "Clients", "url": "?clients"}, {"label": "Li Wen", "url": "?client"}],
        "steps": [
            {"label": "Sketch", "note": "3 Nov", "done": True},
            {"label": "Wax", "note": "12 Nov", "done": True},
            {"label": "Casting", "note": "due 2 Dec", "current": True},
            {"label": "Setting"},
            {"label": "Hallmark"},
        ],
        "long": "Collier de chien à motifs d’écailles en or jaune, platine et émail plique-à-jour, commande spéciale",
    }
