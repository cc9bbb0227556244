"""The list of clients, 25 of 60, from the WSGI call to the closed answer, another jeweler at every request."""

from __future__ import annotations

from statistics import median

from tests.benchmarks import scratch
from tests.benchmarks.results import Result, compared
from tests.benchmarks.rivals import Rival, rival
from tests.benchmarks.timing import by_turns, on_cpu

HOUSES, REQUESTS, ROUNDS = 20, 20, 21
PAGES = "tests.benchmarks.stock.pages"
NOTES = f"""\
- *A workspace page*: `GET /clients/` by calling the WSGI application, all middleware, session and member loaded, {HOUSES}
  jewelers in turn, each answer checked for its jeweler's 25 names; processor time of the web process, {ROUNDS} rounds of
  {REQUESTS} requests. The plain project has the same apps, views, templates, sessions and middleware but for the one that
  reads the host (it knows its one jeweler by heart), all tables in one schema, one connection instead of two, no router.
  All three keep their connections in Django's pool and give them back after every request. PostgreSQL's own time is
  counted in the second row; more of it is the price of catalogs that each back-end has to know.
"""


class Web:
    """A web process, and the time its back-ends spend."""

    def __init__(self, process: Rival, database: str) -> None:
        self._process, self._database = process, database
        self.server: list[float] = []

    def cpu(self) -> float:
        pids = self.backends()
        before = on_cpu(pids)
        seconds = float(self._process.ask(f"{PAGES}:cpu", requests=REQUESTS))
        self.server.append((on_cpu(pids) - before) / REQUESTS)
        return seconds

    def backends(self) -> list[int]:
        query = "SELECT pid FROM pg_stat_activity WHERE datname = %s AND backend_type = 'client backend'"
        return [row[0] for row in scratch.only(query, "postgres", self._database)]


def run() -> list[Result]:
    with (
        scratch.blank("plain") as plain_name,
        scratch.blank("stock") as stock_name,
        scratch.installation("pages") as own_name,
        rival("tests.benchmarks.stock.plain", plain_name) as plain,
        rival("tests.benchmarks.stock.settings", stock_name) as stock,
        rival("tests.benchmarks.stock.own", own_name) as own,
    ):
        plain.ask("tests.benchmarks.stock.plainwork:prepare")
        plain.ask(f"{PAGES}:furnish_plain", doors=HOUSES)
        scratch.fill(HOUSES)
        own.ask(f"{PAGES}:furnish_ours", slugs=[scratch.slug_of(number) for number in range(HOUSES)])
        stock.ask("tests.benchmarks.stock.work:prepare")
        stock.ask("tests.benchmarks.stock.work:create", number=0)
        stock.ask("tests.benchmarks.stock.work:replicate", numbers=list(range(1, HOUSES)))
        stock.ask(f"{PAGES}:furnish_stock", numbers=list(range(HOUSES)))
        webs = {"plain": Web(plain, plain_name), "ours": Web(own, own_name), "stock": Web(stock, stock_name)}
        typical = by_turns(ROUNDS, **{name: web.cpu for name, web in webs.items()})
    return results(typical, webs)


def results(typical: dict[str, float], webs: dict[str, Web]) -> list[Result]:
    milli = {name: value * 1000 for name, value in typical.items()}
    server = {name: median(web.server) * 1000 for name, web in webs.items()}
    whole = {name: milli[name] + server[name] for name in webs}
    page = "a workspace page"
    return [
        compared(f"{page} / plain Django, one schema", milli["plain"], milli["ours"], unit="ms CPU", target=1.15),
        compared(
            f"{page}, PostgreSQL's time counted / the same", whole["plain"], whole["ours"], unit="ms CPU", target=None
        ),
        compared(f"{page} / stock django-tenants", milli["stock"], milli["ours"], unit="ms CPU", target=None),
        compared(
            f"{page}, PostgreSQL's time counted / the same", whole["stock"], whole["ours"], unit="ms CPU", target=None
        ),
    ]
