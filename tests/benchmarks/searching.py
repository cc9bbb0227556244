"""The search of one workspace with 100,000 clients and 1,000,000 notes, beside the bare statement."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from itertools import batched
from types import SimpleNamespace
from typing import cast

from django.db import connection

from shared_apps.core.roles import Role
from shared_apps.tenancy.context import jeweler_context
from shared_apps.tenancy.tenants import Tenant
from tenant_apps.search.queries import find
from tenant_apps.search.words import lexemes, question
from tenant_apps.team.models import Member
from tests.benchmarks import scratch
from tests.benchmarks.results import Result, bounded, compared
from tests.benchmarks.timing import by_turns, elapsed, note
from tests.support.jewelers import open_jeweler

CLIENTS = int(os.environ.get("BENCH_CLIENTS", "100000"))
NOTES_WRITTEN = CLIENTS * 10
ROUNDS, MOST = 15, 0.05
ASKED = ("margue", "duval ma", "marguerit dvual", "c-4711", "9123 47", "陳大", "oval sapphire", "ring")
NOTES = f"""\
- *Search*: `find()` as a member sees it, over {CLIENTS:,} lines of clients and {NOTES_WRITTEN:,} of notes (lines written by
  COPY, words drawn at random from a fixed seed), a line of {len(ASKED)} questions: a beginning, two words, a misspelt name, a
  number, a part of a phone, Chinese, words of notes, and a word that stands in every tenth note. Beside it the bare statement
  of the same index for the same question, first twelve keys. The bound is for the slowest question's median.
"""
COLUMNS = "kind, object_id, title, detail, weight, lexemes"
GIVEN = ("Marguerite", "Mei-ling", "Ka-yan", "Tai-man", "Sophie", "Aurelie", "Thomas", "Bao", "Siu-ming", "Helena")
FAMILY = ("Duval", "Wong", "Chan", "Lee", "Bellamy", "Kwan", "Okafor", "Sørensen", "García", "Yip")
HAN = "陳李張黃何林大文小明嘉欣美玲家豪"
WORDS = [
    "oval",
    "sapphire",
    "platinum",
    "band",
    "old",
    "cut",
    "pearl",
    "brooch",
    "resize",
    "polish",
    "call",
    "tuesday",
    "loves",
    "yellow",
    "gold",
    "halo",
    "bezel",
]


def run() -> list[Result]:
    with scratch.installation("searching") as database:
        scratch.fill(1)
        tenant = open_jeweler(scratch.slug_of(0), "House")
        fill(tenant, database)
        with jeweler_context(tenant):
            asked = [measured(text) for text in ASKED]
    slowest = max(asked, key=lambda pair: pair[1])
    total = {way: sum(one[index] for one in asked) for way, index in (("bare", 0), ("ours", 1))}
    return [
        compared(
            f"{len(ASKED)} questions / their bare statements", total["bare"], total["ours"], unit="s", target=None
        ),
        bounded("the slowest question of a search", slowest[1] * 1000, unit="ms", target=MOST * 1000),
    ]


def measured(text: str) -> tuple[float, float]:
    member = cast("Member", SimpleNamespace(role=Role.OWNER))
    typical = by_turns(
        ROUNDS, bare=lambda: elapsed(lambda: bare(text)), ours=lambda: elapsed(lambda: find(member, text))
    )
    note(f"{text}: {len(find(member, text).lines)} lines")
    return typical["bare"], typical["ours"]


def bare(text: str) -> None:
    statement = "SELECT object_id FROM search_entry WHERE lexemes @@ %s::tsquery LIMIT 12"
    with connection.cursor() as cursor:
        cursor.execute(statement, [question(text)])
        cursor.fetchall()


def fill(tenant: Tenant, database: str) -> None:
    """Write the lines as `keep_found` would, straight into the table; its index is made when they stand."""
    note(f"writing {CLIENTS + NOTES_WRITTEN:,} lines")
    index = f"{tenant.schema_name}.search_entry_lexemes"
    scratch.only(f"DROP INDEX {index}", database)
    with jeweler_context(tenant), connection.cursor() as cursor:
        for lines in batched(_lines(), 20_000):
            with cursor.copy(f"COPY search_entry ({COLUMNS}) FROM STDIN") as copy:
                for line in lines:
                    copy.write_row(line)
    table = f"{tenant.schema_name}.search_entry"
    scratch.only(f"CREATE INDEX search_entry_lexemes ON {table} USING gin (lexemes)", database)
    scratch.only(f"VACUUM ANALYZE {table}", database)


def _lines() -> Iterator[tuple[object, ...]]:
    chance = random.Random(20261122)
    for number in range(CLIENTS):
        name = f"{chance.choice(GIVEN)} {chance.choice(FAMILY)} {''.join(chance.choices(HAN, k=3))} {number:x}"
        texts = [f"C-{number}", f"+852 9{chance.randrange(10**7):07}", f"{number}@example.com"]
        yield "client", _id(1, number), name, f"C-{number}", 20, _vector([name], texts)
    for number in range(NOTES_WRITTEN):
        text = " ".join([*chance.choices(WORDS, k=12), *(["ring"] if number % 10 == 0 else [])])
        yield "note", _id(2, number), text[:160], "", 0, _vector([], [text, f"n{number}"])


def _id(kind: int, number: int) -> str:
    return f"0199f0c2-000{kind}-7000-8000-{number:012x}"


def _vector(names: list[str], texts: list[str]) -> str:
    quoted = (lexeme.replace("\\", "\\\\").replace("'", "''") for lexeme in lexemes(names=names, texts=texts))
    return " ".join(f"'{lexeme}'" for lexeme in quoted)
