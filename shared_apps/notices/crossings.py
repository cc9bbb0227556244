from __future__ import annotations

from shared_apps.egress.outcomes import listen
from shared_apps.notices.operations import note_outcome

listen(note_outcome)
