from __future__ import annotations

from shared_apps.core.datamap import (
    INTRODUCTION_RETENTION,
    REGISTER_RETENTION,
    Category,
    Purpose,
    declare,
    personal,
    plain,
    secret,
)
from shared_apps.core.db import Half
from shared_apps.introductions.models import Choice, Conflict, FollowUp, Introduction, Profile, Proposal, Share

declare(
    Profile,
    half=Half.CONTROLLER,
    subject=None,
    purpose=Purpose.INTRODUCE,
    retention=REGISTER_RETENTION,
    fields={field.name: plain() for field in Profile._meta.concrete_fields if field.name not in {"id", "created_at"}},
)
declare(
    Conflict,
    half=Half.CONTROLLER,
    subject="self",
    purpose=Purpose.INTRODUCE,
    retention=INTRODUCTION_RETENTION,
    since="created_at",
    fields={
        "jeweler": plain(),
        "address": personal(Category.BRIEF),
        "reason": personal(Category.BRIEF),
        "noted_by_id": plain(),
    },
)
declare(
    Proposal,
    half=Half.CONTROLLER,
    subject="brief",
    purpose=Purpose.INTRODUCE,
    retention=INTRODUCTION_RETENTION,
    since="created_at",
    fields={"token_hash": secret()}
    | {
        name: plain()
        for name in (
            "brief",
            "state",
            "expires_at",
            "made_by_id",
            "sent_at",
            "answered_at",
            "language",
            "wording_version",
            "text_hash",
        )
    },
)
declare(
    Choice,
    half=Half.CONTROLLER,
    subject="proposal__brief",
    purpose=Purpose.INTRODUCE,
    retention=INTRODUCTION_RETENTION,
    since="created_at",
    fields={name: plain() for name in ("proposal", "jeweler", "position", "shown", "is_chosen")},
)
declare(
    Introduction,
    half=Half.CONTROLLER,
    subject="brief",
    purpose=Purpose.INTRODUCE,
    retention=INTRODUCTION_RETENTION,
    since="created_at",
    fields={
        name: plain()
        for name in (
            "brief",
            "jeweler",
            "introduced_by_id",
            "fields_shared",
            "delivered_at",
            "state",
            "proposal_id",
            "position",
            "asked_at",
            "answer_due_at",
            "answered_at",
            "decline_reason",
            "contact_due_at",
            "contacted_at",
            "ended_at",
            "outcome_reason",
        )
    },
)
declare(
    Share,
    half=Half.CONTROLLER,
    subject=None,
    purpose=Purpose.LEGAL,
    retention=REGISTER_RETENTION,
    fields={
        name: plain()
        for name in (
            "introduction_id",
            "brief_id",
            "jeweler_id",
            "fields_shared",
            "basis",
            "proposal_id",
            "wording_version",
            "text_hash",
            "language",
            "consented_at",
            "decided_by_id",
        )
    },
)
declare(
    FollowUp,
    half=Half.CONTROLLER,
    subject="brief",
    purpose=Purpose.INTRODUCE,
    retention=INTRODUCTION_RETENTION,
    since="created_at",
    fields={
        name: plain() for name in ("brief", "introduction", "proposal", "matter", "due_at", "done_at", "done_by_id")
    },
)
