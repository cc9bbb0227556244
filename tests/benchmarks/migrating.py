"""One AddField and one AddIndex over 200 jewelers: our replay, django-tenants' standard executor, psql."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from itertools import count
from pathlib import Path
from statistics import median
from uuid import UUID

import tenant_apps.clients.migrations
from shared_apps.tenancy.names import schema_for
from tests.benchmarks import scratch
from tests.benchmarks.results import Result, bounded, compared
from tests.benchmarks.rivals import ROOT, rival
from tests.benchmarks.stock.settling import VARIABLE
from tests.benchmarks.timing import by_turns, elapsed

JEWELERS, ROUNDS, STOCK_ROUNDS = int(os.environ.get("BENCH_JEWELERS", "200")), 5, 2
WORK = "tests.benchmarks.stock.work"
MIGRATION = """\
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("clients", "{before}")]
    operations = [
        migrations.AddField("client", "bench_{number}", models.IntegerField(default=0, db_default=0)),
        migrations.AddIndex("client", models.Index(fields=["bench_{number}"], name="clients_bench_{number}")),
    ]
"""
NOTES = f"""\
- *Migrate {JEWELERS} jewelers*: `migrate_schemas` in a fresh process, start to end, against stock `migrate_schemas` (standard
  executor, the same apps and schemas) the same way, {STOCK_ROUNDS} times. A round is one more migration on the same
  schemas, which hold no rows. psql runs one file: for every schema one transaction of the two statements and the migration
  row. *After process start* leaves out what passes before the command runs (Python, Django, the apps); it keeps the rest:
  the controller half, the template and its stored DDL, finding out what each schema lacks.
"""


class Pending:
    """A package of the clients' migrations that can be given one more."""

    def __init__(self, folder: str, kind: str) -> None:
        self.folder, self.number = f"{folder}/{kind}", 0
        self._package = Path(self.folder) / "bench_migrations"
        source = Path(tenant_apps.clients.migrations.__file__).parent
        shutil.copytree(source, self._package, ignore=shutil.ignore_patterns("__pycache__"))
        self._last = max(path.stem for path in self._package.glob("0*.py"))

    def add(self) -> None:
        self.number += 1
        name = f"9{self.number:03}_bench"
        text = MIGRATION.format(before=self._last, number=self.number)
        (self._package / f"{name}.py").write_text(text)
        self._last = name


def migrate(settings: str, database: str, folder: str) -> dict[str, float]:
    """Run `migrate_schemas` in a process of its own; return its elapsed and processor seconds."""
    variables = {
        VARIABLE: settings,
        "DATABASE_NAME": database,
        "PYTHONPATH": folder,
        "BENCH_MIGRATIONS": "1",
        # As manage.py has it.
        "DATABASE_POOL": "0",
    }
    command = [sys.executable, "-m", "tests.benchmarks.stock.migrate"]
    done: list[subprocess.CompletedProcess[str]] = []

    def work() -> None:
        done.append(
            subprocess.run(command, cwd=ROOT, env=os.environ | variables, stdout=subprocess.PIPE, text=True, check=True)
        )

    seconds = elapsed(work)
    return {"whole": seconds, **json.loads(done[0].stdout.splitlines()[-1])}


def replayed(database: str, folder: str, number: int) -> float:
    """Return the seconds psql takes for the same two statements and a migration row in every schema."""
    text = "".join(
        f"BEGIN; SET LOCAL search_path = {schema_for(UUID(int=place))};\n"
        f"ALTER TABLE clients_client ADD COLUMN psql_{number} integer DEFAULT 0 NOT NULL;\n"
        f"CREATE INDEX clients_psql_{number} ON clients_client (psql_{number});\n"
        f"INSERT INTO django_migrations (app, name, applied) VALUES ('bench', '{number}', now());\nCOMMIT;\n"
        for place in range(JEWELERS)
    )
    return scratch.psql(text, database, folder, single=False)


def run() -> list[Result]:
    with (
        scratch.installation("migrating") as own_name,
        scratch.blank("stock") as stock_name,
        scratch.folder() as folder,
    ):
        scratch.fill(JEWELERS)
        with rival("tests.benchmarks.stock.settings", stock_name) as stock:
            stock.ask(f"{WORK}:prepare")
            stock.ask(f"{WORK}:create", number=0)
            stock.ask(f"{WORK}:replicate", numbers=list(range(1, JEWELERS)))
        scratch.close_connections()
        ours, theirs = Pending(folder, "ours"), Pending(folder, "theirs")
        after_start: list[float] = []

        def by_us() -> float:
            ours.add()
            found = migrate("tests.benchmarks.stock.own", own_name, ours.folder)
            after_start.append(found["after_start"])
            return found["whole"]

        def by_stock() -> float:
            theirs.add()
            return migrate("tests.benchmarks.stock.settings", stock_name, theirs.folder)["whole"]

        numbers = count()
        slow = by_turns(STOCK_ROUNDS, warm_up=0, ours=by_us, stock=by_stock)
        after_start.clear()
        fast = by_turns(ROUNDS, ours=by_us, psql=lambda: replayed(stock_name, folder, next(numbers)))
        check(own_name, ours.number)
        nothing = by_turns(3, cpu=lambda: migrate("tests.benchmarks.stock.own", own_name, ours.folder)["cpu"])
    what = f"migrate {JEWELERS} jewelers by AddField + AddIndex"
    return [
        compared(f"{what} / stock standard executor", slow["stock"], slow["ours"], unit="s", target=0.05),
        compared(f"{what}, after process start / psql", fast["psql"], median(after_start[1:]), unit="s", target=2),
        bounded(f"migrate {JEWELERS} jewelers, nothing to do", nothing["cpu"], unit="s CPU", target=2),
    ]


def check(database: str, number: int) -> None:
    """Make sure that every schema, and the template, has every column."""
    query = "SELECT count(*) FROM pg_attribute WHERE attname = %s AND attrelid::regclass::text LIKE '%%.clients_client'"
    for migration in range(1, number + 1):
        ((found,),) = scratch.only(query, database, f"bench_{migration}")
        if found != JEWELERS + 1:
            raise RuntimeError(f"{found} schemas have bench_{migration}")
