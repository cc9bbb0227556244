"""Every field of every model says what it is, and what it says fits together."""

import pytest
from django.apps import apps
from django.db.models import NOT_PROVIDED

from shared_apps.core.datamap import Category, Export, declarations
from shared_apps.core.db import Half
from shared_apps.core.trail import event_types
from shared_apps.tenancy.router import alias_of

MODELS = sorted(
    (model for model in apps.get_models(include_auto_created=True) if model._meta.managed and not model._meta.proxy),
    key=lambda model: model._meta.label,
)


def test_every_model_is_declared_and_nothing_else():
    assert {model._meta.label for model in declarations()} == {model._meta.label for model in MODELS}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_field_is_declared_and_nothing_else(model):
    declared = declarations()[model]

    assert set(declared.fields) == {field.name for field in model._meta.concrete_fields}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_a_model_is_declared_in_the_half_it_lives_in(model):
    assert declarations()[model].half == Half(alias_of(model._meta.app_label))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_what_stays_behind_in_an_exported_row_can_be_left_out(model):
    declared = declarations()[model]
    if not declared.exports:
        return
    stays = [field for field in model._meta.concrete_fields if declared.fields[field.name].export is not Export.YES]

    assert [field.name for field in stays if not field.null and field.db_default is NOT_PROVIDED] == []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_a_row_with_personal_fields_names_its_person(model):
    declared = declarations()[model]
    about_clients = {Category.CLIENT, Category.PORTAL}
    personal = {name for name, rule in declared.fields.items() if rule.category in about_clients}

    assert not personal or declared.subject is not None


def test_personal_facts_of_an_event_are_facts_of_it():
    assert [event.name for event in event_types() if not event.personal <= event.facts] == []
