"""The policy makes every promise, each sentence says which, and no word changes without an edition (P70)."""

import dataclasses
from pathlib import Path

import pytest

from shared_apps.core.company import COMPANY
from shared_apps.core.datamap import Category, declarations
from shared_apps.rights import operations, policy
from shared_apps.rights.models import PolicyVersion

ROOT = Path(__file__).parents[3]
WRITTEN = {".py", ".html", ".txt"}
PROMISES = {f"P{number}" for number in range(1, 73)}
SENTENCES = [sentence for section in policy.SECTIONS for sentence in section.sentences]


def test_the_policy_makes_every_promise():
    assert policy.promises_made() == PROMISES


def test_every_sentence_says_which_promise_it_makes():
    assert [text for text, promises in SENTENCES if not promises or not set(promises) <= PROMISES] == []


def test_every_section_has_an_address_of_its_own():
    keys = [section.key for section in policy.SECTIONS]

    assert len(keys) == len(set(keys))


def test_a_list_shows_each_sentence_once():
    for section in policy.SECTIONS:
        assert (*section.opening, *section.items, *section.closing) == section.sentences


def test_every_category_of_the_data_map_is_a_promise_of_the_policy():
    used = {field.category for declared in declarations().values() for field in declared.fields.values()}

    assert {category.value for category in used - {Category.NONE}} <= policy.promises_made()


def test_the_newest_edition_has_the_hash_of_the_words():
    assert policy.current_edition().text_sha256 == policy.text_sha256()


def test_editions_are_numbered_and_dated_in_order():
    numbers = [edition.number for edition in policy.EDITIONS]
    dates = [edition.effective_on for edition in policy.EDITIONS]

    assert (numbers, dates) == (list(range(1, len(numbers) + 1)), sorted(dates))


def test_publishing_twice_makes_one_row(db):
    before = PolicyVersion.objects.count()

    first, again = operations.sync_policy(), operations.sync_policy()

    assert (first.pk, PolicyVersion.objects.count()) == (again.pk, before)
    assert (first.text_sha256, first.effective_on) == (policy.text_sha256(), policy.current_edition().effective_on)


def test_changed_words_without_an_edition_are_refused(db, monkeypatch):
    before = PolicyVersion.objects.count()
    monkeypatch.setattr(policy, "SECTIONS", policy.SECTIONS[:-1])

    with pytest.raises(operations.PolicyChangedWithoutEdition):
        operations.sync_policy()

    assert PolicyVersion.objects.count() == before


def test_an_edition_rewritten_under_its_number_is_refused(db, monkeypatch):
    operations.sync_policy()
    monkeypatch.setattr(policy, "SECTIONS", policy.SECTIONS[:-1])
    rewritten = dataclasses.replace(policy.current_edition(), text_sha256=policy.text_sha256())
    monkeypatch.setattr(policy, "EDITIONS", (rewritten,))

    with pytest.raises(operations.PolicyChangedWithoutEdition):
        operations.sync_policy()


def test_an_edition_cannot_be_changed_afterwards():
    assert PolicyVersion.append_only


@pytest.mark.parametrize("said", [COMPANY.registration, COMPANY.address, COMPANY.name])
def test_who_we_are_is_written_once(said):
    packages = ("config", "shared_apps", "tenant_apps", "public_site")
    found = [path for package in packages for path in (ROOT / package).rglob("*") if path.suffix in WRITTEN]

    saying = [str(path.relative_to(ROOT)) for path in found if said in path.read_text()]
    assert saying == ["shared_apps/core/company.py"]
