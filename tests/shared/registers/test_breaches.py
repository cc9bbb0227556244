"""A breach tells those it concerns and nobody else; a clock of 72 hours runs from when it was noticed (P57)."""

from datetime import timedelta

import pytest
import time_machine

from shared_apps.core.clock import now
from shared_apps.notices.models import Delivery, Notice
from shared_apps.notices.operations import deliver
from shared_apps.providers.models import Provider
from shared_apps.registers.affected import jewelers_affected
from shared_apps.registers.models import Breach, BreachDraft, BreachNote
from shared_apps.registers.operations import breaches
from shared_apps.storage.keys import Area, tenant_key
from tests.support.people import make_member


@pytest.fixture
def owners(jeweler_a, jeweler_b):
    return [make_member(jeweler, "owner") for jeweler in (jeweler_a, jeweler_b)]


@pytest.fixture
def breach(ada):
    return breaches.enter_breach(
        title="A key was seen", noticed_at=now(), what_happened="A file was read.", is_drill=False, by=ada
    )


@pytest.fixture
def drill(ada):
    return breaches.enter_breach(
        title="Rehearsal", noticed_at=now(), what_happened="A file was read.", is_drill=True, by=ada
    )


def deliver_all():
    for pk in Delivery.objects.values_list("pk", flat=True):
        deliver(delivery_id=str(pk))


def concerned(breach):
    return [jeweler.slug for jeweler in jewelers_affected(breach)]


def touched(kind, jeweler):
    names = {
        "workspace": jeweler.slug,
        "account": f"owner@{jeweler.slug}.example.com",
        "file": tenant_key(jeweler, Area.FILES),
    }
    return names[kind]


@pytest.mark.parametrize("kind", ["workspace", "account", "file"])
def test_what_belongs_to_one_jeweler_concerns_that_jeweler_alone(breach, owners, jeweler_a, ada, kind):
    breaches.add_object(breach, kind=kind, name=touched(kind, jeweler_a), by=ada)

    assert concerned(breach) == ["maison-aurelle"]


@pytest.mark.parametrize("kind", ["provider", "node", "everything"])
def test_what_everybody_s_data_lie_on_concerns_everybody(breach, owners, ada, kind):
    name = {"provider": Provider.objects.first().key, "node": "main", "everything": ""}[kind]
    breaches.add_object(breach, kind=kind, name=name, by=ada)

    assert concerned(breach) == ["atelier-bellamy", "maison-aurelle"]


def test_a_table_of_ours_concerns_the_jewelers_it_speaks_of(breach, owners, ada):
    breaches.add_object(breach, kind="records", name="accounts.membership", by=ada)
    assert concerned(breach) == ["atelier-bellamy", "maison-aurelle"]


def test_a_table_that_speaks_of_no_jeweler_concerns_none(breach, owners, ada):
    breaches.add_object(breach, kind="records", name="inquiries.inquiry", by=ada)
    assert concerned(breach) == []


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("workspace", "maison-aurele"),
        ("account", "nobody@example.com"),
        ("file", "t/x/files/1"),
        ("file", "t/00000000-0000-0000-0000-000000000000/files/1"),
        ("provider", "nobody"),
        ("node", "elsewhere"),
        ("records", "clients.client"),
        ("records", "no.such"),
        ("everything", "but one"),
    ],
    ids=str,
)
def test_a_mistyped_name_is_refused_and_concerns_nobody(breach, jeweler_a, ada, kind, name):
    with pytest.raises(breaches.ObjectUnknown):
        breaches.add_object(breach, kind=kind, name=name, by=ada)
    assert breach.objects_touched.count() == 0


def test_the_same_thing_is_noted_once(breach, jeweler_a, ada):
    breaches.add_object(breach, kind="workspace", name=jeweler_a.slug, by=ada)

    with pytest.raises(breaches.ObjectNotedAlready):
        breaches.add_object(breach, kind="workspace", name=f" {jeweler_a.slug} ", by=ada)


def test_a_drill_writes_to_us_about_affected_jewelers_only(drill, owners, jeweler_a, ada, mailoutbox):
    breaches.add_object(drill, kind="workspace", name=jeweler_a.slug, by=ada)
    drafts = breaches.draft_notices(drill, by=ada)
    for draft in drafts:
        breaches.confirm_draft(draft, text=draft.text, by=ada)
    deliver_all()

    assert [draft.jeweler_id for draft in drafts] == [jeweler_a.id]
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [
        (["hello@dialogjewelers.com"], "Rehearsal: what a jeweler would be told")
    ]


@pytest.mark.usefixtures("owners")
def test_nobody_is_told_before_a_person_has_confirmed_the_words(breach, jeweler_a, ada, ben, mailoutbox):
    breaches.add_object(breach, kind="workspace", name=jeweler_a.slug, by=ada)
    (draft,) = breaches.draft_notices(breach, by=ada)
    assert Notice.objects.count() == 0

    breaches.confirm_draft(draft, text="In the words Ben chose.", by=ben)
    deliver_all()

    (mail,) = mailoutbox
    assert mail.to == ["owner@maison-aurelle.example.com"]
    assert "In the words Ben chose." in mail.body
    with pytest.raises(breaches.DraftConfirmed):
        breaches.confirm_draft(draft, text="Other words", by=ben)
    assert BreachDraft.objects.get().text == "In the words Ben chose."


def test_drafts_follow_what_the_breach_turns_out_to_have_touched(breach, owners, jeweler_a, jeweler_b, ada):
    breaches.add_object(breach, kind="everything", name="", by=ada)
    assert len(breaches.draft_notices(breach, by=ada)) == 2

    breach.objects_touched.all().delete()
    breaches.add_object(breach, kind="workspace", name=jeweler_b.slug, by=ada)
    assert breaches.draft_notices(breach, by=ada) == []
    assert [draft.jeweler_id for draft in breach.drafts.all()] == [jeweler_b.id]


@pytest.mark.parametrize(
    ("later", "late"),
    [(timedelta(hours=71, minutes=59), False), (timedelta(hours=72), True), (timedelta(hours=73), True)],
    ids=["71:59", "72:00", "73:00"],
)
def test_the_clock_of_72_hours_runs_from_when_it_was_noticed(breach, later, late):
    with time_machine.travel(breach.noticed_at + later, tick=False):
        assert breach.is_late is late


def test_a_clock_that_is_settled_is_not_late(breach, ada):
    breaches.settle_authority(breach, told_at=None, untold_because="No risk: the file was empty", by=ada)
    breach.refresh_from_db()

    with time_machine.travel(breach.noticed_at + timedelta(hours=99), tick=False):
        assert breach.is_late is False


@pytest.mark.parametrize(
    ("told_at", "because"), [(None, ""), (None, "  "), (now(), "both")], ids=["-", "blank", "both"]
)
def test_the_authority_is_told_or_there_is_one_reason(breach, ada, told_at, because):
    with pytest.raises(breaches.AuthorityNotSettled):
        breaches.settle_authority(breach, told_at=told_at, untold_because=because, by=ada)


def test_a_breach_closes_only_when_everybody_was_told(breach, owners, jeweler_a, ada):
    breaches.add_object(breach, kind="workspace", name=jeweler_a.slug, by=ada)
    with pytest.raises(breaches.JewelersNotTold):
        breaches.close_breach(breach, by=ada)

    (draft,) = breaches.draft_notices(breach, by=ada)
    breaches.confirm_draft(draft, text=draft.text, by=ada)
    with pytest.raises(breaches.AuthorityNotSettled):
        breaches.close_breach(breach, by=ada)

    breaches.settle_authority(breach, told_at=now(), untold_because="", by=ada)
    assert breaches.close_breach(breach, by=ada).state == "closed"
    with pytest.raises(breaches.BreachClosed):
        breaches.add_note(breach, text="Too late", by=ada)
    assert BreachNote.objects.filter(breach_id=breach.pk).last() is not None


def test_nobody_notices_a_breach_tomorrow(ada):
    with pytest.raises(breaches.NoticedInTheFuture):
        breaches.enter_breach(
            title="x", noticed_at=now() + timedelta(minutes=1), what_happened="y", is_drill=False, by=ada
        )
    assert Breach.objects.count() == 0
