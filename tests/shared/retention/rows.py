"""A row of any model whose time, by one of its rules, began at a moment."""

from django.db.models import Q

from shared_apps.core.datamap import declarations
from shared_apps.core.db import Half
from shared_apps.retention.rules import counts_to_the_second, field_at, rules
from tests.support.anyrow import make_row

RULES = [rule for half in Half for rule in rules(half)]

# What else a row must hold so that its table takes it, by the model's label.
ALSO = {
    "inquiries.inquiry": {"state": "closed", "close_reason": "answered", "reference": "AAAA-BBBB"},
    "inquiries.brief": {"state": "closed", "close_reason": "answered", "reference": "AAAA-CCCC"},
    "accounts.account": {"email": "leaving@example.com"},
    "introductions.choice": {"position": 1},
    "jewelers.application": {"state": "declined"},
    "retention.sweeprun": {"state": "finished"},
    "retention.alarm": {"is_open": False},
}
STILL_OPEN = {"state": "new", "close_reason": ""}


def rule_named(key):
    return next(rule for rule in RULES if rule.key == key)


def since_then(rule, moment):
    """Return a row of the rule's model whose time began at ``moment``."""
    given = ALSO.get(rule.model._meta.label_lower, {}) | conditions(rule.retention.when)
    if given.get("closed_at", "") is None:
        given |= STILL_OPEN
    path, _, last = rule.retention.since.rpartition("__")
    began = moment if counts_to_the_second(rule) else moment.date()
    if path:
        given[path] = make_row(field_at(rule.model, path).related_model, **{last: began})
        return make_row(rule.model, **given)
    return make_row(rule.model, **given | {last: began})


def conditions(when):
    """Return the values a simple condition asks for."""
    found = {}
    for child in (when or Q()).children:
        found |= conditions(child) if isinstance(child, Q) else {child[0]: child[1]}
    return found


def declared_keys():
    """Return the keys of all rules that are swept."""
    found = [(d.model._meta.label_lower, r) for d in declarations().values() for r in d.rules if r.is_swept]
    return {f"{label}: {rule.name}" for label, rule in found}
