import pytest

from tenant_apps.clients.models import Address, Client, Contact
from tenant_apps.clients.operations import (
    CardNumberInText,
    ClientArchived,
    ClientNotArchived,
    ContactKnown,
    add_address,
    add_contact,
    archive_client,
    create_client,
    edit_address,
    edit_client,
    edit_contact,
    remove_address,
    remove_contact,
    restore_client,
)
from tenant_apps.team.models import House
from tenant_apps.team.operations import AgreementNotAccepted

CARD = "4111 1111 1111 1111"


def test_create_client_takes_the_next_number_and_leaves_a_trail(owner, happened):
    first = create_client(by=owner, display_name="Lee Ka-yan", email=" Ka@Example.com ")
    second = create_client(by=owner, display_name="Chan Tai-man")

    assert (first.code, second.number) == (f"C-{first.number}", first.number + 1)
    assert [(c.channel, c.value, c.is_preferred) for c in first.contacts.all()] == [("email", "ka@example.com", True)]
    assert happened() == ["clients.client.created", "clients.contact.added", "clients.client.created"]


def test_create_client_is_refused_until_the_agreement_is_accepted(owner):
    House.objects.update(agreement_version="")

    with pytest.raises(AgreementNotAccepted):
        create_client(by=owner, display_name="Lee Ka-yan")

    assert Client.objects.count() == 0


@pytest.mark.parametrize("field", ["display_name", "given_name", "family_name", "notes"])
def test_create_client_refuses_a_card_number_in_any_text(owner, field, happened):
    with pytest.raises(CardNumberInText):
        create_client(by=owner, **({"display_name": "Lee"} | {field: f"pays with {CARD}"}))

    assert (Client.objects.count(), happened()) == (0, [])


def test_edit_client_writes_what_changed_once(known_client, owner, happened):
    edit_client(known_client, by=owner, display_name="Lee Ka Yan", is_discreet=True)
    edited = edit_client(known_client, by=owner, display_name="Lee Ka Yan", is_discreet=True)

    assert (edited.display_name, edited.is_discreet) == ("Lee Ka Yan", True)
    assert happened() == ["clients.client.edited"]


def test_edit_client_refuses_a_card_number_and_touches_nothing(known_client, owner, happened):
    with pytest.raises(CardNumberInText):
        edit_client(known_client, by=owner, notes=CARD)

    known_client.refresh_from_db()
    assert (known_client.notes, happened()) == ("", [])


def test_an_archived_client_is_left_alone_until_restored(known_client, owner, happened):
    archive_client(known_client, by=owner)

    for write in (
        lambda: edit_client(known_client, by=owner, notes="x"),
        lambda: archive_client(known_client, by=owner),
        lambda: add_contact(known_client, by=owner, channel="phone", value="1"),
        lambda: add_address(known_client, by=owner, line_1="1 Wyndham Street"),
        lambda: remove_contact(known_client.contacts.first(), by=owner),
    ):
        with pytest.raises(ClientArchived):
            write()

    assert restore_client(known_client, by=owner).archived_at is None
    with pytest.raises(ClientNotArchived):
        restore_client(known_client, by=owner)
    assert known_client.contacts.count() == 2
    assert happened() == ["clients.client.archived", "clients.client.restored"]


def test_a_new_preferred_contact_takes_the_place_of_the_old_one(known_client, owner):
    added = add_contact(known_client, by=owner, channel="whatsapp", value="+852 5", is_preferred=True)

    assert list(known_client.contacts.filter(is_preferred=True)) == [added]


def test_edit_contact_can_make_it_the_preferred_one(known_client, owner):
    phone = known_client.contacts.get(channel="phone")

    edit_contact(phone, by=owner, channel="phone", value="+852 6999 0000", label="work", is_preferred=True)

    assert list(known_client.contacts.filter(is_preferred=True).values_list("value", "label")) == [
        ("+852 6999 0000", "work")
    ]


def test_the_same_contact_is_not_kept_twice(known_client, owner, happened):
    with pytest.raises(ContactKnown):
        add_contact(known_client, by=owner, channel="email", value="KA-YAN@example.com")

    assert (known_client.contacts.count(), happened()) == (2, [])


def test_edit_contact_into_one_that_exists_is_refused(known_client, owner, happened):
    other = add_contact(known_client, by=owner, channel="email", value="other@example.com")

    with pytest.raises(ContactKnown):
        edit_contact(other, by=owner, channel="email", value="ka-yan@example.com")

    other.refresh_from_db()
    assert (other.value, happened()) == ("other@example.com", ["clients.contact.added"])


def test_remove_contact_hands_preference_to_the_oldest_left_and_may_be_repeated(known_client, owner, happened):
    email = known_client.contacts.get(channel="email")

    remove_contact(email, by=owner)
    remove_contact(email, by=owner)

    assert list(known_client.contacts.values_list("channel", "is_preferred")) == [("phone", True)]
    assert happened() == ["clients.contact.removed"]


def test_addresses_are_added_changed_and_removed(known_client, owner, happened):
    address = add_address(known_client, by=owner, line_1="1 Wyndham Street", city="Central", country="Hong Kong")
    edit_address(address, by=owner, line_1="2 Wyndham Street")
    address.refresh_from_db()
    lines = address.lines
    remove_address(address, by=owner)
    remove_address(address, by=owner)

    assert lines == ["2 Wyndham Street", "Central", "Hong Kong"]
    assert Address.objects.count() == 0
    assert happened() == ["clients.address.added", "clients.address.edited", "clients.address.removed"]


def test_a_card_number_is_refused_in_contacts_and_addresses(known_client, owner, happened):
    with pytest.raises(CardNumberInText):
        add_contact(known_client, by=owner, channel="other", value=CARD)
    with pytest.raises(CardNumberInText):
        add_address(known_client, by=owner, line_1=CARD)

    assert (Contact.objects.count(), Address.objects.count(), happened()) == (2, 0, [])
