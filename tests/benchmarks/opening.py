"""Opening a workspace when a spare schema is at hand: from the decision to doors that are open."""

from __future__ import annotations

from itertools import count

from shared_apps.core.actors import SYSTEM
from shared_apps.jewelers.enums import JewelerState
from shared_apps.jewelers.models import Jeweler
from shared_apps.jewelers.operations import finish_opening, invite_jeweler, open_workspace
from tests.benchmarks import scratch
from tests.benchmarks.results import Result, compared
from tests.benchmarks.rivals import rival
from tests.benchmarks.timing import by_turns, elapsed

ROUNDS = 9
NOTES = f"""\
- *Open a workspace*: `open_workspace` and `finish_opening` one after the other in one warm process, on the clock: claim,
  jobs sent to the queue, data key, the house's first rows, both trails. The worker that does the second part in
  production is left out, and so is what topping up the spares costs later. {ROUNDS} rounds.
"""

_numbers = count()


def ours() -> float:
    number = next(_numbers)
    jeweler = invite_jeweler(slug=scratch.slug_of(number), name=f"House {number}", by=SYSTEM)
    opened: list[Jeweler] = []

    def work() -> None:
        opened.append(finish_opening(open_workspace(jeweler, by=SYSTEM).pk))

    seconds = elapsed(work)
    if opened[0].state != JewelerState.ACTIVE:
        raise RuntimeError("The workspace was not opened.")
    return seconds


def run() -> list[Result]:
    with scratch.installation("opening"), scratch.blank("stock") as other:
        scratch.fill(ROUNDS + 1)
        with rival("tests.benchmarks.stock.settings", other) as stock:
            stock.ask("tests.benchmarks.stock.work:prepare")

            def by_stock() -> float:
                return float(stock.ask("tests.benchmarks.stock.work:create", number=next(_numbers)))

            typical = by_turns(ROUNDS, ours=ours, stock=by_stock)
    name = "open a workspace from a spare schema / django-tenants' create"
    return [compared(name, typical["stock"], typical["ours"], unit="s", target=0.02)]
