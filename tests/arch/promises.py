"""T-POLICY: which tests prove which promise of the policy; what no test proves yet belongs to a named issue.

A promise of a later issue names a sign: a folder that is there once its work has begun. Then the exemption is over.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Later:
    """A promise whose software comes with a later issue, and the folder that shows that it has come."""

    issue: int
    sign: str


SILENT = "tests/site/test_silence.py::"
FORMS = "tests/site/test_forms.py::"
COOKIES = "tests/arch/test_cookies.py::"
MAP = "tests/arch/test_datamap.py::"
POLICY = "tests/shared/rights/test_policy.py::"
EDITIONS = "tests/shared/rights/test_policy_notices.py::"
REQUESTS = "tests/shared/rights/test_requests.py::"
ANSWERS = "tests/shared/rights/test_answers.py::"
DELETIONS = "tests/shared/rights/test_deletions.py::"
DOSSIER = "tests/shared/rights/test_dossier.py::"
STOPS = "tests/shared/rights/test_stops.py::"
CLOCKS = "tests/shared/rights/test_clocks.py::"
REGISTER = "tests/shared/providers/test_register.py::"
GATE = "tests/shared/providers/test_gate.py::"
CHANGES = "tests/shared/providers/test_changes.py::"
LISTS = "tests/shared/providers/test_lists.py::"
KINDS = "tests/shared/egress/test_kinds.py::"
HOOKS = "tests/shared/egress/test_hooks.py::"
DOORS = "tests/shared/egress/test_doors.py::"
OUTAGE = "tests/shared/egress/test_outage.py::"
ISOLATION = "tests/shared/tenancy/test_isolation.py::"
HOSTS = "tests/shared/tenancy/test_hosts.py::"
CHECKS = "tests/shared/tenancy/test_checks.py::"
CANARY = "tests/arch/test_log_canary.py::"
INTRODUCING = "tests/shared/introductions/test_introducing.py::"
LADDER = "tests/shared/introductions/test_ladder.py::"
SCREENS = "tests/journeys/test_screens.py::"
SESSIONS = "tests/shared/accounts/test_sessions.py::"
SIGN_IN = "tests/shared/accounts/test_sign_in.py::"
PORTAL = "tests/tenant/portal/test_letters.py::"
PORTAL_PAGES = "tests/tenant/portal/test_pages.py::"
LEAVING = "tests/shared/instructions/test_deletion.py::"
DISCLOSURES = "tests/shared/registers/test_disclosures.py::"
BREACHES = "tests/shared/registers/test_breaches.py::"
TRANSFER = "tests/shared/registers/test_transfer.py::"
PROCESSING = "tests/shared/registers/test_processing.py::"
CLOCK = "tests/shared/retention/test_clock.py::"
SWEEP = "tests/shared/retention/test_sweeping.py::"
WATCH = "tests/shared/retention/test_watch.py::"
VISITS = "tests/shared/support/test_visits.py::"
CONSOLE = "tests/shared/console/test_access.py::"

PROOFS: dict[str, tuple[str, ...]] = {
    "P1": (
        MAP + "test_every_field_is_declared_and_nothing_else",
        POLICY + "test_every_category_of_the_data_map_is_a_promise_of_the_policy",
        PROCESSING + "test_every_model_with_personal_data_is_in_its_half_s_record",
    ),
    "P2": (INTRODUCING + "test_an_introduction_carries_no_price", DISCLOSURES + "test_the_proposer_cannot_decide"),
    "P3": (
        SILENT + "test_pages_hold_no_script_no_inline_style_and_nothing_embedded",
        KINDS + "test_a_mail_holds_nothing_that_is_fetched_and_no_link_but_ours",
        HOOKS + "test_settings_that_track_are_found",
    ),
    "P4": (POLICY + "test_who_we_are_is_written_once", SILENT + "test_every_page_says_who_we_are"),
    "P5": (
        HOSTS + "test_a_host_leads_to_one_place",
        SILENT + "test_the_app_s_pages_are_not_on_the_site_and_the_site_s_not_on_the_app",
    ),
    "P6": (REQUESTS + "test_the_clock_starts_at_receipt_and_not_when_it_was_typed_in",),
    "P7": (
        MAP + "test_a_model_is_declared_in_the_half_it_lives_in",
        ISOLATION + "test_the_controller_half_is_denied_every_jeweler",
    ),
    "P8": (CANARY + "test_the_controllers_half_holds_what_was_given_to_dialog_and_nothing_of_clients",),
    "P9": (
        CONSOLE + "test_nothing_of_a_jewelers_clients_is_shown",
        CONSOLE + "test_no_code_of_the_console_touches_a_tenant_app",
    ),
    "P10": ("tests/tenant/clients/test_operations.py::test_create_client_is_refused_until_the_agreement_is_accepted",),
    "P11": (FORMS + "test_get_in_touch_has_exactly_the_fields_of_the_policy", FORMS + "test_unknown_keys_are_dropped"),
    "P12": (FORMS + "test_find_a_jeweler_has_exactly_the_data_of_the_policy",),
    "P13": (
        SIGN_IN + "test_second_factor_secret_is_sealed_at_rest",
        "tests/shared/accounts/test_people.py::test_profile_page_changes_name_and_phone_everywhere",
    ),
    "P14": (PORTAL + "test_the_invitation_holds_one_link_and_no_credential",),
    "P15": (
        CANARY + "test_the_jewelers_schema_holds_each_word_in_its_place",
        "tests/tenant/clients/test_operations.py::test_create_client_refuses_a_card_number_in_any_text",
    ),
    "P16": (
        "tests/tenant/library/test_ingest.py::test_no_byte_of_the_metadata_survives",
        CANARY + "test_keys_of_objects_carry_no_words",
    ),
    "P17": (COOKIES + "test_the_settings_name_these_cookies_and_no_domain",),
    "P18": (CANARY + "test_no_log_holds_what_people_typed", CANARY + "test_only_our_formatter_writes"),
    "P19": (SCREENS + "test_every_page_of_a_workspace_and_an_account_is_accessible_whole_and_silent",),
    "P20": (REGISTER + "test_the_door_opens_for_an_active_provider_and_its_purpose_only",),
    "P21": (INTRODUCING + "test_the_brief_arrives_at_the_chosen_jeweler_and_nowhere_else",),
    "P22": (PROCESSING + "test_every_category_named_is_one_the_policy_speaks_of",),
    "P23": (
        KINDS + "test_a_kind_says_what_for_and_is_filed_under_its_app",
        KINDS + "test_a_subject_is_one_constant_line_in_its_language",
    ),
    "P24": ("tests/site/test_guards.py::test_limits_keep_no_address_and_change_every_day",),
    "P28": (
        SILENT + "test_every_address_is_silent_whatever_is_asked",
        SILENT + "test_a_visitor_with_cookies_gets_the_same_answer",
        SCREENS + "test_every_page_of_the_site_and_the_door_is_accessible_whole_and_silent",
    ),
    "P29": (
        SIGN_IN + "test_cookies_are_host_only_secure_and_closed_to_scripts",
        SESSIONS + "test_session_key_changes_at_sign_in_and_the_old_one_is_dead",
    ),
    "P30": (PORTAL_PAGES + "test_the_same_address_at_two_jewelers_is_two_strangers",),
    "P31": (GATE + "test_what_is_not_in_the_register_is_refused", DOORS + "test_the_suite_reaches_no_other_machine"),
    "P32": (
        REGISTER + "test_the_kinds_are_exactly_those_the_policy_names",
        REGISTER + "test_nobody_is_active_without_a_contract",
    ),
    "P33": (LISTS + "test_a_start_with_an_unregistered_region_or_door_is_refused",),
    "P34": (
        "tests/shared/storage/test_bucket.py::test_the_policy_denies_everything_that_is_not_tls",
        "tests/shared/storage/test_objects.py::test_the_store_reads_nothing_without_the_jewelers_key",
    ),
    "P35": (LISTS + "test_a_new_installation_makes_what_is_declared_and_complete_active",),
    "P36": (
        CANARY + "test_mails_carry_addresses_and_what_a_house_says_of_itself",
        HOOKS + "test_a_provider_is_told_not_to_track_and_how_we_call_the_mail",
    ),
    "P40": (
        LISTS + "test_the_list_of_a_day_is_that_of_its_end_whatever_came_after",
        LISTS + "test_who_asks_is_answered_and_stays_on_record",
    ),
    "P41": (LISTS + "test_accepting_the_agreement_accepts_the_list_by_hash",),
    "P42": (
        CHANGES + "test_a_new_provider_waits_and_every_jeweler_is_told_all_of_it",
        CHANGES + "test_an_emergency_needs_two_people_and_tells_at_once",
        GATE + "test_an_objection_stops_that_jeweler_and_nobody_else",
    ),
    "P43": (
        LADDER + "test_nothing_is_shared_before_a_yes",
        LADDER + "test_what_was_shared_is_a_record_of_what_to_whom_when_on_what_consent_by_whom",
    ),
    "P44": (
        ISOLATION + "test_two_jewelers_keep_their_rows_apart",
        ISOLATION + "test_raw_sql_is_denied_by_the_database",
        "tests/shared/storage/test_objects.py::test_another_jewelers_object_is_out_of_reach",
    ),
    "P45": (
        DISCLOSURES + "test_the_proposer_cannot_decide",
        DISCLOSURES + "test_the_register_has_its_row_before_there_is_a_file",
        DISCLOSURES + "test_the_export_holds_the_named_fields_of_the_named_person_and_nothing_else",
        DISCLOSURES + "test_a_jeweler_is_told_before_the_export_is_made",
    ),
    "P46": (
        TRANSFER + "test_the_pack_holds_counts_and_hashes_and_no_content",
        TRANSFER + "test_the_policy_is_pinned_and_those_to_tell_are_named_by_key",
    ),
    "P47": (PORTAL_PAGES + "test_the_jewelers_notice_is_shown_to_everyone_and_so_is_our_policy",),
    "P48": (
        ANSWERS + "test_a_question_about_a_jewelers_client_gets_the_same_answer_whoever_asks",
        ANSWERS + "test_pointing_elsewhere_looks_into_no_jewelers_half",
    ),
    "P50": (
        CHANGES + "test_a_country_the_policy_does_not_name_needs_a_look_at_it",
        LISTS + "test_a_start_with_everything_registered_passes",
    ),
    "P51": (CHANGES + "test_a_provider_whose_review_is_overdue_gets_nothing_new",),
    "P52": (
        CLOCK + "test_a_row_of_ours_is_due_on_its_day_and_not_before",
        CLOCK + "test_a_jewelers_row_is_due_on_its_day_and_not_before",
        SWEEP + "test_a_sweep_killed_between_batches_keeps_what_it_did_and_is_carried_on",
        WATCH + "test_two_days_without_a_sweep_are_too_long",
    ),
    "P53": (
        DELETIONS + "test_the_invoice_stays_the_rest_goes_and_the_person_is_told",
        DELETIONS + "test_when_the_hold_ends_the_invoice_goes_by_itself",
    ),
    "P54": (
        LEAVING + "test_an_instruction_deletes_everything_and_leaves_a_certificate",
        LEAVING + "test_a_restored_backup_is_deleted_again_before_it_serves",
    ),
    "P55": (
        CHECKS + "test_plain_connections_to_services_are_refused",
        OUTAGE + "test_a_server_without_starttls_gets_nothing",
    ),
    "P56": ("tests/shared/tenancy/test_bootstrap.py::test_every_login_has_its_own_narrow_place",),
    "P57": (
        BREACHES + "test_a_drill_writes_to_us_about_affected_jewelers_only",
        BREACHES + "test_the_clock_of_72_hours_runs_from_when_it_was_noticed",
    ),
    "P58": (
        VISITS + "test_without_a_grant_the_workspace_does_not_exist_for_staff",
        VISITS + "test_each_page_read_is_in_the_jewelers_own_trail",
        VISITS + "test_a_grant_that_runs_out_ends_the_session_at_the_next_request",
    ),
    "P59": (
        DOSSIER + "test_every_model_about_people_is_searched_by_its_declared_path",
        DOSSIER + "test_codes_are_words_with_what_they_stand_for",
    ),
    "P60": (ANSWERS + "test_a_correction_keeps_both_values_and_reaches_everyone_who_received_the_old_one",),
    "P61": (DELETIONS + "test_nobody_unknown_has_anything_deleted",),
    "P62": (STOPS + "test_an_objection_really_stops_the_introduction",),
    "P63": (STOPS + "test_a_restriction_stops_every_use_and_keeps_every_row_until_it_is_lifted",),
    "P64": (
        DOSSIER + "test_as_a_file_it_follows_the_published_schema",
        "tests/tenant/privacy/test_archive.py::test_restored_under_another_slug_every_table_and_file_is_equal",
    ),
    "P65": (
        CLOCKS + "test_an_answer_is_due",
        ANSWERS + "test_a_refusal_is_in_the_log_book_before_the_person_is_told",
    ),
    "P66": (REQUESTS + "test_a_request_is_acknowledged_by_mail_with_its_due_day",),
    "P67": (PORTAL_PAGES + "test_a_request_about_data_lands_in_this_workspace_only",),
    "P68": (POLICY + "test_the_policy_makes_every_promise",),
    "P69": (ANSWERS + "test_data_of_a_child_are_stopped_at_once_deleted_and_nowhere_written_down",),
    "P70": (
        POLICY + "test_changed_words_without_an_edition_are_refused",
        "tests/site/test_privacy_page.py::test_the_date_is_the_newest_row_s",
    ),
    "P71": (
        EDITIONS + "test_the_notice_is_given_once_with_evidence",
        EDITIONS + "test_nobody_is_told_twice_and_owners_see_the_banner_in_their_workspace",
        "tests/shared/notices/test_banners.py::test_a_notice_stands_above_every_page_until_it_is_closed",
    ),
    "P72": (POLICY + "test_who_we_are_is_written_once",),
}

LATER: dict[str, Later] = {
    "P25": Later(5, "tenant_apps/analysis"),
    "P26": Later(5, "tenant_apps/analysis"),
    "P27": Later(5, "tenant_apps/analysis"),
    "P37": Later(5, "tenant_apps/analysis"),
    "P38": Later(5, "tenant_apps/imports"),
    "P39": Later(7, "tenant_apps/orders"),
    "P49": Later(4, "tenant_apps/privacy/people"),
}
