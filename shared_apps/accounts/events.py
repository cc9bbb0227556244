"""What the controller's trail says about people."""

from __future__ import annotations

from shared_apps.core.trail import event

event("accounts.account.opened", "opened an account")
event("accounts.account.changed", "changed an account")
event("accounts.account.deletion_requested", "asked for an account's deletion")
event("accounts.account.deletion_withdrawn", "withdrew the wish to delete an account")
event("accounts.account.closed", "closed an account")
event("accounts.staff.granted", "made an account DIA'LOG staff")
event("accounts.sessions.ended", "ended sessions", facts=("count",))
event("accounts.invitation.sent", "invited a person to a workspace", facts=("jeweler", "role"))
event("accounts.invitation.withdrawn", "withdrew an invitation", facts=("jeweler", "role"))
event("accounts.invitation.declined", "declined an invitation", facts=("jeweler", "role"))
event("accounts.invitation.accepted", "accepted an invitation", facts=("jeweler", "role"))
event("accounts.membership.added", "gave a place in a workspace", facts=("jeweler", "role"))
event("accounts.membership.role_changed", "changed a role in a workspace", facts=("jeweler", "role"))
event(
    "accounts.membership.removed",
    "took a place in a workspace away",
    facts=("jeweler", "account"),
    personal=("account",),
)
event("accounts.agreement.published", "published a version of the agreement", facts=("version", "text_hash"))
event("accounts.agreement.accepted", "accepted the agreement", facts=("jeweler", "version", "text_hash"))
