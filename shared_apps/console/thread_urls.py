"""The addresses of the inbox and of each inquiry and brief: the same acts on both kinds."""

from __future__ import annotations

from django.urls import URLPattern, path

from shared_apps.console.views import inbox, threads

ACTS = {
    "detail": ("", threads.detail),
    "acknowledgement": ("acknowledgement/", threads.acknowledgement),
    "assignment": ("assignment/", threads.assignment),
    "replies": ("replies/", threads.replies),
    "calls": ("calls/", threads.calls),
    "answers": ("answers/", threads.answers),
    "notes": ("notes/", threads.notes),
    "merges": ("merges/", threads.merges),
    "separation": ("separation/", threads.separation),
    "closure": ("closure/", threads.closure),
    "reopening": ("reopening/", threads.reopening),
}


def _acts_on(kind: str, place: str) -> list[URLPattern]:
    return [
        path(f"{place}/<uuid:pk>/{end}", view, {"kind": kind}, name=f"{kind}_{act}")
        for act, (end, view) in ACTS.items()
    ]


urlpatterns = [
    path("", inbox.inbox_list, name="inbox"),
    path("inbox/acts/", inbox.inbox_acts, name="inbox_acts"),
    path("inbox/views/", inbox.inbox_views, name="inbox_views"),
    path("inbox/views/<uuid:pk>/removal/", inbox.inbox_view_removal, name="inbox_view_removal"),
    path("inquiries/new/", inbox.inquiry_new, name="inquiry_new"),
    *_acts_on("inquiry", "inquiries"),
    *_acts_on("brief", "briefs"),
]
