"""The policy's sections."""

from __future__ import annotations

from dataclasses import dataclass

Sentence = tuple[str, tuple[str, ...]]


@dataclass(frozen=True)
class Section:
    """A titled part of the policy; ``key`` is its address on the page, ``as_list`` how it is set."""

    key: str
    title: str
    sentences: tuple[Sentence, ...]
    as_list: bool = False
