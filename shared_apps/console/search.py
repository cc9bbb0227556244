from __future__ import annotations

from django.http import HttpRequest


def searched(request: HttpRequest) -> str:
    """Return what a list is searched for; PostgreSQL has no room for NUL."""
    return request.GET.get("q", "").replace("\0", "").strip()[:120]
