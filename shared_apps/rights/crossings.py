"""What the rest of the house asks of a person's rights, registered at start-up."""

from __future__ import annotations

from shared_apps.core.keepers import keep_people, keep_rows
from shared_apps.core.restraints import restrain
from shared_apps.notices.contents import notice_content
from shared_apps.rights.holds import held_rows
from shared_apps.rights.letters import passed_content
from shared_apps.rights.stops import is_stopped, restricted_among

restrain(is_stopped)
keep_rows(held_rows)
keep_people(restricted_among)
notice_content("rights.passed_on", passed_content)
