"""Words as lexemes: what is stored of a text and what is asked for, so that both meet in one index.

- Latin and other words: folded to lower case without accents; the last word asked for may be unfinished.
- Chinese, Japanese and Korean: every character and every pair of neighbors, since nothing separates their words.
- Numbers with separators (phones, reports): the digits together, and each of their ends of four digits and more.
- Names: every word with one letter left out, marked ``~``. A misspelt word, its letters left out likewise, meets it:
  one letter wrong, missing, too many or swapped with its neighbor is found by looking up, without comparing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain, islice

TYPO = "~"
SHORTEST_WITH_TYPO = 4
SHORTEST_END = 4
LONGEST_WORD = 40
MOST_WORDS = 400
MOST_ASKED = 8

_CJK = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7af"
_PIECE = re.compile(rf"[{_CJK}]+|[^\W_{_CJK}]+")
_IS_CJK = re.compile(rf"[{_CJK}]")
_NUMBER = re.compile(r"\d(?:[\s().\-/]?\d){5,}")


def folded(text: str) -> str:
    """Return a text in lower case, with full-width forms narrowed and accents removed."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return unicodedata.normalize("NFC", "".join(letter for letter in plain if not unicodedata.combining(letter)))


def lexemes(*, names: Iterable[str], texts: Iterable[str] = ()) -> list[str]:
    """Return what is stored of a thing: names are found when misspelt too, texts by their words."""
    names = [folded(name) for name in names]
    found: dict[str, None] = {}
    words = chain.from_iterable(_stored(text) for text in (*names, *map(folded, texts)))
    found |= dict.fromkeys(islice(words, MOST_WORDS))
    for name in names:
        for word in _PIECE.findall(name):
            found |= dict.fromkeys(TYPO + near for near in _near(word))
    return list(found)


def question(text: str, *, forgiving: bool = False) -> str:
    """Return the tsquery for what somebody typed, empty if it holds no word; ``forgiving`` lets letters be wrong."""
    text = folded(text)
    numbers = ["".join(filter(str.isdigit, number)) for number in _NUMBER.findall(text)]
    words = _PIECE.findall(_NUMBER.sub(" ", text))[:MOST_ASKED]
    parts = [f"{_quoted(number)}:*" for number in numbers[:MOST_ASKED]]
    parts += [part for word in words if (part := _asked(word, forgiving=forgiving))]
    return " & ".join(parts)


def _stored(text: str) -> Iterator[str]:
    for number in _NUMBER.findall(text):
        digits = "".join(filter(str.isdigit, number))[:LONGEST_WORD]
        yield from (digits[start:] for start in range(len(digits) - SHORTEST_END + 1))
    for piece in _PIECE.findall(text):
        if _IS_CJK.match(piece):
            yield from piece
            yield from (piece[at : at + 2] for at in range(len(piece) - 1))
        else:
            yield piece[:LONGEST_WORD]


def _asked(word: str, *, forgiving: bool) -> str:
    if _IS_CJK.match(word):
        pairs = [word[at : at + 2] for at in range(len(word) - 1)] or [word]
        return " & ".join(map(_quoted, pairs))
    exact = f"{_quoted(word[:LONGEST_WORD])}:*"
    if not forgiving:
        return exact
    near = [_quoted(TYPO + one) for one in _near(word)]
    return f"({' | '.join([exact, *near])})"


def _near(word: str) -> list[str]:
    """Return a word and each of its forms with one letter left out; nothing for short ones and for numbers."""
    if len(word) < SHORTEST_WITH_TYPO or _IS_CJK.match(word) or any(map(str.isdigit, word)):
        return []
    word = word[:LONGEST_WORD]
    return list(dict.fromkeys([word, *(word[:at] + word[at + 1 :] for at in range(len(word)))]))


def _quoted(lexeme: str) -> str:
    escaped = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
