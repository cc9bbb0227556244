"""Every declared rule of how long a row is kept can be carried out from its declaration, or says why it is not."""

from itertools import groupby

import pytest
from django.db import models

from shared_apps.core.datamap import INSTRUCTION, Action, Erase, declarations
from shared_apps.core.db import Half
from shared_apps.core.erasers import registered

DECLARED = sorted(declarations().values(), key=lambda declared: declared.model._meta.label)
SWEPT = [(declared, rule) for declared in DECLARED for rule in declared.rules if rule.is_swept]


def named(value):
    return getattr(value, "name", "") or value.model._meta.label


def field_at(model, path):
    """Return the field at the end of a lookup path."""
    *steps, last = path.split("__")
    for step in steps:
        model = model._meta.get_field(step).related_model
    return model._meta.get_field(last)


@pytest.mark.parametrize("declared", DECLARED, ids=named)
def test_every_rule_is_swept_or_says_why_not(declared):
    assert [rule.name for rule in declared.rules if not rule.is_swept and not rule.why_not_swept] == []


@pytest.mark.parametrize(("declared", "rule"), SWEPT, ids=named)
def test_a_swept_rule_counts_from_a_date_and_its_condition_holds_water(declared, rule):
    assert isinstance(field_at(declared.model, rule.since), models.DateField)
    assert str(declared.model._default_manager.filter(rule.when or models.Q()).query)


@pytest.mark.parametrize(("declared", "rule"), SWEPT, ids=named)
def test_a_swept_row_can_be_deleted_or_has_something_to_blank(declared, rule):
    if rule.through:
        assert rule.through in registered()
    elif rule.action is Action.DELETE:
        assert not getattr(declared.model, "append_only", False)
    else:
        assert [name for name, field in declared.fields.items() if field.erase is Erase.BLANK]


@pytest.mark.parametrize("declared", [d for d in DECLARED if d.retention.follows], ids=named)
def test_a_row_that_follows_another_is_deleted_with_it(declared):
    assert field_at(declared.model, declared.retention.follows).remote_field.on_delete is models.CASCADE


@pytest.mark.parametrize("declared", DECLARED, ids=named)
def test_no_two_rules_of_a_model_have_one_name(declared):
    names = sorted(rule.name for rule in declared.rules)

    assert [name for name, same in groupby(names) if len(list(same)) > 1] == []


def test_only_a_jewelers_rows_end_with_the_jewelers_instruction():
    assert {d.half for d in DECLARED if d.retention.name == INSTRUCTION.name} == {Half.PROCESSOR}
