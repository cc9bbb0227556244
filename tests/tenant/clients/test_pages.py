import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shared_apps.tenancy.context import jeweler_context
from tenant_apps.clients.models import Client, Contact
from tenant_apps.clients.operations import add_contact, archive_client, create_client, receive_lead
from tests.tenant.clients.conftest import BRIEF, INTRODUCTION


def names_on(page):
    return [client.display_name for client in page.context["page"].rows]


def test_the_list_finds_by_part_of_name_number_and_contact_in_any_case(known_client, owner, client_as):
    create_client(by=owner, display_name="Chan Tai-man", email="chan@example.com")
    browser = client_as("owner")

    for text in ("ka-YAN", "KA-YAN@EXAMPLE", "6123 4567", known_client.code.lower(), str(known_client.number)):
        assert names_on(browser.get("/clients/", {"q": text})) == ["Lee Ka-yan"], text
    assert names_on(browser.get("/clients/", {"q": "nobody"})) == []
    assert "No client matches" in browser.get("/clients/", {"q": "nobody"}).text


def test_the_list_pages_by_name_without_losing_or_repeating_anyone(owner, client_as):
    for number in range(60):
        create_client(by=owner, display_name=f"Same {number % 3}")
    browser, seen, address = client_as("viewer"), [], "/clients/"

    while address:
        page = browser.get(address).context["page"]
        assert len(page.rows) <= 25
        seen += page.rows
        address = f"/clients/?after={page.after}" if page.after else None

    assert len({client.pk for client in seen}) == len(seen) == 60
    assert [c.display_name for c in seen] == sorted(c.display_name for c in seen)


def test_the_archive_is_apart(known_client, owner, client_as):
    archive_client(known_client, by=owner)
    browser = client_as("owner")

    assert names_on(browser.get("/clients/")) == []
    assert names_on(browser.get("/clients/?show=archive")) == ["Lee Ka-yan"]


@pytest.mark.parametrize("address", ["/clients/", "/clients/leads/"])
def test_a_list_asks_as_few_questions_for_thirty_as_for_one(owner, client_as, address):
    def make(number):
        client = create_client(by=owner, display_name=f"Client {number}", email=f"c{number}@example.com")
        add_contact(client, by=owner, channel="phone", value="1")
        receive_lead(introduction_id=INTRODUCTION[:-3] + f"{number:03}", **BRIEF)

    browser = client_as("owner")
    make(1)
    browser.get(address)
    with CaptureQueriesContext(connection) as one:
        browser.get(address)
    for number in range(2, 31):
        make(number)
    with CaptureQueriesContext(connection) as thirty:
        browser.get(address)

    assert len(thirty) == len(one)


def test_a_client_is_added_by_the_form_and_shown(owner, client_as):
    browser = client_as("sales")

    answer = browser.post(
        "/clients/new/",
        {
            "display_name": "Ho Siu-ming",
            "kind": "person",
            "language": "zh-hant",
            "email": "ho@example.com",
            "phone": "",
        },
        follow=True,
    )

    client = Client.objects.get()
    assert answer.redirect_chain == [(f"/clients/{client.pk}/", 302)]
    assert (client.display_name, client.language) == ("Ho Siu-ming", "zh-hant")
    assert "ho@example.com" in answer.text


def test_a_refused_form_keeps_everything_typed(owner, client_as):
    answer = client_as("owner").post(
        "/clients/new/",
        {"display_name": "Ho", "kind": "person", "language": "en", "notes": "pays by 4111 1111 1111 1111"},
    )

    assert answer.status_code == 422
    assert Client.objects.count() == 0
    assert "pays by 4111 1111 1111 1111" in answer.text
    assert "payment card number" in answer.text


def test_a_refusal_of_the_domain_is_shown_in_the_form(known_client, client_as):
    answer = client_as("owner").post(
        f"/clients/{known_client.pk}/contacts/new/",
        {"channel": "email", "value": "ka-yan@example.com", "label": "again"},
    )

    assert answer.status_code == 422
    assert "already has this contact" in answer.text
    assert 'value="again"' in answer.text


def test_editing_archiving_and_removing_return_to_the_client(known_client, client_as):
    browser, home = client_as("owner"), f"/clients/{known_client.pk}/"
    contact = known_client.contacts.get(channel="phone")

    answers = [
        browser.post(f"{home}edit/", {"display_name": "Lee", "kind": "person", "language": "en"}),
        browser.post(f"{home}addresses/new/", {"line_1": "1 Wyndham Street"}),
        browser.post(f"{home}contacts/{contact.pk}/removal/"),
        browser.post(f"{home}archive/"),
        browser.post(f"{home}restoration/"),
    ]

    assert [(a.status_code, a.headers["Location"]) for a in answers] == [(302, home)] * 5
    known_client.refresh_from_db()
    assert (known_client.display_name, known_client.contacts.count(), known_client.addresses.count()) == ("Lee", 1, 1)


def test_a_lead_is_taken_on_by_its_page(lead, owner, client_as):
    browser = client_as("sales")

    assert "Engagement ring" in browser.get(f"/clients/leads/{lead.pk}/").text
    answer = browser.post(f"/clients/leads/{lead.pk}/conversion/")

    lead.refresh_from_db()
    assert answer.headers["Location"] == f"/clients/{lead.client_id}/"


def test_another_jewelers_clients_and_leads_do_not_exist(jeweler_b, client_as, member_as):
    with jeweler_context(jeweler_b):
        member = member_as("owner", jeweler_b)
        client = create_client(by=member, display_name="Stranger", email="s@example.com")
        contact = Contact.objects.get()
        lead = receive_lead(introduction_id=INTRODUCTION, **BRIEF)
    browser = client_as("owner")

    gets = [f"/clients/{client.pk}/", f"/clients/{client.pk}/edit/", f"/clients/leads/{lead.pk}/"]
    posts = [
        f"/clients/{client.pk}/archive/",
        f"/clients/{client.pk}/contacts/{contact.pk}/removal/",
        f"/clients/leads/{lead.pk}/conversion/",
        f"/clients/leads/{lead.pk}/decline/",
    ]

    assert [browser.get(path).status_code for path in gets] == [404] * len(gets)
    assert [browser.post(path).status_code for path in posts] == [404] * len(posts)


@pytest.mark.parametrize(
    ("role", "statuses"),
    [
        ("owner", [200, 200, 200]),
        ("manager", [200, 200, 200]),
        ("sales", [200, 200, 200]),
        ("bench", [200, 403, 403]),
        ("viewer", [200, 403, 403]),
    ],
)
def test_roles_see_what_they_may(known_client, client_as, role, statuses):
    browser = client_as(role)

    paths = [f"/clients/{known_client.pk}/", "/clients/new/", "/clients/leads/"]

    assert [browser.get(path).status_code for path in paths] == statuses


def test_a_stranger_is_sent_to_the_entrance(jeweler_a):
    from shared_apps.tenancy.hosts import Surface
    from tests.support.people import browser

    answer = browser(Surface.WORKSPACE, jeweler_a).get("/clients/")

    assert answer.status_code == 302
    assert "/enter/maison-aurelle/" in answer.headers["Location"]
