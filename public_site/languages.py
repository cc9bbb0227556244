"""The Site's languages are places: English at the root, Traditional Chinese under ``/zh-hant/`` (ADR 12)."""

from __future__ import annotations

from dataclasses import dataclass

from shared_apps.tenancy.hosts import Surface, url_on

ENGLISH, CHINESE = "en", "zh-hant"


@dataclass(frozen=True)
class Language:
    """A language as pages name it: its code, its tag for machines, its own name for people."""

    code: str
    tag: str
    name: str


LANGUAGES = (Language(ENGLISH, "en", "English"), Language(CHINESE, "zh-Hant", "繁體中文"))


def language_of(path: str) -> str:
    """Return the language of an address by its first step, and by nothing else."""
    return CHINESE if path == f"/{CHINESE}" or path.startswith(f"/{CHINESE}/") else ENGLISH


def in_language(path: str, language: str) -> str:
    """Return the address of the same page in another language."""
    bare = path.removeprefix(f"/{CHINESE}") if language_of(path) == CHINESE else path
    return (bare or "/") if language == ENGLISH else f"/{CHINESE}{bare or '/'}"


def absolute(path: str, language: str) -> str:
    return url_on(Surface.SITE, in_language(path, language))
