"""The privacy page is rendered from the newest edition's row, word for word (P70)."""

import re
from datetime import date
from html import unescape

from shared_apps.rights.models import PolicyVersion
from shared_apps.rights.policy import SECTIONS, policy_text, text_sha256


def words_of(response):
    return unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_every_sentence_stands_on_the_page(visitor):
    words = words_of(visitor.get("/privacy"))

    sentences = [text for section in SECTIONS for text, _promises in section.sentences]
    assert [text for text in sentences if text not in words] == []


def test_the_date_is_the_newest_row_s(visitor):
    row = PolicyVersion.objects.order_by("-number").first()
    PolicyVersion.objects.create(
        number=row.number + 1,
        effective_on=date(2027, 3, 1),
        text_sha256=text_sha256(),
        text=policy_text(),
        summary="Another date",
        is_material=True,
    )

    assert "Last updated 1 March 2027" in words_of(visitor.get("/privacy")).replace("\n", " ").replace("  ", " ")


def test_a_row_with_other_words_is_shown_with_its_own(visitor):
    PolicyVersion.objects.create(
        number=99,
        effective_on=date(2027, 3, 1),
        text_sha256="0" * 64,
        text="Other words.\n",
        summary="",
        is_material=True,
    )

    words = words_of(visitor.get("/privacy"))

    assert "Other words." in words
    assert SECTIONS[0].sentences[0][0] not in words


def test_before_the_first_edition_the_page_asks_for_patience(visitor, monkeypatch):
    monkeypatch.setattr("shared_apps.rights.queries.current_policy", lambda: None)

    assert visitor.get("/privacy").status_code == 503
