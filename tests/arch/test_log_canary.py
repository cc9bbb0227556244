"""What people type is found where it is meant to be kept and nowhere else: logs, queue, cache, keys, other halves."""

import pytest
from django.core.cache import cache
from django.db import connections

from shared_apps.storage import objects
from tests.arch import canary_walk as walk
from tests.arch.canary import (
    Evidence,
    Listener,
    app_log,
    foreign_handlers,
    mails,
    object_keys,
    service_logs,
    tables_of,
    wait_until,
    worker,
)
from tests.support.database import superuser


@pytest.fixture(scope="module")
def evidence(django_db_setup, django_db_blocker, request, tmp_path_factory):
    """Everything that was kept anywhere of one run; afterwards every row is as it was."""
    from tests.conftest import SNAPSHOT
    from tests.support.jewelers import OPENED, forget_everything

    log = tmp_path_factory.mktemp("canary") / "worker.log"
    with django_db_blocker.unblock():
        forget_everything()
        try:
            yield run(OPENED["maison-aurelle"], OPENED["atelier-bellamy"], log)
        finally:
            objects.delete_everything(OPENED["maison-aurelle"])
            forget_everything()
            for alias in connections:
                connections[alias].close()
            request.config.stash[SNAPSHOT].restore()


def run(jeweler, other, log):
    """Walk through the product as everyone in turn; the worker comes late, so that the queue is seen full."""
    cache.clear()
    found = Evidence()
    token = found.tokens
    with service_logs(found), mails(found), app_log() as written, Listener() as listener:
        walk.site(token)
        walk.people(token)
        walk.console(token, jeweler)
        walk.workspace(token, jeweler)
        walk.broken_tasks(token, jeweler)
        with worker(log):
            walk.database_errors(token, jeweler)
            walk.broken_page(token, jeweler)
            wait_until(lambda: walk.worked_off(jeweler))
            walk.published(token, jeweler)
            walk.portal(token, jeweler)
            wait_until(lambda: walk.worked_off(jeweler))
        found.object_keys = object_keys()
        with superuser() as connection:
            connection.execute("CHECKPOINT")
    found.foreign_handlers = foreign_handlers()
    found.app_log, found.worker_log, found.queue_and_cache = written.getvalue(), log.read_text(), listener.text
    schemas = {"public": "public", "jeweler": jeweler.schema_name, "other jeweler": other.schema_name}
    found.tables = {name: tables_of(schema) for name, schema in schemas.items()}
    return found


PUBLIC = {
    "inquiries_inquiry": {"inquiry.name", "inquiry.email", "inquiry.company", "inquiry.role", "inquiry.message"},
    "inquiries_brief": {"brief.name", "brief.email", "brief.phone", "brief.location", "brief.preferences"},
    "accounts_account": {"account.email", "account.name", "account.phone"},
    "account_emailaddress": {"account.email"},
    "accounts_invitation": {"invited owner", "invited member"},
}
JEWELER = {
    "team_house": {"house.name", "house.privacy_notice", "house.privacy_contact"},
    "clients_lead": PUBLIC["inquiries_brief"],
    "clients_client": {
        "client.display_name",
        "client.given_name",
        "client.family_name",
        "client.notes",
        "brief.name",
    },
    "clients_contact": {
        "client.email",
        "client.phone",
        "contact.value",
        "contact.label",
        "brief.email",
        "brief.phone",
    },
    "clients_address": {
        "address.label",
        "address.line_1",
        "address.line_2",
        "address.city",
        "address.region",
        "address.postcode",
        "address.country",
    },
    "library_design": {"design.title", "design.description"},
    "library_designversion": {"version.title", "version.notes"},
    "library_file": {"file.name", "refused file.name"},
    "portal_access": {"portal.email"},
    "portal_comment": {"comment.text", "reply.text"},
    "portal_datarequest": {"data request.text"},
    # The words by which clients and designs are found; made anew from the rows, never exported.
    "search_entry": {
        "client.display_name",
        "client.given_name",
        "client.family_name",
        "client.notes",
        "client.email",
        "contact.value",
        "brief.name",
        "brief.email",
        "address.line_1",
        "address.line_2",
        "address.city",
        "address.region",
        "address.postcode",
        "address.country",
        "design.title",
        "design.description",
    },
    # Put there by this test: a task's arguments are ids, these two are not and so never come to an end.
    "audit_job": {"task argument", "another task argument"},
}
# An address stands in its own mails; what a house says of itself stands in the mails to its clients.
MAILS = {
    "inquiry.email",
    "brief.email",
    "account.email",
    "invited owner",
    "invited member",
    "portal.email",
    "house.name",
    "house.privacy_notice",
    "house.privacy_contact",
}
# Given to the queue by this test, in place of an id.
ARGUMENTS = {"task argument", "another task argument", "unknown task argument", "lone task argument"}


def found_in_tables(evidence, schema):
    found = {name: evidence.tokens.found_in(text) for name, text in evidence.tables[schema].items()}
    return {name: tokens for name, tokens in found.items() if tokens}


def test_no_log_holds_what_people_typed(evidence):
    logs = {"app": evidence.app_log, "worker": evidence.worker_log, **evidence.service_logs}

    assert {name: evidence.tokens.found_in(text) for name, text in logs.items()} == {name: set() for name in logs}


def test_the_logs_were_written_and_read(evidence):
    assert '"logger": "dialog.canary"' in evidence.app_log
    assert '"logger": "django.request"' in evidence.app_log
    assert '"logger": "celery.app.trace"' in evidence.worker_log
    assert '"logger": "celery.worker.consumer.consumer"' in evidence.worker_log
    assert "checkpoint" in evidence.service_logs["postgres"]


def test_queue_and_cache_carry_no_words(evidence):
    assert '"library.ingest_file"' in evidence.queue_and_cache
    assert '"file_id"' in evidence.queue_and_cache
    assert evidence.tokens.found_in(evidence.queue_and_cache) == ARGUMENTS


def test_keys_of_objects_carry_no_words(evidence):
    assert "/files/" in evidence.object_keys
    assert evidence.tokens.found_in(evidence.object_keys) == set()


def test_mails_carry_addresses_and_what_a_house_says_of_itself(evidence):
    assert evidence.tokens.found_in(evidence.mails) == MAILS


def test_the_controllers_half_holds_what_was_given_to_dialog_and_nothing_of_clients(evidence):
    assert found_in_tables(evidence, "public") == PUBLIC


def test_the_jewelers_schema_holds_each_word_in_its_place(evidence):
    assert found_in_tables(evidence, "jeweler") == JEWELER


def test_another_jewelers_schema_holds_nothing(evidence):
    assert found_in_tables(evidence, "other jeweler") == {}
    assert set(evidence.tables["other jeweler"]) == set(evidence.tables["jeweler"])


def test_only_our_formatter_writes(evidence):
    """Whatever logs, in this process, logs through the list of allowed fields."""
    assert evidence.foreign_handlers == []
