"""What a workspace tells of itself: whole numbers, and nothing else may ever stand here (P9)."""

from __future__ import annotations

from shared_apps.core import crossings
from tenant_apps.dashboard import counts

crossings.register("dashboard.count", counts.count)
