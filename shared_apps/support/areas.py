"""What support access can reach: areas with names of their own, each a few permissions of the workspace.

Every permission stands in an area or in ``NEVER``; a new one that stands nowhere is never reached, and CI asks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Area:
    """``look`` are the permissions its pages ask for; ``change`` those added when the grant allows changes."""

    key: str
    label: str
    look: frozenset[str]
    change: frozenset[str] = frozenset()


AREAS = (
    Area("today", "Today", frozenset({"dashboard.today.view"})),
    Area(
        "clients",
        "Clients",
        frozenset({"clients.client.view", "clienteling.memory.view"}),
        frozenset({"clients.client.edit", "clients.client.archive"}),
    ),
    Area(
        "designs",
        "Designs and files",
        frozenset({"library.design.view"}),
        frozenset({"library.design.edit", "library.file.add"}),
    ),
    Area("conversations", "What clients write", frozenset({"portal.comment.view"})),
    Area("settings", "Team and settings", frozenset({"team.member.view", "team.house.edit", "team.provider.view"})),
)

# Exports, deletions, roles and people, the agreement, support itself, and whatever speaks to a client.
NEVER = frozenset(
    {
        "clienteling.gauge.edit",
        "clienteling.memory.edit",
        "clients.lead.decide",
        "clients.lead.view",
        "library.file.remove",
        "library.version.publish",
        "portal.access.manage",
        "portal.comment.reply",
        "portal.request.handle",
        "privacy.data.delete",
        "privacy.data.export",
        "privacy.passed_on.handle",
        "search.everything.find",
        "team.agreement.accept",
        "team.announcement.close",
        "team.details.edit",
        "team.member.change_role",
        "team.member.invite",
        "team.member.remove",
        "team.notice.close",
        "team.notice.view",
        "team.provider.object",
        "team.support.grant",
        "team.support.view",
        "timeline.activity.remove",
        "timeline.activity.view",
        "timeline.activity.write",
    }
)

KEYS = frozenset(area.key for area in AREAS)


def permissions_in(areas: Iterable[str], *, may_write: bool) -> frozenset[str]:
    """Return the names of the permissions that some areas hold."""
    chosen = [area for area in AREAS if area.key in set(areas)]
    looks = frozenset[str]().union(*(area.look for area in chosen))
    changes = frozenset[str]().union(*(area.change for area in chosen)) if may_write else frozenset[str]()
    return looks | changes


def labels(areas: Iterable[str]) -> list[str]:
    return [area.label for area in AREAS if area.key in set(areas)]
