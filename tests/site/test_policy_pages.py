"""The tables of the privacy page are the declarations; its versions show what each one changed."""

from datetime import date
from html import unescape

import pytest

from public_site.policy_changes import ADDED, KEPT, TAKEN, changes
from public_site.policy_tables import KINDS, kept_for, kinds_of_data, kinds_of_providers, period_words
from shared_apps.core.datamap import Category, declarations
from shared_apps.providers.enums import ProviderCategory
from shared_apps.rights.models import PolicyVersion


def test_every_declared_category_is_on_the_page(visitor):
    content = unescape(visitor.get("/privacy").content.decode())

    declared = {field.category for found in declarations().values() for field in found.fields.values()}
    assert [category for category in declared - {Category.NONE} if str(KINDS[category]) not in content] == []
    assert len(kinds_of_data()) == len((declared | {Category.LOGS}) - {Category.NONE})


def test_every_rule_of_keeping_personal_rows_is_on_the_page(visitor):
    content = unescape(visitor.get("/privacy").content.decode())

    rules = [
        rule
        for found in declarations().values()
        if any(field.category is not Category.NONE for field in found.fields.values())
        for rule in found.rules
    ]
    assert [rule for rule in rules if rule.after not in content or period_words(rule.days) not in content] == []
    assert len(kept_for()) == len({(rule.after, rule.days) for rule in rules} | {("the request", 30)})


def test_the_kinds_of_providers_are_the_seven(visitor):
    content = unescape(visitor.get("/privacy").content.decode())

    assert len(kinds_of_providers()) == len(ProviderCategory)
    assert [words for words in kinds_of_providers() if str(words) not in content] == []


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (None, "as long as it lasts"),
        (0, "gone at once"),
        (1, "1 day"),
        (30, "30 days"),
        (365, "1 year"),
        (730, "2 years"),
        (1096, "3 years"),
        (1826, "5 years"),
        (2557, "7 years"),
    ],
)
def test_days_are_said_as_people_count_them(days, words):
    assert period_words(days) == words


def test_a_changed_word_is_shown_within_its_sentence():
    assert changes("We keep it long.\nSame.\n", "We keep it short.\nSame.\n") == [
        [(KEPT, "We keep it "), (TAKEN, "long."), (ADDED, "short.")]
    ]


def test_other_sentences_are_taken_out_and_added_whole():
    assert changes("Old and gone.\n", "Nothing alike here at all!\n") == [
        [(TAKEN, "Old and gone.")],
        [(ADDED, "Nothing alike here at all!")],
    ]


def test_the_same_words_are_no_change():
    assert changes("One.\nTwo.\n", "One.\nTwo.\n") == []


def test_a_new_sentence_is_added():
    assert changes("One.\n", "One.\nTwo.\n") == [[(ADDED, "Two.")]]


def test_every_version_is_listed_newest_first_with_its_changes(visitor):
    first = PolicyVersion.objects.get()
    second = first.text.replace("We do not sell personal data.", "We never sell personal data.")
    PolicyVersion.objects.create(
        number=2, effective_on=date(2027, 3, 1), text_sha256="0" * 64, text=second, summary="Plainer", is_material=True
    )

    content = visitor.get("/privacy/versions").content.decode()

    assert content.index("Version 2") < content.index("Version 1")
    assert "We <del>do not</del><ins>never</ins> sell personal data." in content
    assert content.count("<del>") == content.count("<ins>") == 1
    assert "1 March 2027" in content


def test_what_a_version_says_is_never_markup(visitor):
    PolicyVersion.objects.create(
        number=2,
        effective_on=date(2027, 3, 1),
        text_sha256="0" * 64,
        text="<script>x</script>\n",
        summary="<b>",
        is_material=True,
    )

    assert "<script" not in visitor.get("/privacy/versions").content.decode()


def test_the_list_of_providers_is_asked_for_by_the_form_that_answers(visitor):
    content = visitor.get("/privacy/providers").content.decode()

    assert "Please send me the list of your providers." in content
    assert 'action="/contact"' in content
