"""Two people, an exact scope, the register before the file, the jeweler told first (P45)."""

import json
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from shared_apps.core.actors import SYSTEM
from shared_apps.core.clock import now
from shared_apps.core.db import CONTROLLER
from shared_apps.core.models import Job, TrailEvent
from shared_apps.notices.models import Delivery
from shared_apps.notices.operations import deliver
from shared_apps.registers.models import Disclosure, DisclosureExport
from shared_apps.registers.operations import disclosures
from shared_apps.registers.scope import disclosable
from shared_apps.retention.operations import sweep
from shared_apps.tenancy.context import jeweler_context
from tenant_apps.audit.models import TrailEvent as JewelerTrailEvent
from tenant_apps.clients import operations as clients
from tests.support.people import make_member

CLIENT_FIELDS = ["clients.client.display_name", "clients.contact.value"]


def events_of(disclosure):
    found = TrailEvent.objects.filter(object_id=disclosure.pk).order_by("seq")
    return list(found.values_list("event", flat=True))


def deliver_all():
    for pk in Delivery.objects.values_list("pk", flat=True):
        deliver(delivery_id=str(pk))


def opened(disclosure, by):
    return json.loads(disclosures.hand_over(disclosure, by=by))


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"subjects": []}, disclosures.ScopeNotExact),
        ({"subjects": ["  "]}, disclosures.ScopeNotExact),
        ({"subjects": ["%@example.com "]}, None),
        ({"subjects": ["wen"]}, disclosures.ScopeNotExact),
        ({"subjects": ["*"]}, disclosures.ScopeNotExact),
        ({"subjects": ["C-12"]}, disclosures.ScopeNotExact),
        ({"subjects": [f"p{n}@example.com" for n in range(20)]}, None),
        ({"subjects": [f"p{n}@example.com" for n in range(21)]}, disclosures.ScopeNotExact),
        ({"fields": []}, disclosures.FieldsUnknown),
        ({"fields": ["accounts.account.password"]}, disclosures.FieldsUnknown),
        ({"fields": ["clients.client.display_name"]}, disclosures.FieldsUnknown),
        ({"data_class": "jeweler", "fields": CLIENT_FIELDS}, disclosures.JewelerMissing),
    ],
    ids=str,
)
def test_a_scope_is_exact_or_nothing_is_written(propose, changes, refusal):
    if refusal is None:
        assert propose(**changes).state == "proposed"
        return
    with pytest.raises(refusal):
        propose(**changes)
    assert Disclosure.objects.count() == 0


def test_no_secret_and_no_table_without_a_person_can_be_disclosed():
    ours, theirs = disclosable("ours"), disclosable("jeweler")

    assert "password" not in ours["accounts.account"]
    assert {"core.trailevent", "providers.provider"} & ours.keys() == set()
    assert {"clients.client", "clients.contact", "portal.comment"} <= theirs.keys()
    assert "audit.trailevent" not in theirs


def test_the_proposer_cannot_decide(propose, ada, queued):
    disclosure = propose()

    for decide in (disclosures.approve_disclosure, lambda d, by: disclosures.refuse_disclosure(d, reason="no", by=by)):
        with pytest.raises(disclosures.SamePerson):
            decide(disclosure, by=ada)
    disclosure.refresh_from_db()
    assert (disclosure.state, disclosure.decided_by_id, queued()) == ("proposed", None, [])


def test_the_database_itself_wants_two_people(propose, ada):
    disclosure = propose()

    with pytest.raises(IntegrityError), transaction.atomic(using=CONTROLLER):
        Disclosure.objects.filter(pk=disclosure.pk).update(state="approved", decided_by_id=ada.pk, decided_at=now())


def test_nobody_decides_without_being_somebody(propose):
    with pytest.raises(disclosures.SamePerson):
        disclosures.approve_disclosure(propose(), by=SYSTEM)


def test_a_decision_stands(propose, ben):
    disclosure = propose()
    disclosures.refuse_disclosure(disclosure, reason="The order names nobody", by=ben)

    with pytest.raises(disclosures.DisclosureDecided):
        disclosures.approve_disclosure(disclosure, by=ben)
    disclosures.make_export(disclosure_id=str(disclosure.pk))
    assert (Disclosure.objects.get().state, DisclosureExport.objects.count()) == ("refused", 0)


def test_the_export_holds_the_named_fields_of_the_named_person_and_nothing_else(propose, briefs, ada, ben):
    disclosure = disclosures.approve_disclosure(propose(subjects=["Wen@Example.com"]), by=ben)
    disclosures.make_export(disclosure_id=str(disclosure.pk))

    made = opened(disclosure, ada)
    assert made["rows"] == {"inquiries.brief": [{"name": "Wen Li", "phone": "+852 5555 0199"}]}
    assert "Somebody Else" not in json.dumps(made)
    disclosure.refresh_from_db()
    assert (disclosure.state, disclosure.export_rows) == ("made", 1)


@pytest.mark.parametrize(("day", "rows"), [(-1, 0), (0, 1), (1, 0)], ids=["before", "on", "after"])
def test_only_rows_of_the_named_days_are_exported(propose, briefs, ben, day, rows):
    made_on = briefs[0].created_at.astimezone().date()
    days = dict.fromkeys(("since", "until"), made_on + timedelta(days=day))
    disclosure = disclosures.approve_disclosure(propose(**days), by=ben)

    disclosures.make_export(disclosure_id=str(disclosure.pk))

    disclosure.refresh_from_db()
    assert disclosure.export_rows == rows


def test_a_wildcard_in_an_address_is_a_letter_like_any_other(propose, briefs, ben):
    disclosure = disclosures.approve_disclosure(propose(subjects=["%@example.com"]), by=ben)
    disclosures.make_export(disclosure_id=str(disclosure.pk))

    disclosure.refresh_from_db()
    assert disclosure.export_rows == 0


def test_the_register_has_its_row_before_there_is_a_file(propose, briefs, ben):
    disclosure = propose()
    assert (events_of(disclosure), DisclosureExport.objects.count()) == (["registers.disclosure.proposed"], 0)
    disclosures.make_export(disclosure_id=str(disclosure.pk))
    assert DisclosureExport.objects.count() == 0

    disclosures.approve_disclosure(disclosure, by=ben)
    disclosures.make_export(disclosure_id=str(disclosure.pk))
    disclosures.make_export(disclosure_id=str(disclosure.pk))

    assert events_of(disclosure) == [
        "registers.disclosure.proposed",
        "registers.disclosure.approved",
        "registers.disclosure.made",
    ]


def test_the_person_is_told_or_the_register_says_why_not(propose, ben, mailoutbox):
    disclosures.approve_disclosure(propose(), by=ben)
    deliver_all()
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [
        (["wen@example.com"], "We have been asked for data about you")
    ]

    disclosures.approve_disclosure(propose(untold_because="Organized and Serious Crimes Ordinance s.25A"), by=ben)
    deliver_all()
    assert len(mailoutbox) == 1


def test_only_the_two_people_take_the_export_out_and_each_time_is_noted(propose, briefs, ada, ben, db):
    from tests.support.people import make_account

    disclosure = disclosures.approve_disclosure(propose(), by=ben)
    disclosures.make_export(disclosure_id=str(disclosure.pk))

    with pytest.raises(disclosures.NotYourDisclosure):
        disclosures.hand_over(disclosure, by=make_account("third@dialogjewelers.com", is_staff=True))
    disclosures.hand_over(disclosure, by=ada)
    disclosures.hand_over(disclosure, by=ben)
    assert events_of(disclosure)[3:] == ["registers.disclosure.handed_over"] * 2


def test_the_export_goes_after_a_week_and_the_register_stays(propose, briefs, ada, ben):
    disclosure = disclosures.approve_disclosure(propose(), by=ben)
    disclosures.make_export(disclosure_id=str(disclosure.pk))
    DisclosureExport.objects.update(expires_at=now())

    with pytest.raises(disclosures.ExportGone):
        disclosures.hand_over(disclosure, by=ada)
    sweep()

    assert (DisclosureExport.objects.count(), Disclosure.objects.count()) == (0, 1)


@pytest.fixture
def house(jeweler_a):
    """Two clients of one jeweler, and an owner to tell."""
    make_member(jeweler_a, "owner")
    owner = make_member(jeweler_a, "owner")
    with jeweler_context(jeweler_a):
        from tenant_apps.team.models import Member

        by = Member.objects.get(account_id=owner.pk)
        clients.create_client(by=by, display_name="Mei Wong", email="mei@example.com")
        clients.create_client(by=by, display_name="A neighbour", email="neighbour@example.com")
    Job.objects.all().delete()
    return jeweler_a


@pytest.fixture
def of_house(propose, house):
    told = {"data_class": "jeweler", "jeweler_id": house.id, "fields": CLIENT_FIELDS}

    def make(**changes):
        return propose(**told | {"subjects": ["mei@example.com"]} | changes)

    return make


def test_a_jeweler_is_told_before_the_export_is_made(of_house, house, ben, mailoutbox):
    disclosure = disclosures.approve_disclosure(of_house(), by=ben)

    with pytest.raises(disclosures.NoticeUnderWay):
        disclosures.make_export(disclosure_id=str(disclosure.pk))
    assert DisclosureExport.objects.count() == 0

    deliver_all()
    disclosures.make_export(disclosure_id=str(disclosure.pk))
    assert mailoutbox[0].to == [f"owner@{house.slug}.example.com"]
    assert "mei@example.com" not in mailoutbox[0].body
    assert DisclosureExport.objects.count() == 1


@pytest.mark.parametrize("subject", ["mei@example.com", "C-1"])
def test_a_jeweler_s_export_holds_the_named_client_and_nobody_else(of_house, house, ada, ben, subject):
    disclosure = disclosures.approve_disclosure(of_house(subjects=[subject]), by=ben)
    deliver_all()
    disclosures.make_export(disclosure_id=str(disclosure.pk))

    assert opened(disclosure, ada)["rows"] == {
        "clients.client": [{"display_name": "Mei Wong"}],
        "clients.contact": [{"value": "mei@example.com"}],
    }
    with jeweler_context(house):
        assert JewelerTrailEvent.objects.filter(event="privacy.client.disclosed").count() == 1


def test_of_another_jeweler_nothing_is_found(of_house, jeweler_b, ben, ada):
    make_member(jeweler_b, "owner")
    disclosure = disclosures.approve_disclosure(of_house(jeweler_id=jeweler_b.id), by=ben)
    deliver_all()
    disclosures.make_export(disclosure_id=str(disclosure.pk))

    assert opened(disclosure, ada)["rows"] == {"clients.client": [], "clients.contact": []}


def test_where_telling_is_forbidden_nobody_is_told_and_the_jeweler_s_trail_is_silent(of_house, house, ben, mailoutbox):
    disclosure = disclosures.approve_disclosure(of_house(untold_because="The court forbids it"), by=ben)
    deliver_all()
    disclosures.make_export(disclosure_id=str(disclosure.pk))

    assert (mailoutbox, DisclosureExport.objects.count()) == ([], 1)
    with jeweler_context(house):
        assert not JewelerTrailEvent.objects.filter(event="privacy.client.disclosed").exists()


def test_a_jeweler_nobody_can_reach_needs_a_reason(of_house, jeweler_b, ben):
    disclosure = of_house(jeweler_id=jeweler_b.id)

    with pytest.raises(disclosures.NobodyToTell):
        disclosures.approve_disclosure(disclosure, by=ben)
    disclosure.refresh_from_db()
    assert disclosure.state == "proposed"


def test_days_out_of_order_are_refused_by_the_database(propose):
    with pytest.raises(IntegrityError), transaction.atomic(using=CONTROLLER):
        propose(since=date(2026, 2, 1), until=date(2026, 1, 1))
