"""The App host: sign-in, account, choosing a workspace.

allauth's own include is not used: every view stands here with its mark, and what has no line does not exist.
"""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import path

from shared_apps.accounts.views import entrance, invitations, people, reauthentication
from shared_apps.core.http import View, public, reauthenticated, signed_in


def fresh(view: View) -> View:
    return reauthenticated(signed_in(view))


SIGN_IN = [
    path("sign-in/", public(account.request_login_code), name="account_request_login_code"),
    path("sign-in/code/", public(account.confirm_login_code), name="account_confirm_login_code"),
    path("sign-in/password/", public(account.login), name="account_login"),
    path("sign-in/passkey/", public(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path("sign-in/second-factor/", public(mfa.authenticate), name="mfa_authenticate"),
    path("sign-in/closed/", public(account.account_inactive), name="account_inactive"),
    path("sign-up/", public(account.signup), name="account_signup"),
    path("sign-out/", people.sign_out, name="account_logout"),
    path("signed-out/", people.signed_out, name="signed_out"),
    path("password/", public(account.password_reset), name="account_reset_password"),
    path("password/code/", public(account.confirm_password_reset_code), name="account_confirm_password_reset_code"),
    path("password/new/", public(account.complete_password_reset), name="account_complete_password_reset"),
    path("password/done/", public(account.password_reset_from_key_done), name="account_password_reset_completed"),
    path("address/", public(account.email_verification_sent), name="account_email_verification_sent"),
]

AGAIN = [
    path("account/reauthenticate/", signed_in(account.reauthenticate), name="account_reauthenticate"),
    path("account/reauthenticate/code/", reauthentication.reauthentication_by_code, name="reauthentication_by_code"),
    path("account/reauthenticate/second-factor/", signed_in(mfa.reauthenticate), name="mfa_reauthenticate"),
    path(
        "account/reauthenticate/passkey/",
        signed_in(passkeys.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
]

SECURITY = [
    path("account/security/", signed_in(mfa.index), name="mfa_index"),
    path("account/security/app/", fresh(totp.activate_totp), name="mfa_activate_totp"),
    path("account/security/app/removal/", fresh(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("account/security/codes/", fresh(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("account/security/codes/new/", fresh(recovery.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("account/security/codes/file/", fresh(recovery.download_recovery_codes), name="mfa_download_recovery_codes"),
    path("account/security/passkeys/", signed_in(passkeys.list_webauthn), name="mfa_list_webauthn"),
    path("account/security/passkeys/new/", fresh(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("account/security/passkeys/<int:pk>/", fresh(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
    path("account/security/passkeys/<int:pk>/removal/", fresh(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
    path("account/security/password/", signed_in(account.password_change), name="account_change_password"),
    path("account/security/password/new/", fresh(account.password_set), name="account_set_password"),
]

ACCOUNT = [
    path("", people.home, name="home"),
    path("account/", people.profile, name="profile"),
    path("account/address/", fresh(account.email), name="account_email"),
    path("account/deletion/", people.account_deletion, name="account_deletion"),
    path("account/sessions/", people.session_list, name="session_list"),
    path("account/sessions/end/", people.sign_out_everywhere, name="sign_out_everywhere"),
    path("account/sessions/<uuid:pk>/end/", people.session_end, name="session_end"),
    path("invitations/<uuid:pk>/", invitations.invitation_detail, name="invitation_detail"),
    path("invitations/<uuid:pk>/acceptance/", invitations.invitation_acceptance, name="invitation_acceptance"),
    path("invitations/<uuid:pk>/refusal/", invitations.invitation_refusal, name="invitation_refusal"),
    path("enter/<slug:where>/", entrance.entrance, name="entrance"),
]

urlpatterns = SIGN_IN + AGAIN + SECURITY + ACCOUNT
