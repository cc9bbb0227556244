"""Sessions that belong to one host.

The cookie carries a random 256-bit key; the database holds its SHA-256 and the data sealed with a key derived from it,
so a copy of the table opens no session and shows no sign-in code. A row is found only on the host, and in the jeweler,
it was made for.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import blake2b, sha256
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase, UpdateError
from django.db.models import Q, QuerySet

from shared_apps.accounts.models import Account, Session, SessionKind
from shared_apps.core.clock import now

AUTHENTICATED_AT = "authenticated_at"
OPENED_FROM = "opened_from"
GUEST_LEAVE = "guest_leave"
ALLAUTH_RECORDS = "account_authentication_methods"
SEEN_RESOLUTION = timedelta(minutes=1)


@dataclass(frozen=True)
class Lifetime:
    idle: timedelta
    absolute: timedelta


LIFETIMES: Mapping[str, Lifetime] = {
    SessionKind.VISITOR: Lifetime(timedelta(hours=1), timedelta(hours=1)),
    SessionKind.JEWELER: Lifetime(timedelta(hours=12), timedelta(days=14)),
    SessionKind.STAFF: Lifetime(timedelta(minutes=30), timedelta(hours=8)),
}


def digest(key: str) -> bytes:
    """Return what the database keeps of a key or token."""
    return sha256(key.encode()).digest()


def _cipher(key: str) -> AESGCM:
    return AESGCM(blake2b(key.encode(), digest_size=32, person=b"dialog session").digest())


def seal(key: str, data: Mapping[str, Any]) -> bytes:
    nonce = secrets.token_bytes(12)
    return nonce + _cipher(key).encrypt(nonce, json.dumps(data).encode(), None)


def unseal(key: str, sealed: bytes) -> dict[str, Any]:
    opened: dict[str, Any] = json.loads(_cipher(key).decrypt(sealed[:12], sealed[12:], None))
    return opened


class HostSessionStore(SessionBase):
    """Django's session of one browser on one host."""

    def __init__(
        self, session_key: str | None = None, *, host: str = "", jeweler_id: UUID | None = None, browser: str = ""
    ) -> None:
        super().__init__(session_key)
        self.host = host or settings.APP_HOST
        self.jeweler_id = jeweler_id
        self.browser = browser
        self._row: Session | None = None

    @property
    def row_id(self) -> UUID | None:
        """Return the id of the stored session, for the sessions that hang on it."""
        self._get_session()  # type: ignore[attr-defined]
        return self._row.pk if self._row else None

    @property
    def authenticated_at(self) -> datetime | None:
        """Return when the signed-in person last proved who they are."""
        if SESSION_KEY not in self:
            return None
        stamps = [record["at"] for record in self.get(ALLAUTH_RECORDS) or ()]
        stamps += [self[AUTHENTICATED_AT]] if AUTHENTICATED_AT in self else []
        return datetime.fromtimestamp(max(stamps), UTC) if stamps else None

    @authenticated_at.setter
    def authenticated_at(self, at: datetime) -> None:
        self[AUTHENTICATED_AT] = at.timestamp()

    def load(self) -> dict[str, Any]:
        key = self.session_key or ""
        row = self._rows(key).filter(expires_at__gt=now()).first()
        if row is None:
            # A key we did not make is never adopted.
            self._session_key: str | None = None
            return {}
        self._row = row
        self._note_seen(row)
        return unseal(key, bytes(row.data))

    def exists(self, session_key: str) -> bool:
        return self._rows(session_key).exists()

    def create(self) -> None:
        self._session_key = secrets.token_urlsafe(32)
        self._row = None
        self.save(must_create=True)
        self.modified = True

    def save(self, must_create: bool = False) -> None:
        data = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        if self._session_key is None:
            self.create()
            return
        if self._row is None:
            self._row = self._new_row(self._session_key, data)
        elif not self._update(self._session_key, self._session_key, data):
            raise UpdateError

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            self._rows(key).delete()
        self._row = None

    def cycle_key(self) -> None:
        """Change the key of the same row, so that the sessions opened from it stay."""
        data = self._session  # type: ignore[attr-defined]
        old = self._session_key
        if old is None or self._row is None:
            self.create()
        else:
            self._session_key = secrets.token_urlsafe(32)
            if not self._update(old, self._session_key, data):
                raise UpdateError
        self.modified = True

    @classmethod
    def clear_expired(cls) -> None:
        Session.objects.filter(expires_at__lte=now()).delete()

    def get_expiry_age(self, **_kwargs: Any) -> int:
        kind, started = (self._row.kind, self._row.started_at) if self._row else (SessionKind.VISITOR, now())
        if SESSION_KEY in self and kind == SessionKind.VISITOR:
            kind, started = self._kind(self[SESSION_KEY]), now()
        return max(0, int((started + LIFETIMES[kind].absolute - now()).total_seconds()))

    def get_expire_at_browser_close(self) -> bool:
        return False

    def _rows(self, key: str) -> QuerySet[Session]:
        return Session.objects.filter(Q(jeweler_id=self.jeweler_id), key_hash=digest(key), host=self.host)

    def _note_seen(self, row: Session) -> None:
        if now() - row.seen_at < SEEN_RESOLUTION:
            return
        row.seen_at, row.expires_at = now(), _expiry(row.kind, row.started_at)
        Session.objects.filter(pk=row.pk).update(seen_at=row.seen_at, expires_at=row.expires_at)

    def _new_row(self, key: str, data: dict[str, Any]) -> Session:
        return Session.objects.create(
            key_hash=digest(key),
            host=self.host,
            jeweler_id=self.jeweler_id,
            browser=self.browser,
            **self._columns(key, data),
        )

    def _update(self, old: str, new: str, data: dict[str, Any]) -> bool:
        values = self._columns(new, data)
        updated = self._rows(old).update(key_hash=digest(new), **values)
        for name, value in values.items():
            setattr(self._row, name, value)
        return bool(updated)

    def _columns(self, key: str, data: dict[str, Any]) -> dict[str, Any]:
        row, person = self._row, data.get(SESSION_KEY)
        account = UUID(person) if person else None
        if row and row.account_id == account:
            kind, started = row.kind, row.started_at
        else:
            kind, started = self._kind(person), now()
        return {
            "account_id": account,
            "kind": kind,
            "opened_from_id": UUID(data[OPENED_FROM]) if data.get(OPENED_FROM) else None,
            "data": seal(key, data),
            "started_at": started,
            "authenticated_at": self.authenticated_at,
            "seen_at": now(),
            "expires_at": _expiry(kind, started),
        }

    @staticmethod
    def _kind(person: str | None) -> str:
        if person is None:
            return SessionKind.VISITOR
        staff = Account.objects.filter(pk=person, is_staff=True).exists()
        return SessionKind.STAFF if staff else SessionKind.JEWELER


SessionStore = HostSessionStore


def _expiry(kind: str, started: datetime) -> datetime:
    lifetime = LIFETIMES[kind]
    return min(now() + lifetime.idle, started + lifetime.absolute)
