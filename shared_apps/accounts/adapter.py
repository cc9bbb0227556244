"""How django-allauth works here: no open sign-up, no mailer of its own, secrets sealed, nobody's address kept."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from datetime import timedelta
from hashlib import sha256
from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse

from shared_apps.accounts import letters, operations
from shared_apps.accounts.models import Account
from shared_apps.accounts.paths import is_local
from shared_apps.accounts.qr import qr_svg
from shared_apps.accounts.queries import invitations_of_account, places_of
from shared_apps.accounts.sealing import open_text, seal_text
from shared_apps.core.clock import now

FACTOR = "second factor"

# allauth's template prefixes to our registered kinds; None sends an empty letter, for the sake of time.
KINDS: Mapping[str, str | None] = {
    "account/email/login_code": "accounts.sign_in_code",
    "account/email/email_confirmation": "accounts.address_code",
    "account/email/email_confirmation_signup": "accounts.address_code",
    "account/email/password_reset_code": "accounts.password_code",
    "account/email/account_already_exists": "accounts.address_in_use",
    "account/email/unknown_account": None,
}

CHANGES: Mapping[str, str] = {
    "account/email/password_changed": "The password was changed.",
    "account/email/password_set": "A password was set.",
    "account/email/password_reset": "The password was set anew.",
    "account/email/email_changed": "The e-mail address was changed.",
    "account/email/email_confirm": "The e-mail address was confirmed.",
    "account/email/email_deleted": "An e-mail address was removed.",
    "mfa/email/totp_activated": "An authenticator app was added.",
    "mfa/email/totp_deactivated": "The authenticator app was removed.",
    "mfa/email/webauthn_added": "A passkey was added.",
    "mfa/email/webauthn_removed": "A passkey was removed.",
    "mfa/email/recovery_codes_generated": "New recovery codes were made.",
}

SAID: Mapping[str, str] = {
    "account/messages/email_confirmed.txt": "Your e-mail address is confirmed.",
    "account/messages/password_changed.txt": "Your password is changed.",
    "account/messages/password_set.txt": "Your password is set.",
    "mfa/messages/totp_activated.txt": "Your authenticator app is set up.",
    "mfa/messages/totp_deactivated.txt": "Your authenticator app is removed.",
    "mfa/messages/webauthn_added.txt": "Your passkey is added.",
    "mfa/messages/webauthn_removed.txt": "Your passkey is removed.",
    "mfa/messages/recovery_codes_generated.txt": "New recovery codes are made.",
}


def display_name(account: Account) -> str:
    return account.name or account.email


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Accounts without open sign-up; mail through the one door."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str) -> bool:
        return is_local(url or "")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        letters.post(KINDS[template_prefix], email, {"code": str(context.get("code", ""))})

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Account,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        to = email or EmailAddress.objects.get_primary_email(user)
        if to:
            letters.post("accounts.security_changed", to, {"change": CHANGES[template_prefix]})

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *_ignored: Any,
        message: str | None = None,
        **_options: Any,
    ) -> None:
        said = message or SAID.get(message_template or "")
        if said:
            messages.add_message(request, level, said)

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        confirmed = bool(super().confirm_email(request, email_address))
        operations.keep_address(email_address.user, by=email_address.user)
        return confirmed

    def is_reauthentication_required(self, *, app: str, **_kwargs: Any) -> bool:
        """Ask again only when the last proof, a sign-in included, is older than our own limit."""
        at = self.request.session.authenticated_at
        return at is None or now() - at > timedelta(seconds=settings.REAUTHENTICATION_SECONDS)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Take a person with one workspace and nothing else to choose straight there."""
        account = cast("Account", request.user)
        places = list(places_of(account)[:2])
        if len(places) == 1 and not account.is_staff and not invitations_of_account(account).exists():
            return reverse("entrance", args=[places[0].jeweler.slug])
        return reverse("home")

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return a keyed hash that changes every day: enough to count attempts, not to know who made them."""
        return daily_hash(str(super().get_client_ip(request)))

    def get_reauthentication_methods(self, user: Account) -> list[dict[str, Any]]:
        methods: list[dict[str, Any]] = list(super().get_reauthentication_methods(user))
        if user.is_authenticated and not methods:
            url = reverse("reauthentication_by_code")
            methods.append({"id": "code", "description": "Use a code sent by mail", "url": url})
        return methods

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        return daily_hash(str(credentials.get("email", "")).lower())


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth is untyped
    """Second factors: secrets sealed at rest, a QR code without inline style, passkeys of the App host only."""

    def encrypt(self, text: str) -> str:
        return seal_text(FACTOR, text)

    def decrypt(self, encrypted_text: str) -> str:
        return open_text(FACTOR, encrypted_text)

    def build_totp_svg(self, url: str) -> str:
        return qr_svg(url)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": settings.APP_HOST.partition(":")[0], "name": settings.MFA_TOTP_ISSUER}

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Refuse to take the last second factor from staff."""
        if not authenticator.user.is_staff or authenticator.type == authenticator.Type.RECOVERY_CODES:
            return True
        others = type(authenticator).objects.filter(user=authenticator.user).exclude(pk=authenticator.pk)
        return bool(others.exclude(type=authenticator.Type.RECOVERY_CODES).exists())


def daily_hash(value: str) -> str:
    key = f"{settings.SECRET_KEY}:{now():%Y-%m-%d}".encode()
    return hmac.new(key, value.encode(), sha256).hexdigest()[:32]
