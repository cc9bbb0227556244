"""Sign-in links: asked for here, mailed by a task, consumed by one UPDATE (promises, section E.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import connections

from shared_apps.core.clock import now
from shared_apps.core.db import PROCESSOR, jeweler_atomic
from shared_apps.core.errors import DomainError
from shared_apps.core.jobs import enqueue
from tenant_apps.audit.operations import record
from tenant_apps.portal import limits
from tenant_apps.portal.enums import Purpose
from tenant_apps.portal.models import Access, PortalSession, SignInLink
from tenant_apps.portal.operations.doors import locked_access
from tenant_apps.portal.queries import SESSION, access_of, live_link
from tenant_apps.portal.tokens import code_mark, code_of, mark, mark_of_browser, new_token

LINK_LIFE = timedelta(minutes=10)
SESSION_LIFE = timedelta(hours=24)
TRIES = 5


class TooManyRequests(DomainError):
    message = "Too many links were asked for. Please try again in a quarter of an hour."
    permanent = False


def ask_for_link(*, email: str, browser: str, ip: str) -> None:
    """Take note that someone wants a link; what happens is the same whether the address is known or not.

    An address asked for too often is passed over in silence: saying so would tell that somebody uses it.
    Raises TooManyRequests for the network address or the whole workspace.
    """
    if not (limits.PER_IP.takes(ip) and limits.PER_WORKSPACE.takes("all")):
        raise TooManyRequests
    if limits.PER_ADDRESS.takes(email.strip().lower()):
        _note_asking(email, browser)


@jeweler_atomic()
def _note_asking(email: str, browser: str) -> None:
    access = access_of(email)
    known = access.pk if access else uuid4()
    SignInLink.objects.filter(access_id=known, used_at=None, voided_at=None).update(voided_at=now())
    browser_hash = mark_of_browser(browser)
    link = SignInLink.objects.create(
        access=access,
        purpose=Purpose.SIGN_IN,
        browser_hash=browser_hash,
        code_hash=code_mark(browser_hash, code_of(browser)),
        expires_at=now() + LINK_LIFE,
    )
    enqueue("portal.mail_sign_in_link", link_id=str(link.pk))


@dataclass(frozen=True)
class Mintage:
    """A token on its way into a mail; nothing keeps it."""

    access: Access
    token: str


@jeweler_atomic()
def mint_link(link_id: UUID) -> Mintage | None:
    """Give a link its token, valid for ten minutes from now; None when there is nobody to write to any more.

    Doing it again gives another token: only the latest works.
    """
    waiting = SignInLink.objects.filter(pk=link_id, access__isnull=False, used_at=None, voided_at=None)
    access_id = waiting.filter(expires_at__gt=now()).values_list("access_id", flat=True).first()
    if access_id is None:
        return None
    access = locked_access(access_id)
    link = waiting.select_for_update(of=("self",)).first()
    if link is None or not access.is_open:
        return None
    token = new_token()
    link.token_hash = mark(Purpose.SIGN_IN, token)
    link.expires_at = now() + LINK_LIFE
    link.save(update_fields=["token_hash", "expires_at"])
    record("portal.link.sent", access, by=access)
    return Mintage(access, token)


class LinkExpired(DomainError):
    message = "This link has expired or was used. Please ask for a new one."


class CodeNeeded(DomainError):
    message = "Please type the code shown in the window where you asked for the link."


class CodeWrong(DomainError):
    message = "That is not the code. Please look again at the window where you asked for the link."


@dataclass(frozen=True)
class SignedIn:
    session: PortalSession
    key: str


# One statement counts the try and consumes the link, so that of two at once one wins.
CONSUME = """
UPDATE portal_signinlink
   SET attempts = attempts + 1,
       used_at = CASE WHEN browser_hash = %(browser)s OR code_hash = %(code)s THEN %(now)s::timestamptz END
 WHERE token_hash = %(token)s AND purpose = %(purpose)s
   AND used_at IS NULL AND voided_at IS NULL AND expires_at > %(now)s AND attempts < %(tries)s
RETURNING used_at IS NOT NULL, browser_hash = %(browser)s
"""


def sign_in(*, token: str, browser: str, code: str, device: str, by_hand: bool) -> SignedIn:
    """Consume a link and open a session with a fresh key.

    The browser that asked needs no code; another one types the code the first one shows. Raises LinkExpired,
    CodeNeeded, CodeWrong.
    """
    link = live_link(token)
    if link is None:
        raise LinkExpired
    if not code and bytes(link.browser_hash) != mark_of_browser(browser):
        raise CodeNeeded
    knocked = Knock(token, mark_of_browser(browser), code_mark(bytes(link.browser_hash), code), device, by_hand)
    signed_in = _consume(link, knocked)
    if signed_in is None:
        raise CodeWrong
    return signed_in


@dataclass(frozen=True)
class Knock:
    """What a browser brings to the door."""

    token: str
    browser_hash: bytes
    code_hash: bytes
    device: str
    by_hand: bool


@jeweler_atomic()
def _consume(link: SignInLink, knock: Knock) -> SignedIn | None:
    access = locked_access(link.access_id) if link.access_id else None
    if access is None or not access.is_open:
        raise LinkExpired
    parameters: dict[str, str | bytes | int | datetime] = {
        "token": mark(Purpose.SIGN_IN, knock.token),
        "purpose": Purpose.SIGN_IN.value,
        "browser": knock.browser_hash,
        "code": knock.code_hash,
        "now": now(),
        "tries": TRIES,
    }
    with connections[PROCESSOR].cursor() as cursor:
        cursor.execute(CONSUME, parameters)
        consumed = cursor.fetchone()
    if consumed is None:
        raise LinkExpired
    is_used, same_browser = consumed
    if not is_used:
        SignInLink.objects.filter(pk=link.pk, attempts__gte=TRIES).update(voided_at=now())
        return None
    SignInLink.objects.filter(access=access, used_at=None, voided_at=None).update(voided_at=now())
    key = new_token()
    session = PortalSession.objects.create(
        access=access, key_hash=mark(SESSION, key), device=knock.device[:60], expires_at=now() + SESSION_LIFE
    )
    record("portal.session.opened", access, by=access, same_browser=same_browser, by_hand=knock.by_hand)
    return SignedIn(session, key)


def forget_expired() -> int:
    """Delete links and sessions a day after they expired (P52); return how many."""
    before = now() - timedelta(days=1)
    links = SignInLink.objects.filter(expires_at__lt=before).delete()[0]
    return links + PortalSession.objects.filter(expires_at__lt=before).delete()[0]
