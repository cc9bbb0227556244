"""The policy's sections."""

from __future__ import annotations

from dataclasses import dataclass

Sentence = tuple[str, tuple[str, ...]]


@dataclass(frozen=True)
class Section:
    """A titled part of the policy; ``key`` is its address on the page.

    A list may have sentences before and after it: ``before`` and ``after`` say how many.
    """

    key: str
    title: str
    sentences: tuple[Sentence, ...]
    as_list: bool = False
    before: int = 0
    after: int = 0

    @property
    def opening(self) -> tuple[Sentence, ...]:
        return self.sentences[: self.before] if self.as_list else self.sentences

    @property
    def items(self) -> tuple[Sentence, ...]:
        return self.sentences[self.before : len(self.sentences) - self.after] if self.as_list else ()

    @property
    def closing(self) -> tuple[Sentence, ...]:
        return self.sentences[len(self.sentences) - self.after :] if self.as_list else ()
