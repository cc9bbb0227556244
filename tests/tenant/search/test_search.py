"""Everything is found by whoever may see it, as it stands now."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tenant_apps.clients.models import Client
from tenant_apps.clients.operations import (
    add_address,
    add_contact,
    archive_client,
    create_client,
    edit_client,
    remove_contact,
)
from tenant_apps.library.operations import create_design
from tenant_apps.search.models import Entry
from tenant_apps.search.operations import rebuild
from tenant_apps.search.queries import find


def titles(member, text, **options):
    return [found.entry.title for found in find(member, text, **options).lines]


def test_a_client_is_found_by_name_number_phone_address_and_note(known_client, owner):
    edit_client(known_client, notes="Prefers old mine cuts", by=owner)
    add_address(known_client, line_1="12 Peak Road", by=owner)

    for text in ("ka-yan", "lee ka", known_client.code, "6123 4567", "ka-yan@example.com", "peak road", "old mine"):
        assert titles(owner, text) == ["Lee Ka-yan"], text
    assert titles(owner, "nobody") == []


def test_a_misspelt_name_is_found_and_said_to_be_a_guess(owner):
    create_client(display_name="Marguerite Duval", by=owner)

    answer = find(owner, "margerite")

    assert ([found.entry.title for found in answer.lines], answer.is_guess) == (["Marguerite Duval"], True)
    assert not find(owner, "marguerite").is_guess


def test_what_is_no_longer_so_is_no_longer_found(known_client, owner):
    contact = add_contact(known_client, channel="phone", value="+852 9999 0000", by=owner)
    create_design(known_client, title="Ribbon bangle", by=owner)
    remove_contact(contact, by=owner)
    edit_client(known_client, display_name="Wong Mei", given_name="", family_name="", by=owner)

    assert titles(owner, "9999 0000") == []
    assert titles(owner, "lee ka-yan") == []
    assert titles(owner, "wong mei") == ["Wong Mei", "Ribbon bangle"]


def test_a_name_that_begins_so_stands_first_and_the_archive_last(owner):
    for name in ("Anna Rose", "Rose Bellamy", "Rosemary Old"):
        create_client(display_name=name, by=owner)
    archive_client(Client.objects.get(display_name="Rosemary Old"), by=owner)

    assert titles(owner, "rose") == ["Rose Bellamy", "Anna Rose", "Rosemary Old"]


def test_making_every_line_anew_changes_nothing_and_drops_what_is_gone(known_client, owner):
    create_design(known_client, title="Ribbon bangle", by=owner)
    before = list(Entry.objects.order_by("object_id").values_list("kind", "object_id", "title", "detail", "lexemes"))
    Entry.objects.filter(kind="design").delete()
    Entry.objects.create(kind="client", object_id=owner.pk, title="Gone", lexemes="")

    assert rebuild() == len(before)

    assert (
        list(Entry.objects.order_by("object_id").values_list("kind", "object_id", "title", "detail", "lexemes"))
        == before
    )


def test_the_page_answers_with_the_list_alone_to_a_script(known_client, client_as):
    browser = client_as("viewer")

    page = browser.get("/search/", {"q": "ka-yan"})
    part = browser.get("/search/", {"q": "ka-yan"}, headers={"HX-Request": "true"})

    assert f"/clients/{known_client.pk}/" in page.text
    assert f"/clients/{known_client.pk}/" in part.text
    assert "<html" in page.text
    assert "<html" not in part.text


@pytest.mark.parametrize("text", ["", " ", "zz", "'; DROP TABLE", "\x00", "x" * 500, "ring & !", "٣", "💍"])
def test_whatever_is_typed_is_answered(known_client, client_as, text):
    answer = client_as("owner").get("/search/", {"q": text})

    assert answer.status_code == 200
    assert answer.context["answer"].lines == []


def test_an_answer_asks_as_few_questions_for_thirty_as_for_one(owner, client_as):
    browser = client_as("owner")
    create_client(display_name="Rose 0", by=owner)
    browser.get("/search/", {"q": "rose", "kind": "client"})
    with CaptureQueriesContext(connection) as one:
        browser.get("/search/", {"q": "rose", "kind": "client"})
    for number in range(1, 30):
        create_client(display_name=f"Rose {number}", by=owner)
    with CaptureQueriesContext(connection) as thirty:
        assert len(browser.get("/search/", {"q": "rose", "kind": "client"}).context["answer"].lines) == 30

    # With few lines it also looks for what resembles.
    assert len(thirty) == len(one) - 1


def test_a_workspaces_search_is_made_anew_by_command(known_client, owner, jeweler_a, capsys):
    Entry.objects.all().delete()

    call_command("rebuild_search", jeweler_a.slug, skip_checks=True)

    assert titles(owner, "ka-yan") == ["Lee Ka-yan"]
    with pytest.raises(CommandError):
        call_command("rebuild_search", "nobody-here", skip_checks=True)
