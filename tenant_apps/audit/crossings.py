"""What the controller half may have written into a jeweler's trail."""

from __future__ import annotations

from shared_apps.core import crossings
from tenant_apps.audit import operations

crossings.register("audit.note_grant", operations.note_grant)
crossings.register("audit.note_shell", operations.note_shell)
