"""The records of processing say what the data map says, and nothing was written by hand (GDPR Art. 30)."""

from shared_apps.core.datamap import Category, declarations
from shared_apps.core.db import Half
from shared_apps.registers.processing import activities, categories_of, record_of_controller, record_of_processor
from shared_apps.rights.policy import promises_made
from tests.support.people import make_member


def test_every_model_with_personal_data_is_in_its_half_s_record():
    for half in Half:
        listed = {name for activity in activities(half) for name in activity["tables"]}
        declared = {d.model._meta.label_lower for d in declarations().values() if d.half is half and categories_of(d)}
        assert listed == declared


def test_every_category_named_is_one_the_policy_speaks_of():
    named = {kind["promise"] for half in Half for activity in activities(half) for kind in activity["categories"]}

    assert named <= promises_made()
    assert Category.NONE.value not in named


def test_every_activity_says_when_the_data_end():
    assert [one["purpose"] for half in Half for one in activities(half) if not one["erasure"]] == []


def test_the_controller_s_record_names_us_and_who_receives_what(db):
    record = record_of_controller()

    assert record["controller"]["name"] == "DIA'LOG Jewelers Limited"
    assert {"name", "category", "data", "countries", "transfer"} == record["recipients"][0].keys()


def test_the_processor_s_record_names_every_jeweler_and_whom_to_reach_there(jeweler_a, jeweler_b):
    make_member(jeweler_a, "owner")

    controllers = {one["name"]: one["contact"] for one in record_of_processor()["controllers"]}

    assert controllers == {"Atelier Bellamy": "", "Maison Aurelle": "owner@maison-aurelle.example.com"}
