"""T-CLOCK: every declared rule, a day before its time, at the moment, and a day after."""

from datetime import UTC, datetime, timedelta

import pytest

from shared_apps.core.db import Half
from shared_apps.retention.rules import due
from tests.shared.retention.rows import RULES, declared_keys, since_then

AT = datetime(2026, 11, 22, 3, 7, tzinfo=UTC)
DAY = timedelta(days=1)


def test_every_rule_that_is_swept_is_tried_here():
    assert {rule.key for rule in RULES} == declared_keys()


@pytest.mark.parametrize(("late", "is_due"), [(-DAY, False), (timedelta(0), True), (DAY, True)], ids=["-1", "0", "+1"])
@pytest.mark.parametrize("rule", [r for r in RULES if r.declared.half is Half.CONTROLLER], ids=lambda rule: rule.key)
def test_a_row_of_ours_is_due_on_its_day_and_not_before(db, rule, late, is_due):
    row = since_then(rule, AT - rule.period - late)

    assert due(rule, AT).filter(pk=row.pk).exists() is is_due


@pytest.mark.parametrize(("late", "is_due"), [(-DAY, False), (timedelta(0), True), (DAY, True)], ids=["-1", "0", "+1"])
@pytest.mark.parametrize("rule", [r for r in RULES if r.declared.half is Half.PROCESSOR], ids=lambda rule: rule.key)
def test_a_jewelers_row_is_due_on_its_day_and_not_before(in_jeweler_a, rule, late, is_due):
    row = since_then(rule, AT - rule.period - late)

    assert due(rule, AT).filter(pk=row.pk).exists() is is_due
