"""Where one can go from anywhere in a workspace, as far as the role reaches."""

from __future__ import annotations

from typing import NamedTuple

from django.http import HttpRequest
from django.urls import reverse

from shared_apps.core.permissions import Permission
from shared_apps.tenancy.hosts import Surface, url_on
from tenant_apps.clients.permissions import VIEW_CLIENTS, VIEW_LEADS
from tenant_apps.dashboard.permissions import VIEW_TODAY
from tenant_apps.library.permissions import VIEW_DESIGNS
from tenant_apps.portal.permissions import HANDLE_REQUESTS, VIEW_CONVERSATIONS
from tenant_apps.privacy.permissions import EXPORT_DATA
from tenant_apps.team.models import Member
from tenant_apps.team.permissions import EDIT_HOUSE, VIEW_TEAM
from tenant_apps.timeline.permissions import VIEW_TIMELINE


class Place(NamedTuple):
    """A section of the workspace."""

    label: str
    name: str
    icon: str
    permission: Permission
    also: tuple[str, ...] = ()


Item = dict[str, str | bool]

PLACES = (
    Place("Today", "dashboard:today", "sun", VIEW_TODAY),
    Place("Clients", "clients:client_list", "users", VIEW_CLIENTS, ("/portal-access/clients/",)),
    Place("Designs", "library:design_list", "gem", VIEW_DESIGNS),
    Place("Comments", "portal_desk:comment_list", "message-circle", VIEW_CONVERSATIONS, ("/portal-access/designs/",)),
    Place("To do", "timeline:task_list", "list-todo", VIEW_TIMELINE, ("/timeline/tasks/",)),
    Place("Leads", "clients:lead_list", "inbox", VIEW_LEADS),
    Place("Data requests", "portal_desk:request_list", "shield", HANDLE_REQUESTS),
    Place("Team", "team:member_list", "user-round", VIEW_TEAM),
    Place(
        "Settings",
        "team:house",
        "settings-2",
        EDIT_HOUSE,
        (
            "/team/agreement/",
            "/team/details/",
            "/team/support/",
            "/team/providers/",
            "/team/profile/",
        ),
    ),
    Place("Your data", "privacy:data", "database", EXPORT_DATA),
)


def workspace_nav(request: HttpRequest, member: Member) -> list[Item]:
    """Return the sections a member may open; the one they are in is the longest address that begins theirs."""
    places = [(place, reverse(place.name)) for place in PLACES if place.permission.allows(member.role)]
    inside = {place: _depth(request.path, (url, *place.also)) for place, url in places}
    deepest = max(inside.values(), default=0)
    return [
        {"label": place.label, "url": url, "icon": place.icon, "current": 0 < deepest == inside[place]}
        for place, url in places
    ]


def _depth(path: str, beginnings: tuple[str, ...]) -> int:
    """Return the length of the longest beginning of a path; the front page begins nothing but itself."""
    return max((len(one) for one in beginnings if path == one or (one != "/" and path.startswith(one))), default=0)


def account_nav() -> list[Item]:
    """Return what concerns the person and not the workspace."""
    return [
        {"label": "Account", "url": url_on(Surface.APP, "/account/"), "icon": "circle-user-round"},
        {"label": "Sign out", "url": reverse("session_close"), "icon": "log-out"},
    ]
