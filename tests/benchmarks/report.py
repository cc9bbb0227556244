"""Writes the results down."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass

import psycopg

from tests.benchmarks.results import Result

HEADER = """\
# Measured

Made by `make bench` (`python -m tests.benchmarks`). Every ratio is measured / baseline within this one run, both sides
by turns on the same machine and the same services; numbers are medians. Seconds are seconds on the clock unless they
say CPU. The absolute numbers say little: the services are the tests' (embedded, without durability) and the machine is
small and shared.

{machine}

| what / baseline | baseline | measured | ratio | target | reached |
|---|---|---|---|---|---|
"""


@dataclass(frozen=True)
class Measured:
    """What one benchmark found, and what one must know to read it."""

    results: list[Result]
    notes: str


def written(measured: list[Measured]) -> str:
    rows = "\n".join(row(result) for found in measured for result in found.results)
    notes = "".join(found.notes for found in measured)
    return f"{HEADER.format(machine=machine())}{rows}\n\n## How to read it\n\n{notes}"


def row(result: Result) -> str:
    target = "—" if result.target is None else f"≤ {result.target:.4g}{faster(result.target)}"
    reached = "—" if result.target is None else "yes" if result.passed else "**no**"
    ratio = f"{result.ratio:.3g}{faster(result.ratio)}"
    return f"| {result.name} | {result.baseline} | {result.value} | {ratio} | {target} | {reached} |"


def faster(ratio: float) -> str:
    """Say a ratio the other way round where that is how one says it."""
    return f" (1/{1 / ratio:.0f})" if 0 < ratio < 0.4 else ""


def machine() -> str:
    with psycopg.connect(os.environ["DIALOG_SUPERUSER_DSN"]) as connection:
        server = connection.execute("SHOW server_version").fetchone()
    return (
        f"Machine: {os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}, "
        f"PostgreSQL {server[0] if server else ''}, load {os.getloadavg()[2]:.1f} over the last 15 minutes of the run."
    )
