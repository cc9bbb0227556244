from __future__ import annotations

from shared_apps.core.datamap import INTRODUCTION_RETENTION, Purpose, declare, plain
from shared_apps.core.db import Half
from shared_apps.introductions.models import Introduction

declare(
    Introduction,
    half=Half.CONTROLLER,
    subject="brief",
    purpose=Purpose.INTRODUCE,
    retention=INTRODUCTION_RETENTION,
    since="created_at",
    fields={name: plain() for name in ("brief", "jeweler", "introduced_by_id", "fields_shared", "delivered_at")},
)
