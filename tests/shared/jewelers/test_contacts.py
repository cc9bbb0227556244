"""Whom we write to about a jeweler's data: the contact it named, else every owner."""

from shared_apps.core.actors import SYSTEM
from shared_apps.jewelers.businesses import change_details
from shared_apps.notices.queries import privacy_contacts
from tests.support.jewelers import jeweler_row
from tests.support.people import make_member


def test_without_a_named_contact_the_owners_are_told(jeweler_a, jeweler_b):
    owners = [make_member(tenant, "owner").email for tenant in (jeweler_a, jeweler_b)]
    change_details(jeweler_row(jeweler_b), by=SYSTEM, legal_name="Atelier Bellamy Limited")

    assert sorted(one.email for one in privacy_contacts()) == sorted(owners)
    change_details(jeweler_row(jeweler_b), by=SYSTEM, privacy_contact_email="privacy@bellamy.example")
    assert [one.email for one in privacy_contacts([jeweler_b.id])] == ["privacy@bellamy.example"]
    assert [one.email for one in privacy_contacts([jeweler_a.id])] == [owners[0]]
