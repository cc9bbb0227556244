"""File names as people gave them, made harmless to show and to send back."""

from __future__ import annotations

import unicodedata

LENGTH = 160
# Control, format (bidirectional overrides among them), surrogate, private and unassigned characters.
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
FORBIDDEN = frozenset('/\\:*?"<>|')


def safe_name(name: str) -> str:
    """Return the last part of a name without unseen and path characters, its ending kept, never empty."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    kept = (c for c in last if unicodedata.category(c) not in UNSEEN and c not in FORBIDDEN)
    cleaned = " ".join("".join(kept).split()).strip(". ")
    if len(cleaned) > LENGTH:
        stem, dot, ending = cleaned.rpartition(".")
        ending = ending[:10] if dot else ""
        cleaned = f"{(stem or cleaned)[: LENGTH - len(ending) - 1]}.{ending}".rstrip(".")
    return cleaned or "file"
