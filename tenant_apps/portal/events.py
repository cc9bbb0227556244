from __future__ import annotations

from shared_apps.core.trail import event

event("portal.access.invited", "invited a client to the portal", facts=("number",))
event("portal.access.invited_again", "sent a client the invitation again", facts=("number",))
event("portal.access.moved", "changed the address a client signs in with", facts=("number", "sessions"))
event("portal.access.revoked", "ended a client’s portal access", facts=("number", "sessions"))
event("portal.link.sent", "asked for a sign-in link")
event("portal.session.opened", "signed in to the portal", facts=("same_browser", "by_hand"))
event("portal.session.closed", "signed out of the portal")
event("portal.session.ended", "ended a client’s portal session")
event("portal.comment.written", "wrote about a design", facts=("number",))
event("portal.comment.answered", "replied to a client", facts=("number",))
event("portal.comment.settled", "marked a client’s comments as read", facts=("number", "comments"))
event("portal.version.approved", "approved a version", facts=("number", "version", "statement"))
event("portal.request.made", "asked about their data", facts=("wish",))
event("portal.request.closed", "closed a client’s request about their data", facts=("wish",))
