"""One jeweler's schema, made from nothing: ours, django-tenants' create, psql replaying the same statements."""

from __future__ import annotations

from itertools import count
from types import SimpleNamespace
from uuid import uuid4

import psycopg

from shared_apps.tenancy.models import TenantSchema
from shared_apps.tenancy.names import schema_for
from shared_apps.tenancy.owner import owner_connection
from shared_apps.tenancy.provisioning import drop_schema, make_schema, prepare_spare
from shared_apps.tenancy.templates import current_template
from tests.benchmarks import crowd, scratch
from tests.benchmarks.results import Result, compared
from tests.benchmarks.rivals import rival
from tests.benchmarks.timing import by_turns, elapsed, note, on_cpu

ROUNDS = 7
STEPS = (10, crowd.CROWD // 10, crowd.CROWD // 2, crowd.CROWD)
NOTES = """\
- *Provision*: ours is `prepare_spare()`, all of it: the register's row, a connection of the owner, role, schema, tables,
  rights and migration rows. psql gets the very same statements in a file and runs them in one transaction, its start
  and connection included. django-tenants' create is `Workspace.save()` in a warm process: under stock settings with the
  same apps it also runs the shared apps' migrations in every tenant, as it always does.
- *Flat*: processor seconds of the client and its back-end together, so that the neighbors on the machine do not count;
  a fresh connection each time; the median of {rounds} at each number of schemas. 1.25 is what we call flat.
"""
NOTES = NOTES.format(rounds=ROUNDS)


def statements(database: str, schema: str) -> str:
    """Return the text `make_schema` sends, without its transaction: psql brings its own."""
    sent: list[str] = []
    listener = SimpleNamespace(info=SimpleNamespace(dbname=database), execute=sent.append)
    make_schema(listener, current_template(), schema)  # type: ignore[arg-type]
    return sent[0].replace("BEGIN;\n", "", 1).replace("COMMIT;", "")


def drop_spare(schema: str) -> None:
    with owner_connection() as owner:
        drop_schema(owner, schema)
    TenantSchema.objects.filter(schema_name=schema).delete()


def ours() -> float:
    made: list[TenantSchema] = []
    seconds = elapsed(lambda: made.append(prepare_spare()))
    drop_spare(made[0].schema_name)
    return seconds


def by_psql(name: str, folder: str) -> float:
    schema = schema_for(uuid4())
    seconds = scratch.psql(statements(name, schema), name, folder)
    scratch.only(f"DROP SCHEMA {schema} CASCADE", name)
    scratch.only(f"DROP ROLE {name}_{schema}", name)
    return seconds


def cpu_of_one() -> float:
    """Return the processor seconds of making one schema on a fresh connection, and take it away again."""
    schema, template = schema_for(uuid4()), current_template()
    with owner_connection() as owner:
        before = both_sides(owner)
        make_schema(owner, template, schema)
        seconds = both_sides(owner) - before
    with owner_connection() as owner:
        drop_schema(owner, schema)
    return seconds


def both_sides(connection: psycopg.Connection) -> float:
    return on_cpu(["self", connection.info.backend_pid])


def against_others() -> list[Result]:
    numbers = count()
    with scratch.installation("one") as name, scratch.blank("stock") as other, scratch.folder() as folder:
        with rival("tests.benchmarks.stock.settings", other) as stock:
            stock.ask("tests.benchmarks.stock.work:prepare")

            def by_stock() -> float:
                number = next(numbers)
                seconds = stock.ask("tests.benchmarks.stock.work:create", number=number)
                stock.ask("tests.benchmarks.stock.work:remove", number=number)
                return float(seconds)

            typical = by_turns(ROUNDS, ours=ours, psql=lambda: by_psql(name, folder), stock=by_stock)

    def row(baseline: str, way: str, target: float) -> Result:
        return compared(f"provision one jeweler / {baseline}", typical[way], typical["ours"], unit="s", target=target)

    return [
        row("django-tenants' create", "stock", 0.1),
        row("psql replaying the DDL", "psql", 1.3),
    ]


def flat() -> list[Result]:
    """Measure on the way to 2,000 schemas; the database is kept for those who need so many."""
    first, *later = STEPS
    typical: dict[int, float] = {}
    with crowd.working_there():
        for step in STEPS:
            scratch.fill(step)
            typical[step] = by_turns(ROUNDS, one=cpu_of_one)["one"]
            note(f"{step} schemas: {typical[step]:.4f} s of CPU")
    return [
        compared(
            f"provision one beside {step:,} / beside {first}", typical[first], typical[step], unit="s CPU", target=1.25
        )
        for step in later
    ]


def run() -> list[Result]:
    return [*against_others(), *flat()]
