"""What somebody types meets what is stored, in any script and with a letter wrong."""

import pytest
from django.db import connection

from tenant_apps.search.words import lexemes, question

STORED = {
    "names": ["Gübelin-Lee Ka-yan", "陳大文"],
    "texts": [
        "+852 6123 4567",
        "Flat 3B, 12 Queen's Road",
        "GIA 2141438171",
        "喜歡玉石和白金",
        "e-mail: ka.yan@example.com",
    ],
}


def fits(text, *, forgiving=False):
    """Ask PostgreSQL itself."""
    asked = question(text, forgiving=forgiving)
    if not asked:
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT array_to_tsvector(%s) @@ %s::tsquery", [lexemes(**STORED), asked])
        return cursor.fetchone()[0]


@pytest.mark.parametrize(
    "text",
    [
        "gubelin",
        "GÜBELIN",
        "ka-yan",
        "gübelin ka",
        "yan lee",
        "陳",
        "大文",
        "陳大文",
        "玉石",
        "白金 陳",
        "6123 4567",
        "61234567",
        "+85261234567",
        "234567",
        "queen",
        "12 queen's ro",
        "2141438171",
        "ka.yan@example.com",
        "ＧＵＢＥＬＩＮ",
    ],
)
def test_what_was_typed_is_found(in_jeweler_a, text):
    assert fits(text)


@pytest.mark.parametrize(
    "text", ["gubelim", "陳文", "玉白", "999", "", "  ", "'", "\\", "&|!():*", "--", "<->", "queen elizabeth"]
)
def test_what_does_not_fit_is_not_found_and_breaks_nothing(in_jeweler_a, text):
    assert not fits(text)


@pytest.mark.parametrize("text", ["gubelim", "gubelni", "gbelin", "guebelin", "gubellin", "gübelln lee"])
def test_one_wrong_letter_is_forgiven_in_a_name(in_jeweler_a, text):
    assert not fits(text)
    assert fits(text, forgiving=True)


@pytest.mark.parametrize("text", ["gibelim", "abelin x", "quen", "lea"])
def test_two_wrong_letters_short_words_and_texts_are_not_guessed(in_jeweler_a, text):
    assert not fits(text, forgiving=True)


def test_a_long_text_is_stored_in_bounds():
    assert len(lexemes(names=["x" * 5000], texts=[" ".join(f"word{n}" for n in range(5000))])) < 1000
    assert len(question("a b " * 500)) < 500
