from __future__ import annotations

from shared_apps.core.datamap import (
    INSTRUCTION,
    TOKEN_RETENTION,
    Category,
    Purpose,
    declare,
    personal,
    plain,
    secret,
    state,
)
from shared_apps.core.db import Half
from tenant_apps.portal.models import Access, Approval, Comment, DataRequest, Nudge, PortalSession, SignInLink

declare(
    Access,
    half=Half.PROCESSOR,
    subject="client",
    purpose=Purpose.PORTAL,
    retention=INSTRUCTION,
    fields={
        "client": plain(),
        "email": personal(Category.PORTAL),
        "invited_by": plain(),
        "invited_at": plain(),
        "revoked_at": plain(),
    },
)

declare(
    SignInLink,
    half=Half.PROCESSOR,
    subject="access__client",
    purpose=Purpose.PORTAL,
    retention=TOKEN_RETENTION,
    since="expires_at",
    fields=dict.fromkeys(
        (
            "access",
            "purpose",
            "token_hash",
            "browser_hash",
            "code_hash",
            "attempts",
            "expires_at",
            "used_at",
            "voided_at",
        ),
        secret(Category.PORTAL),
    ),
)

declare(
    PortalSession,
    half=Half.PROCESSOR,
    subject="access__client",
    purpose=Purpose.PORTAL,
    retention=TOKEN_RETENTION,
    since="expires_at",
    fields=dict.fromkeys(("access", "key_hash", "device", "expires_at"), secret(Category.PORTAL)),
)

declare(
    Comment,
    half=Half.PROCESSOR,
    subject="access__client",
    purpose=Purpose.CRM,
    retention=INSTRUCTION,
    fields={
        "design": plain(),
        "version": plain(),
        "access": plain(),
        "member": plain(),
        "text": personal(Category.CLIENT),
        "settled_at": plain(),
    },
)

declare(
    Approval,
    half=Half.PROCESSOR,
    subject="access__client",
    purpose=Purpose.CRM,
    retention=INSTRUCTION,
    fields={
        "version": plain(),
        "access": plain(),
        "statement": personal(Category.CLIENT),
        "statement_hash": plain(),
        "approved_at": plain(),
    },
)

declare(
    DataRequest,
    half=Half.PROCESSOR,
    subject="client",
    purpose=Purpose.PORTAL,
    retention=INSTRUCTION,
    fields={
        "access": plain(),
        "client": plain(),
        "wish": personal(Category.CLIENT),
        "text": personal(Category.CLIENT),
        "closed_at": plain(),
        "closed_by": plain(),
    },
)

declare(
    Nudge,
    half=Half.PROCESSOR,
    subject=None,
    purpose=Purpose.OPERATE,
    retention=INSTRUCTION,
    fields={name: state() for name in ("design", "hearer", "told_at", "is_owed")},
)
