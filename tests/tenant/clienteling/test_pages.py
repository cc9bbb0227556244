"""The pages on which a client's sizes, days and tastes are kept."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shared_apps.core.clock import today
from tenant_apps.clienteling.models import ImportantDate, Measurement, RingSize, Taste, Wish
from tenant_apps.clienteling.operations import dates, sizes, tastes
from tests.tenant.clienteling.test_memory import RING

FINGER = RING | {"fit": "comfort", "measured_on": "2026-01-02"}


def test_a_size_is_said_as_the_client_says_it_and_shown_in_every_system(known_client, client_as):
    browser, place = client_as("sales"), f"/clienteling/{known_client.pk}/sizes"

    answer = browser.post(f"{place}/new/", FINGER | {"system": "uk", "label": "n 1/2", "band_width": "6.5"})

    assert answer.status_code == 302
    size = RingSize.objects.get()
    page = browser.get(f"{place}/{size.pk}/").text
    assert "54.38 mm" in page
    assert "17.31 mm" in page
    assert "Hong Kong sizes vary between gauges" in page
    assert "54.38 mm" in browser.get(f"/clients/{known_client.pk}/").text


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"label": "99"}, "label"),
        ({"label": ""}, "label"),
        ({"label": "x" * 21}, "label"),
        ({"band_width": "0.5"}, "band_width"),
        ({"band_width": "nan"}, "band_width"),
        ({"system": "moon"}, "system"),
        ({"measured_on": "2026-02-30"}, "measured_on"),
        ({"note": "5500 0000 0000 0004"}, "note"),
    ],
)
def test_a_size_that_cannot_be_is_refused_beside_its_field_and_nothing_typed_is_lost(
    known_client, client_as, told, field
):
    typed = FINGER | {"system": "us", "label": "7", "note": "After lunch"} | told

    answer = client_as("owner").post(f"/clienteling/{known_client.pk}/sizes/new/", typed)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert answer.context["form"]["label"].value() == typed["label"]
    assert not RingSize.objects.exists()


def test_a_day_to_come_is_refused_with_a_sentence(known_client, client_as):
    told = FINGER | {"system": "us", "label": "7", "measured_on": str(today() + timedelta(days=1))}

    answer = client_as("owner").post(f"/clienteling/{known_client.pk}/sizes/new/", told)

    assert (answer.status_code, RingSize.objects.count()) == (422, 0)
    assert "still to come" in answer.text


def test_a_childs_year_is_refused_with_the_way_to_keep_the_day(known_client, client_as):
    told = {"kind": "birthday", "whose": "her son", "day": "3", "month": "5", "year": "2020", "lead_days": "21"}
    browser, place = client_as("sales"), f"/clienteling/{known_client.pk}/dates/new/"

    answer = browser.post(place, told)
    assert answer.status_code == 422
    assert "keep day and month only" in answer.text

    assert browser.post(place, told | {"year": ""}).status_code == 302
    assert ImportantDate.objects.get().year is None


def test_everything_noted_can_be_taken_back(known_client, owner, client_as):
    size = sizes.measure_finger(known_client, system="us", label="7", by=owner, **RING)
    length = sizes.measure_part(known_client, part="wrist", millimetres=Decimal(160), by=owner)
    day = dates.note_date(known_client, kind="other", day=1, month=1, by=owner)
    taste = tastes.note_taste(known_client, stance="loves", matter="stone", what="Jade", by=owner)
    wish = tastes.note_wish(known_client, what="A bangle", by=owner)
    browser, place = client_as("sales"), f"/clienteling/{known_client.pk}"

    rows = {"sizes": size, "measurements": length, "dates": day, "tastes": taste, "wishes": wish}
    for path, row in rows.items():
        assert browser.post(f"{place}/{path}/{row.pk}/removal/").status_code == 302

    for model in (RingSize, Measurement, ImportantDate, Taste, Wish):
        assert not model.objects.exists()


def test_the_own_gauge_is_kept_line_by_line(client_as, in_jeweler_a):
    browser = client_as("manager")

    assert browser.post("/clienteling/gauge/", {"marks": "S 50\nfine M 54,5\n\n"}).status_code == 302
    assert "FINE M 54.50" in browser.get("/clienteling/gauge/").text

    for marks in ("S", "S fifty", " 50", "S 50\nS 51", "S 54\nM 50", "S 12"):
        answer = browser.post("/clienteling/gauge/", {"marks": marks})
        assert (answer.status_code, answer.context["form"]["marks"].value()) == (422, marks)
    assert "FINE M 54.50" in browser.get("/clienteling/gauge/").text


def test_the_clients_page_asks_as_few_questions_for_thirty_as_for_one(known_client, owner, client_as):
    browser = client_as("owner")

    def remember(number):
        sizes.measure_finger(known_client, system="us", label="7", by=owner, **RING)
        sizes.measure_part(known_client, part="neck", millimetres=Decimal(400 + number), by=owner)
        dates.note_date(known_client, kind="other", day=1 + number % 28, month=1, by=owner)
        tastes.note_taste(known_client, stance="loves", matter="stone", what=f"Stone {number}", by=owner)
        tastes.note_wish(known_client, what=f"Wish {number}", by=owner)

    remember(0)
    browser.get(f"/clients/{known_client.pk}/")
    with CaptureQueriesContext(connection) as one:
        browser.get(f"/clients/{known_client.pk}/")
    for number in range(1, 30):
        remember(number)
    with CaptureQueriesContext(connection) as thirty:
        browser.get(f"/clients/{known_client.pk}/")

    assert len(thirty) == len(one)
