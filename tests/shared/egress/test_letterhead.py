"""A text becomes a page: paragraphs, a button, lists, codes; and what a person wrote stays words."""

import pytest

from shared_apps.egress.letterhead import Block, Piece, blocks_of, page

LINK, OTHER = "https://app.localhost/a/?b=1&c=2", "https://app.localhost/d/"


def words(*lines):
    return Block("words", tuple((Piece(line),) for line in lines))


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("One.\n\nTwo\nlines.", [words("One."), words("Two", "lines.")]),
        ("One.\n \n\n\nTwo.", [words("One."), words("Two.")]),
        (f"Look:\n\n{LINK}", [words("Look:"), Block("button", ((Piece(LINK, True),),))]),
        (f"{LINK}\n\n{OTHER}", [Block("button", ((Piece(LINK, True),),)), Block("link", ((Piece(OTHER, True),),))]),
        (f"See {LINK} now", [Block("words", ((Piece("See "), Piece(LINK, True), Piece(" now")),))]),
        ("- one\n- two", [Block("list", ((Piece("one"),), (Piece("two"),)))]),
        ("- one\ntwo", [words("- one", "two")]),
        ("    482 913", [Block("code", ((Piece("482 913"),),))]),
        ("", []),
        ("\n\n", []),
    ],
)
def test_a_text_is_read_as_what_it_looks_like(text, blocks):
    assert blocks_of(text) == blocks


@pytest.mark.parametrize(
    "said",
    ["<script>alert(1)</script>", '"><img src=x>', "{{ company }}{% now %}", "陳大文 & 子", "أهلا 💎 \u202egnp.exe"],
)
def test_what_a_person_wrote_stays_words(said):
    html = page(f"They said:\n\n{said}", subject="A subject", button="Open", language="en")

    assert "<script" not in html
    assert "<img" not in html
    assert said.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;") in html


def test_a_link_is_written_as_an_address_and_a_button():
    html = page(LINK, subject="A subject", button="打開頁面", language="zh-hant")

    assert html.count('href="https://app.localhost/a/?b=1&amp;c=2"') == 1
    assert ">打開頁面</a>" in html
    assert '<html lang="zh-Hant-HK"' in html


def test_the_page_is_made_for_both_lights_and_for_phones():
    html = page("Words.", subject="A subject", button="Open", language="en")

    assert '<meta name="color-scheme" content="light dark">' in html
    assert "@media (prefers-color-scheme: dark)" in html
    assert "@media (max-width: 480px)" in html
