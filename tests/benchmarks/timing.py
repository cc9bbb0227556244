"""Clocks, and the order in which rivals are measured: by turns, so that a busy machine slows them alike."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median

import psycopg

Measure = Callable[[], float]


def by_turns(rounds: int, *, warm_up: int = 1, **ways: Measure) -> dict[str, float]:
    """Call every way once a round and return the median of what each answered, the warm-up left out."""
    found: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(rounds + warm_up):
        for name, measure in ways.items():
            value = measure()
            if number >= warm_up:
                found[name].append(value)
    note(", ".join(f"{name} {median(values):.4f} ({len(values)} x)" for name, values in found.items()))
    return {name: median(values) for name, values in found.items()}


def elapsed(action: Callable[[], object]) -> float:
    """Return the seconds an action takes."""
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def on_cpu(pids: Iterable[int]) -> float:
    """Return the seconds processes have been on a processor, to the nanosecond; those that are gone count nothing."""
    total = 0
    for pid in pids:
        try:
            total += int(Path(f"/proc/{pid}/schedstat").read_text().split()[0])
        except (FileNotFoundError, ProcessLookupError):
            continue
    return total / 1e9


class Backend:
    """The processor time of one connection: ours on this side and PostgreSQL's on the other."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self._pid = connection.info.backend_pid

    def seconds(self) -> float:
        return on_cpu([self._pid])


def note(text: str) -> None:
    """Say on the terminal how far the run is."""
    sys.stderr.write(f"    {text}\n")
    sys.stderr.flush()
