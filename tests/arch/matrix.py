"""Who may, written down by hand for every address: a change of permissions is a change of this file.

The words after a name say which object of ``tests.arch.world`` each part of the address stands for.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from shared_apps.tenancy.hosts import Surface

OWNER = frozenset({"owner"})
MANAGERS = OWNER | {"manager"}
OFFICE = MANAGERS | {"sales"}
MAKERS = OFFICE | {"bench"}
EVERYONE = MAKERS | {"viewer"}


@dataclass(frozen=True)
class Expected:
    """``fresh``: the person must have proved who they are within the last minutes."""

    kind: str
    roles: frozenset[str] = frozenset()
    fresh: bool = False
    objects: dict[str, str] = field(default_factory=dict)


def public(**objects: str) -> Expected:
    return Expected("public", objects=objects)


def account(*, fresh: bool = False, **objects: str) -> Expected:
    return Expected("account", fresh=fresh, objects=objects)


def staff(*, fresh: bool = False, **objects: str) -> Expected:
    return Expected("staff", fresh=fresh, objects=objects)


def client(**objects: str) -> Expected:
    return Expected("client", objects=objects)


def member(roles: frozenset[str], *, fresh: bool = False, **objects: str) -> Expected:
    return Expected("member", roles, fresh, objects)


SITE = {
    "public_site:home": public(),
    "public_site:contact": public(),
    "choices:choice": public(token="choice_token"),
    "choices:choice_zh": public(token="choice_token"),
    "public_site:find_a_jeweler": public(),
    "public_site:how_it_works": public(),
    "public_site:for_jewelers": public(),
    "public_site:about": public(),
    "public_site:privacy": public(),
    "public_site:versions": public(),
    "public_site:providers": public(),
    "public_site:received": public(reference="reference"),
    "public_site:brief_received": public(reference="reference"),
    "files:robots": public(),
    "files:sitemap": public(),
    "files:security_txt": public(),
    "files:favicon": public(),
    "files:chinese": public(),
    "public_site:without_slash": public(page="page"),
}

SESSION = {
    "session_start": public(),
    "session_open": public(),
    "session_close": public(),
}

APP = {
    "account_request_login_code": public(),
    "account_confirm_login_code": public(),
    "account_login": public(),
    "mfa_login_webauthn": public(),
    "mfa_authenticate": public(),
    "account_inactive": public(),
    "account_signup": public(),
    "account_logout": public(),
    "signed_out": public(),
    "account_reset_password": public(),
    "account_confirm_password_reset_code": public(),
    "account_complete_password_reset": public(),
    "account_password_reset_completed": public(),
    "account_email_verification_sent": public(),
    "account_reauthenticate": account(),
    "reauthentication_by_code": account(),
    "mfa_reauthenticate": account(),
    "mfa_reauthenticate_webauthn": account(),
    "mfa_index": account(),
    "mfa_activate_totp": account(fresh=True),
    "mfa_deactivate_totp": account(fresh=True),
    "mfa_view_recovery_codes": account(fresh=True),
    "mfa_generate_recovery_codes": account(fresh=True),
    "mfa_download_recovery_codes": account(fresh=True),
    "mfa_list_webauthn": account(),
    "mfa_add_webauthn": account(fresh=True),
    "mfa_edit_webauthn": account(fresh=True, pk="passkey"),
    "mfa_remove_webauthn": account(fresh=True, pk="passkey"),
    "account_change_password": account(),
    "account_set_password": account(fresh=True),
    "home": account(),
    "profile": account(),
    "account_email": account(fresh=True),
    "account_deletion": account(fresh=True),
    "session_list": account(),
    "sign_out_everywhere": account(),
    "session_end": account(pk="session"),
    "invitation_detail": account(pk="invitation"),
    "invitation_acceptance": account(pk="invitation"),
    "invitation_refusal": account(pk="invitation"),
    "entrance": account(where="where"),
    "instructions:certificate": account(pk="certificate"),
    "providers:list_json": public(sha256="sha256"),
    "providers:list_pdf": public(sha256="sha256"),
    "rights:copy": public(token="token"),
    "rights:schema": public(),
    "mailbox:letter_list": public(),
    "mailbox:letter_detail": public(name="letter"),
    "mailbox:letter_page": public(name="letter"),
    "mailbox:kind_list": public(),
    "mailbox:kind_detail": public(kind="mail_kind", language="language"),
    "mailbox:kind_page": public(kind="mail_kind", language="language"),
    "hooks:mail_reports": public(),
    "notices:detail": account(pk="own_notice"),
    "notices:closing": account(pk="own_notice"),
    "ui:gallery": public(),
    "ui:shell": public(name="family"),
    "ui:fault": public(name="family", status="status"),
}

CONSOLE = SESSION | {
    "console:inbox": staff(),
    "console:inbox_acts": staff(),
    "console:inbox_views": staff(),
    "console:inbox_view_removal": staff(pk="saved_view"),
    "console:inquiry_new": staff(),
    "console:inquiry_detail": staff(pk="inquiry"),
    "console:inquiry_acknowledgement": staff(pk="inquiry"),
    "console:inquiry_assignment": staff(pk="inquiry"),
    "console:inquiry_replies": staff(pk="inquiry"),
    "console:inquiry_calls": staff(pk="inquiry"),
    "console:inquiry_answers": staff(pk="inquiry"),
    "console:inquiry_notes": staff(pk="inquiry"),
    "console:inquiry_merges": staff(pk="inquiry"),
    "console:inquiry_separation": staff(pk="inquiry"),
    "console:inquiry_closure": staff(pk="inquiry"),
    "console:inquiry_reopening": staff(pk="inquiry"),
    "console:brief_detail": staff(pk="brief"),
    "console:brief_acknowledgement": staff(pk="brief"),
    "console:brief_assignment": staff(pk="brief"),
    "console:brief_replies": staff(pk="brief"),
    "console:brief_calls": staff(pk="brief"),
    "console:brief_answers": staff(pk="brief"),
    "console:brief_notes": staff(pk="brief"),
    "console:brief_merges": staff(pk="brief"),
    "console:brief_separation": staff(pk="brief"),
    "console:brief_closure": staff(pk="brief"),
    "console:brief_reopening": staff(pk="brief"),
    "console:register_list": staff(),
    "console:retention": staff(),
    "console:retention_runs": staff(),
    "console:disclosure_list": staff(),
    "console:disclosure_new": staff(),
    "console:disclosure_detail": staff(pk="disclosure"),
    "console:disclosure_decision": staff(pk="disclosure"),
    "console:disclosure_export": staff(pk="disclosure"),
    "console:breach_list": staff(),
    "console:breach_new": staff(),
    "console:breach_detail": staff(pk="breach"),
    "console:breach_description": staff(pk="breach"),
    "console:breach_objects": staff(pk="breach"),
    "console:breach_notes": staff(pk="breach"),
    "console:breach_drafts": staff(pk="breach"),
    "console:breach_authority": staff(pk="breach"),
    "console:breach_form": staff(pk="breach"),
    "console:breach_closure": staff(pk="breach"),
    "console:breach_draft": staff(pk="breach_draft"),
    "console:policy_list": staff(),
    "console:policy_detail": staff(pk="policy_version"),
    "console:processing_controller": staff(),
    "console:processing_processor": staff(),
    "console:processing_controller_json": staff(),
    "console:processing_processor_json": staff(),
    "console:provider_list": staff(),
    "console:provider_new": staff(),
    "console:provider_document": staff(),
    "console:provider_document_json": staff(),
    "console:provider_document_pdf": staff(),
    "console:provider_requests": staff(),
    "console:provider_change_state": staff(pk="provider_change"),
    "console:provider_detail": staff(pk="provider"),
    "console:provider_edit": staff(pk="provider"),
    "console:provider_retirement": staff(pk="provider"),
}

CONSOLE |= {
    "console:inquiry_application": staff(pk="inquiry"),
    "console:jeweler_list": staff(),
    "console:jeweler_new": staff(),
    "console:application_list": staff(),
    "console:application_detail": staff(pk="application"),
    "console:application_decision": staff(pk="application"),
    "console:fleet_list": staff(),
    "console:agreement_list": staff(),
    "console:announcement_list": staff(),
    "console:announcement_new": staff(),
    "console:announcement_withdrawal": staff(pk="announcement"),
    "console:access_review": staff(),
    "console:access_review_csv": staff(),
    "console:glass_agreement": staff(fresh=True, pk="glass"),
    "console:glass_withdrawal": staff(pk="glass"),
    "console:jeweler_detail": staff(pk="jeweler"),
    "console:jeweler_details": staff(pk="jeweler"),
    "console:jeweler_state": staff(pk="jeweler"),
    "console:jeweler_owners": staff(pk="jeweler"),
    "console:glass_new": staff(fresh=True, pk="jeweler"),
}

CONSOLE |= {
    "console:brief_matching": staff(pk="brief"),
    "console:brief_proposals": staff(pk="brief"),
    "console:brief_introductions": staff(pk="brief"),
    "console:brief_withdrawal": staff(pk="brief"),
    "console:proposal_withdrawal": staff(pk="proposal"),
    "console:introduction_list": staff(),
    "console:introduction_detail": staff(pk="introduction"),
    "console:introduction_outcome": staff(pk="introduction"),
    "console:follow_up_done": staff(pk="follow_up"),
    "console:measures": staff(),
    "console:measures_csv": staff(),
    "console:jeweler_profile": staff(pk="jeweler"),
    "console:jeweler_conflicts": staff(pk="jeweler"),
    "console:conflict_removal": staff(pk="conflict"),
}

CONSOLE |= {
    "console:request_list": staff(),
    "console:request_new": staff(),
    "console:minor_new": staff(),
    "console:request_detail": staff(pk="request"),
    "console:request_hand": staff(pk="request"),
    "console:request_identity": staff(pk="request"),
    "console:request_extension": staff(pk="request"),
    "console:request_merger": staff(pk="request"),
    "console:request_closure": staff(pk="request"),
    "console:request_pointer": staff(pk="request"),
    "console:request_restraints": staff(pk="request"),
    "console:request_dossier": staff(pk="request"),
    "console:request_corrections": staff(pk="request"),
    "console:request_deletion": staff(pk="request"),
    "console:request_refusals": staff(pk="request"),
    "console:refusal_list": staff(),
    "console:hold_list": staff(),
    "console:hold_release": staff(pk="hold"),
    "console:record_list": staff(),
    "console:record_new": staff(),
}

TEAM = {
    "team:member_list": member(EVERYONE),
    "team:invitation_new": member(OWNER),
    "team:invitation_withdrawal": member(OWNER, pk="invitation"),
    "team:member_role": member(OWNER, fresh=True, pk="member"),
    "team:member_removal": member(OWNER, fresh=True, pk="member"),
    "team:house": member(MANAGERS),
    "team:details": member(OWNER),
    "team:announcement_closing": member(EVERYONE, pk="announcement"),
    "team:support": member(MANAGERS),
    "team:support_grant": member(OWNER, fresh=True),
    "team:support_detail": member(MANAGERS, pk="grant"),
    "team:support_revocation": member(OWNER, pk="grant"),
    "team:provider_list": member(EVERYONE),
    "team:provider_document": member(EVERYONE, kind="list_kind"),
    "team:provider_objection": member(OWNER, pk="provider"),
    "team:provider_objection_withdrawal": member(OWNER, pk="objection"),
    "team:notice_list": member(MANAGERS),
    "team:notice_detail": member(MANAGERS, pk="notice"),
    "team:notice_closing": member(EVERYONE, pk="notice"),
    "team:profile": member(MANAGERS),
    "team:agreement": member(EVERYONE),
    "team:agreement_acceptance": member(OWNER),
}

CLIENTS = {
    "clients:client_list": member(EVERYONE),
    "clients:client_new": member(OFFICE),
    "clients:lead_list": member(OFFICE),
    "clients:lead_detail": member(OFFICE, pk="lead"),
    "clients:lead_acceptance": member(OFFICE, pk="lead"),
    "clients:lead_contact": member(OFFICE, pk="lead"),
    "clients:lead_outcome": member(OFFICE, pk="lead"),
    "clients:lead_conversion": member(OFFICE, pk="lead"),
    "clients:lead_decline": member(OFFICE, pk="lead"),
    "clients:client_detail": member(EVERYONE, pk="client"),
    "clients:client_edit": member(OFFICE, pk="client"),
    "clients:client_archive": member(OFFICE, pk="client"),
    "clients:client_restoration": member(OFFICE, pk="client"),
    "clients:contact_new": member(OFFICE, pk="client"),
    "clients:contact_edit": member(OFFICE, pk="client", contact_pk="contact"),
    "clients:contact_removal": member(OFFICE, pk="client", contact_pk="contact"),
    "clients:address_new": member(OFFICE, pk="client"),
    "clients:address_edit": member(OFFICE, pk="client", address_pk="address"),
    "clients:address_removal": member(OFFICE, pk="client", address_pk="address"),
    "search:search": member(EVERYONE),
    "timeline:activity_list": member(EVERYONE, pk="client"),
    "timeline:activity_new": member(MAKERS, pk="client"),
    "timeline:task_new": member(MAKERS, pk="client"),
    "timeline:activity_detail": member(EVERYONE, pk="activity"),
    "timeline:activity_edit": member(MAKERS, pk="activity"),
    "timeline:activity_pin": member(MAKERS, pk="activity"),
    "timeline:activity_removal": member(OFFICE, pk="activity"),
    "timeline:task_list": member(EVERYONE),
    "timeline:task_completion": member(MAKERS, pk="task"),
    "timeline:task_reopening": member(MAKERS, pk="task"),
    "clienteling:gauge": member(MANAGERS),
    "clienteling:ring_size_new": member(OFFICE, pk="client"),
    "clienteling:ring_size_detail": member(EVERYONE, pk="client", row_pk="ring_size"),
    "clienteling:ring_size_removal": member(OFFICE, pk="client", row_pk="ring_size"),
    "clienteling:measurement_new": member(OFFICE, pk="client"),
    "clienteling:measurement_removal": member(OFFICE, pk="client", row_pk="measurement"),
    "clienteling:date_new": member(OFFICE, pk="client"),
    "clienteling:date_edit": member(OFFICE, pk="client", row_pk="important_date"),
    "clienteling:date_removal": member(OFFICE, pk="client", row_pk="important_date"),
    "clienteling:greetings": member(OFFICE, pk="client"),
    "clienteling:greetings_end": member(OFFICE, pk="client"),
    "clienteling:taste_new": member(OFFICE, pk="client"),
    "clienteling:taste_removal": member(OFFICE, pk="client", row_pk="taste"),
    "clienteling:wish_new": member(OFFICE, pk="client"),
    "clienteling:wish_fulfilment": member(OFFICE, pk="client", row_pk="wish"),
    "clienteling:wish_removal": member(OFFICE, pk="client", row_pk="wish"),
}

LIBRARY = {
    "library:design_list": member(EVERYONE),
    "library:design_new": member(MAKERS),
    "library:design_detail": member(EVERYONE, pk="design"),
    "library:design_edit": member(MAKERS, pk="design"),
    "library:design_archive": member(MAKERS, pk="design"),
    "library:design_restoration": member(MAKERS, pk="design"),
    "library:design_files": member(EVERYONE, pk="design"),
    "library:upload_list": member(MAKERS, pk="design"),
    "library:upload_direct": member(MAKERS, pk="design"),
    "library:version_new": member(OFFICE, pk="design"),
    "library:version_detail": member(EVERYONE, pk="design", number="number"),
    "library:file_detail": member(EVERYONE, pk="file"),
    "library:file_completion": member(MAKERS, pk="file"),
    "library:file_tile": member(EVERYONE, pk="file"),
    "library:file_removal": member(MAKERS, pk="file"),
    "library:file_download": member(EVERYONE, pk="file"),
    "library:file_rendition": member(EVERYONE, pk="file", name="rendition"),
}

PORTAL = {
    "portal:home": client(),
    "portal:sign_in": public(),
    "portal:sent": public(),
    "portal:confirm": public(token="token"),
    "portal:sign_out": client(),
    "portal:notice": public(),
    "portal:sessions": client(),
    "portal:session_end": client(pk="portal_session"),
    "portal:data": client(),
    "portal:design": client(pk="design"),
    "portal:comparison": client(pk="design"),
    "portal:comments": client(pk="design"),
    "portal:approval": client(pk="design", number="number"),
    "portal:picture": client(file_pk="file", name="rendition"),
}

PORTAL_DESK = {
    "portal_desk:client_access": member(OFFICE, pk="client"),
    "portal_desk:client_invitation": member(OFFICE, pk="client"),
    "portal_desk:access_email": member(OFFICE, pk="access"),
    "portal_desk:access_revocation": member(OFFICE, pk="access"),
    "portal_desk:session_end": member(OFFICE, pk="portal_session"),
    "portal_desk:comment_list": member(EVERYONE),
    "portal_desk:conversation": member(EVERYONE, pk="design"),
    "portal_desk:conversation_reply": member(MAKERS, pk="design"),
    "portal_desk:conversation_settlement": member(MAKERS, pk="design"),
    "portal_desk:request_list": member(MANAGERS),
    "portal_desk:request_closure": member(MANAGERS, pk="data_request"),
}

PRIVACY = {
    "privacy:data": member(OWNER),
    "privacy:export_request": member(OWNER, fresh=True),
    "privacy:export_list": member(OWNER),
    "privacy:export_download": member(OWNER, fresh=True, pk="export"),
    "privacy:passed_on_list": member(MANAGERS),
    "privacy:passed_on_closure": member(MANAGERS, pk="passed_on"),
    "privacy:deletion": member(OWNER, fresh=True),
    "privacy:deletion_cancellation": member(OWNER, fresh=True, pk="instruction"),
}

WORKSPACE = SESSION | TEAM | CLIENTS | LIBRARY | PORTAL | PORTAL_DESK | PRIVACY | {"dashboard:today": member(EVERYONE)}

MATRIX = {
    f"{surface.value}:{name}": expected
    for surface, names in (
        (Surface.SITE, SITE),
        (Surface.APP, APP),
        (Surface.CONSOLE, CONSOLE),
        (Surface.WORKSPACE, WORKSPACE),
    )
    for name, expected in names.items()
}
