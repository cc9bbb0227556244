"""Whom we told what, and the evidence of it."""

import pytest

from shared_apps.core.actors import SYSTEM
from shared_apps.core.roles import Role
from shared_apps.egress.gate import EgressRefused
from shared_apps.jewelers.models import Jeweler
from shared_apps.notices import contents
from shared_apps.notices.addressees import Addressee
from shared_apps.notices.models import Delivery, DeliveryState
from shared_apps.notices.operations import give_notice, put_away
from shared_apps.notices.queries import evidence, privacy_contacts, unseen_by
from shared_apps.providers.models import Provider
from shared_apps.providers.standing import forget_standings
from tests.support.people import make_account
from tests.support.work import work_off

KIND = "introductions.introduced"


@pytest.fixture
def matter(db, monkeypatch):
    """Something to tell of, said with the words of a mail we have."""
    monkeypatch.setitem(
        contents._contents, KIND, lambda about_id: {"reference": str(about_id)[:9], "jeweler": "Aurelle"}
    )
    return Provider.objects.get(key="mail")


def test_a_notice_reaches_each_address_once_and_says_so(matter, mailoutbox):
    to = [Addressee("ada@example.com"), Addressee("ADA@example.com"), Addressee("bo@example.com")]

    give_notice(KIND, matter, to=to, by=SYSTEM)
    work_off()

    assert sorted(mail.to for mail in mailoutbox) == [["ada@example.com"], ["bo@example.com"]]
    [notice] = evidence(matter.pk)
    assert (notice.told, notice.sent, notice.lost, notice.seen) == (2, 2, 0, 0)


def test_giving_a_notice_again_tells_only_those_who_joined(matter, mailoutbox):
    first = give_notice(KIND, matter, to=[Addressee("ada@example.com")], by=SYSTEM)
    work_off()

    again = give_notice(KIND, matter, to=[Addressee("ada@example.com"), Addressee("bo@example.com")], by=SYSTEM)
    work_off()

    assert again == first
    assert [mail.to for mail in mailoutbox] == [["ada@example.com"], ["bo@example.com"]]


def test_a_notice_to_an_address_nobody_can_write_to_is_noted_as_failed(matter, mailoutbox):
    give_notice(KIND, matter, to=[Addressee("not an address")], by=SYSTEM)
    work_off()

    assert list(Delivery.objects.values_list("state", "sent_at")) == [(DeliveryState.FAILED, None)]
    assert mailoutbox == []


def test_a_closed_mail_gate_leaves_the_notice_waiting(matter, mailoutbox):
    give_notice(KIND, matter, to=[Addressee("ada@example.com")], by=SYSTEM)
    Provider.objects.filter(key="mail").update(state="retired")
    forget_standings()

    with pytest.raises(EgressRefused):
        work_off()

    assert list(Delivery.objects.values_list("state", flat=True)) == [DeliveryState.WAITING]


def test_every_owner_of_a_jeweler_is_told_when_it_named_nobody_else(db):
    jeweler = Jeweler.objects.create(slug="told", skeleton="told", name="Told", state="invited")
    owner, seller = make_account("owner@example.com"), make_account("seller@example.com")
    jeweler.memberships.create(account=owner, role=Role.OWNER)
    jeweler.memberships.create(account=seller, role=Role.SALES)
    Jeweler.objects.filter(pk=jeweler.pk).update(state="suspended", schema_name="t_" + jeweler.pk.hex)

    assert privacy_contacts([jeweler.pk]) == [Addressee("owner@example.com", jeweler.pk, owner.pk)]


def test_a_notice_stands_in_the_app_until_its_reader_puts_it_away(matter):
    jeweler = Jeweler.objects.create(slug="told", skeleton="told", name="Told", state="invited")
    owner = make_account("owner@example.com")
    give_notice(KIND, matter, to=[Addressee(owner.email, jeweler.pk, owner.pk)], by=SYSTEM)

    [shown] = unseen_by(owner.pk, jeweler.pk)
    put_away(shown.notice, account_id=owner.pk, jeweler_id=jeweler.pk)

    assert list(unseen_by(owner.pk, jeweler.pk)) == []
