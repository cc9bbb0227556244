"""What is remembered of a client: sizes in millimetres, days without years, tastes and wishes."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError

from shared_apps.core.clock import today
from shared_apps.core.db import jeweler_atomic
from shared_apps.core.ring_sizes import CircumferenceImplausible, SizeUnknown
from tenant_apps.clienteling.calendar import YearOfAChild
from tenant_apps.clienteling.models import GaugeMark, GreetingConsent, ImportantDate, RingSize, Taste
from tenant_apps.clienteling.operations import dates, sizes, tastes
from tenant_apps.clienteling.queries import greeting_consent, latest_sizes, own_gauge, reminders
from tenant_apps.clients.operations import CardNumberInText, ClientArchived, archive_client, edit_client

RING = {"hand": "left", "finger": "ring", "how": "gauge"}
CARD = "4111 1111 1111 1111"


def test_a_size_is_kept_in_millimetres_with_the_label_as_it_was_said(known_client, owner, happened):
    size = sizes.measure_finger(known_client, system="hk_a", label=" 13 ", band_width=Decimal("6.0"), by=owner, **RING)

    size.refresh_from_db()
    assert (size.circumference, size.label, size.system) == (Decimal("51.90"), "13", "hk_a")
    assert (size.measured_by_id, size.measured_on) == (owner.pk, today())
    assert happened() == ["clienteling.ring_size.measured"]


def test_the_latest_size_of_each_finger_counts_and_the_earlier_stay(known_client, owner):
    old = today() - timedelta(days=400)
    sizes.measure_finger(known_client, system="us", label="7", by=owner, **RING)
    sizes.measure_finger(known_client, system="us", label="6", measured_on=old, by=owner, **RING)
    sizes.measure_finger(known_client, system="us", label="8", by=owner, **RING | {"hand": "right"})

    assert [(size.hand, size.label) for size in latest_sizes(known_client)] == [("left", "7"), ("right", "8")]
    assert RingSize.objects.count() == 3


def test_a_size_that_does_not_exist_is_refused_and_nothing_is_kept(known_client, owner, happened):
    for system, label, refusal in (
        ("us", "99", SizeUnknown),
        ("own", "S", SizeUnknown),
        ("mm", "12", CircumferenceImplausible),
    ):
        with pytest.raises(refusal):
            sizes.measure_finger(known_client, system=system, label=label, by=owner, **RING)

    assert (RingSize.objects.count(), happened()) == (0, [])


def test_nobody_measures_tomorrow(known_client, owner):
    with pytest.raises(sizes.MeasuredTomorrow):
        sizes.measure_finger(
            known_client, system="us", label="7", measured_on=today() + timedelta(days=1), by=owner, **RING
        )


def test_the_database_keeps_a_finger_plausible_by_itself(known_client):
    with pytest.raises(IntegrityError), jeweler_atomic():
        RingSize.objects.create(
            client=known_client, system="mm", label="x", circumference=Decimal("12"), measured_on=today(), **RING
        )


def test_a_house_measures_by_its_own_gauge_and_changing_it_changes_no_finger(known_client, owner, happened):
    sizes.keep_own_gauge({"S": Decimal("50"), "M": Decimal("54")}, by=owner)
    size = sizes.measure_finger(known_client, system="own", label="m", by=owner, **RING)

    sizes.keep_own_gauge({"M": Decimal("55")}, by=owner)

    size.refresh_from_db()
    assert size.circumference == Decimal("54.00")
    assert own_gauge() == {"M": Decimal("55.00")}
    assert happened().count("clienteling.gauge.kept") == 2


def test_a_gauge_that_does_not_grow_is_refused_and_the_old_one_stays(owner):
    sizes.keep_own_gauge({"S": Decimal("50")}, by=owner)

    for marks in ({"A": Decimal("54"), "B": Decimal("50")}, {"A": Decimal("54"), "B": Decimal("54")}):
        with pytest.raises(sizes.GaugeNotSteady):
            sizes.keep_own_gauge(marks, by=owner)

    assert list(GaugeMark.objects.values_list("label", flat=True)) == ["S"]


@pytest.mark.parametrize("length", ["0.9", "1500.1", "NaN"])
def test_a_length_nobody_has_is_refused(known_client, owner, length):
    with pytest.raises(sizes.LengthImplausible):
        sizes.measure_part(known_client, part="wrist", millimetres=Decimal(length), by=owner)


def test_a_birthday_is_kept_without_its_year_and_a_childs_year_is_refused(known_client, owner):
    with pytest.raises(YearOfAChild):
        dates.note_date(known_client, kind="birthday", whose="her daughter", day=3, month=5, year=2020, by=owner)
    kept = dates.note_date(known_client, kind="birthday", whose="her daughter", day=3, month=5, by=owner)

    assert list(ImportantDate.objects.values_list("day", "month", "year")) == [(3, 5, None)]
    with pytest.raises(YearOfAChild):
        dates.change_date(kept, year=2020, by=owner)
    kept.refresh_from_db()
    assert kept.year is None


def test_reminders_come_when_their_time_has_come_nearest_first(known_client, owner):
    for day, month, lead in ((24, 12, 40), (1, 1, 45), (25, 11, 2), (28, 11, 21), (21, 11, 120)):
        dates.note_date(known_client, kind="other", day=day, month=month, lead_days=lead, by=owner)

    found = reminders(on=date(2026, 11, 22))

    assert [falls for falls, _kept in found] == [date(2026, 11, 28), date(2026, 12, 24), date(2027, 1, 1)]


def test_a_client_put_away_reminds_nobody(known_client, owner):
    dates.note_date(known_client, kind="other", day=28, month=11, by=owner)
    archive_client(known_client, by=owner)

    assert reminders(on=date(2026, 11, 22)) == []


def test_greetings_need_the_clients_wish_and_stop_at_once(known_client, owner, happened):
    assert greeting_consent(known_client) is None

    first = dates.allow_greetings(known_client, how="Ticked on the visit card", by=owner)
    assert dates.allow_greetings(known_client, how="Said so again", by=owner) == first
    dates.stop_greetings(known_client, by=owner)
    dates.stop_greetings(known_client, by=owner)

    assert greeting_consent(known_client) is None
    assert GreetingConsent.objects.filter(withdrawn_at=None).count() == 0
    assert happened() == ["clienteling.greetings.allowed", "clienteling.greetings.stopped"]


def test_a_child_is_not_greeted(known_client, owner):
    edit_client(known_client, is_minor=True, by=owner)

    with pytest.raises(dates.GreetingNotForMinors):
        dates.allow_greetings(known_client, how="Said so", by=owner)


def test_a_taste_said_again_with_another_mind_changes(known_client, owner):
    tastes.note_taste(known_client, stance="loves", matter="metal", what="Yellow  gold", by=owner)
    tastes.note_taste(known_client, stance="dislikes", matter="metal", what="yellow gold", by=owner)

    assert list(Taste.objects.values_list("stance", "what")) == [("dislikes", "Yellow gold")]


def test_a_wish_comes_true_once(known_client, owner, happened):
    wish = tastes.note_wish(known_client, what="Earrings like the ring", by=owner)

    tastes.fulfil_wish(wish, by=owner)
    tastes.fulfil_wish(wish, by=owner)

    assert happened() == ["clienteling.wish.noted", "clienteling.wish.fulfilled"]


def test_nothing_is_remembered_of_a_client_who_was_put_away(known_client, owner):
    archive_client(known_client, by=owner)

    for write in (
        lambda: sizes.measure_finger(known_client, system="us", label="7", by=owner, **RING),
        lambda: sizes.measure_part(known_client, part="wrist", millimetres=Decimal(160), by=owner),
        lambda: dates.note_date(known_client, kind="other", day=1, month=1, by=owner),
        lambda: tastes.note_taste(known_client, stance="loves", matter="stone", what="Jade", by=owner),
        lambda: tastes.note_wish(known_client, what="A ring", by=owner),
    ):
        with pytest.raises(ClientArchived):
            write()


def test_no_card_number_is_kept_in_any_words(known_client, owner):
    for write in (
        lambda: sizes.measure_finger(known_client, system="us", label="7", note=CARD, by=owner, **RING),
        lambda: sizes.measure_part(known_client, part="wrist", millimetres=Decimal(160), note=CARD, by=owner),
        lambda: dates.note_date(known_client, kind="other", whose=CARD, day=1, month=1, by=owner),
        lambda: dates.allow_greetings(known_client, how=CARD, by=owner),
        lambda: tastes.note_taste(known_client, stance="loves", matter="other", what=CARD, by=owner),
        lambda: tastes.note_wish(known_client, what=CARD, by=owner),
    ):
        with pytest.raises(CardNumberInText):
            write()
