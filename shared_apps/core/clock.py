"""The one clock, so that tests can set it; ``today`` is the day where the house stands (``TIME_ZONE``)."""

from __future__ import annotations

from django.utils.timezone import localdate as today
from django.utils.timezone import now

__all__ = ["now", "today"]
