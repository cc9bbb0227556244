"""The one clock, so that tests can set it."""

from __future__ import annotations

from django.utils.timezone import now

__all__ = ["now"]
