"""Where a person may be sent after signing in: a path of the same host, nothing else."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

LONGEST = 1000
# One slash, then nothing a browser reads as another slash or drops before it reads on.
LOCAL = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f-\x9f]*\Z")


def is_local(path: str) -> bool:
    """Tell whether every browser reads this as a path of the host it stands on."""
    if len(path) > LONGEST or not LOCAL.match(path):
        return False
    try:
        parts = urlsplit(path)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc


def local_path(path: str | None, default: str = "/") -> str:
    return path if path and is_local(path) else default
