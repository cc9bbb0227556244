"""The register of providers is closed to the policy's kinds, and it is what the door out asks (P32)."""

import pytest
from django.db import IntegrityError, transaction

from shared_apps.core.db import CONTROLLER
from shared_apps.egress.gate import EgressRefused, allow
from shared_apps.providers.enums import ProviderCategory, ProviderState
from shared_apps.providers.models import Provider
from shared_apps.providers.operations import sync_providers
from shared_apps.rights.policy import SECTIONS

OUTSIDE = {
    "key": "post",
    "name": "Post Limited",
    "category": ProviderCategory.MAIL,
    "purposes": ["mail"],
    "data_categories": ["P11"],
    "locations": ["HK"],
}


def test_the_kinds_are_exactly_those_the_policy_names():
    (who_else,) = [section for section in SECTIONS if section.key == "who-else"]
    named = [promises for _sentence, promises in who_else.items]

    assert named == [(f"P{number}",) for number in range(33, 40)]
    assert len(ProviderCategory) == 7


def test_another_kind_is_refused_by_the_database(db):
    with pytest.raises(IntegrityError), transaction.atomic(using=CONTROLLER):
        Provider.objects.create(**OUTSIDE | {"category": "analytics"})

    assert not Provider.objects.filter(key="post").exists()


def test_nobody_is_active_without_a_contract(db):
    with pytest.raises(IntegrityError), transaction.atomic(using=CONTROLLER):
        Provider.objects.create(**OUTSIDE, state=ProviderState.ACTIVE)

    assert not Provider.objects.filter(key="post").exists()


def test_what_is_declared_is_entered_once(db):
    before = Provider.objects.count()

    assert sync_providers() == 0
    assert Provider.objects.count() == before


def test_an_outside_provider_enters_as_proposed(db, settings):
    settings.DEMO, settings.PROVIDERS = False, [OUTSIDE | {"contract_on": "2026-06-01", "contract_sha256": "0" * 64}]

    assert sync_providers() == 1
    assert Provider.objects.get(key="post").state == ProviderState.PROPOSED
    with pytest.raises(EgressRefused):
        allow("post", "mail")


def test_the_door_opens_for_an_active_provider_and_its_purpose_only(db):
    allow("mail", "mail")

    for provider, purpose in (("mail", "advertising"), ("nobody", "mail"), ("storage", "mail")):
        with pytest.raises(EgressRefused):
            allow(provider, purpose)


def test_the_door_stays_shut_until_the_day_it_opens(db, time_machine):
    Provider.objects.filter(key="mail").update(active_from="2027-01-01")
    time_machine.move_to("2026-12-31 15:59+00:00")
    with pytest.raises(EgressRefused):
        allow("mail", "mail")

    time_machine.move_to("2026-12-31 16:00+00:00")
    allow("mail", "mail")
