"""A mail's words on our letterhead: the HTML is made from the text, so there is one source of them.

What a template may hold, and nothing else: paragraphs parted by an empty line, each on one line of the file (a line
break in it is one in the mail); a link alone in its paragraph, the first of which is the button; lines that begin with
"- " are a list; a paragraph indented by four spaces is a code to type. No picture, font, pixel or address of anybody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string

from shared_apps.core.company import COMPANY

LINK = re.compile(r"https?://[^\s<>\"]+")
CODE_INDENT = "    "
PRIVACY = {"en": ("Privacy", "/privacy/"), "zh-hant": ("私隱", "/zh-hant/privacy/")}


@dataclass(frozen=True)
class Piece:
    """A stretch of a line: words, or a link."""

    text: str
    is_link: bool = False


@dataclass(frozen=True)
class Block:
    """A paragraph: ``words``, ``list``, ``code``, ``button`` or ``link``."""

    kind: str
    lines: tuple[tuple[Piece, ...], ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for line in self.lines for piece in line)


def page(body: str, *, subject: str, button: str, language: str) -> str:
    """Return the HTML of a mail's text."""
    name, path = PRIVACY[language]
    told = {
        "blocks": blocks_of(body),
        "subject": subject,
        "button": button,
        "language": "zh-Hant-HK" if language == "zh-hant" else "en",
        "company": COMPANY,
        "site": _on_site("/"),
        "privacy": name,
        "privacy_url": _on_site(path),
    }
    return render_to_string("egress/mail/letterhead.html", told)


def foot(language: str) -> str:
    """Return who we are, as it stands under every mail (P4, P5)."""
    name, path = PRIVACY[language]
    return "\n".join([COMPANY.name, COMPANY.registration, COMPANY.address, f"{name}: {_on_site(path)}"])


def blocks_of(body: str) -> list[Block]:
    """Read a mail's text: its paragraphs and what each is."""
    blocks: list[Block] = []
    for paragraph in re.split(r"\n[ \t]*\n", body.strip("\n")):
        if paragraph.strip():
            has_button = any(block.kind == "button" for block in blocks)
            blocks.append(_block_of(paragraph.strip("\n"), has_button=has_button))
    return blocks


def _block_of(paragraph: str, *, has_button: bool) -> Block:
    lines = paragraph.split("\n")
    if all(line.startswith(CODE_INDENT) for line in lines):
        return Block("code", tuple((Piece(line.strip()),) for line in lines))
    if LINK.fullmatch(paragraph.strip()):
        return Block("link" if has_button else "button", ((Piece(paragraph.strip(), is_link=True),),))
    if all(line.startswith("- ") for line in lines):
        return Block("list", tuple(_pieces_of(line[2:]) for line in lines))
    return Block("words", tuple(_pieces_of(line.strip()) for line in lines))


def _pieces_of(line: str) -> tuple[Piece, ...]:
    pieces, end = [], 0
    for match in LINK.finditer(line):
        pieces += [Piece(line[end : match.start()]), Piece(match.group(), is_link=True)]
        end = match.end()
    return tuple(piece for piece in [*pieces, Piece(line[end:])] if piece.text)


def _on_site(path: str) -> str:
    return f"{settings.SCHEME}://{settings.SITE_HOST}{path}"
