"""The style sheets and scripts a page family loads, in cascade order.

Style sheets stay small and split by noun; `shared_apps.ui.finders.BundleFinder` joins each list into one file, so that
a page costs one request and never waits on an `@import`. Without the finder every part gets its own link.
"""

from pathlib import Path
from typing import Final

STATIC: Final = Path(__file__).parent / "static"

_FOUNDATION: Final = ("layers", "fonts", "tokens", "reset", "base", "flow")
_EVERYWHERE: Final = ("shell", "button", "badge", "panel", "field", "wayfinding", "pages")

STYLES: Final[dict[str, tuple[str, ...]]] = {
    "app": (*_FOUNDATION, *_EVERYWHERE, "table", "overlay", "board", "gallery", "chart", "portal", "accommodations"),
    "site": (*_FOUNDATION, *_EVERYWHERE, "site", "accommodations"),
}
SCRIPTS: Final = ("dialog", "toast", "form", "upload", "board", "viewer", "keys")
PRELOADED: Final = ("hanken-grotesk-latin-wght-normal.woff2", "cormorant-latin-wght-normal.woff2")


def style_parts(bundle: str) -> list[str]:
    """Return the static paths of a bundle's parts in cascade order."""
    return [f"ui/css/{part}.css" for part in STYLES[bundle]]


def style_bundle(bundle: str) -> str:
    """Return the static path of a bundle's joined file."""
    return f"ui/css/{bundle}.bundle.css"


def joined(bundle: str) -> str:
    """Return a bundle's parts as one style sheet."""
    return "\n".join((STATIC / part).read_text(encoding="utf-8") for part in style_parts(bundle))
