"""A jeweler's 100,000 rows as an archive, beside pg_dump of the same schema; alone, and among 2,000 schemas."""

from __future__ import annotations

import zipfile
from pathlib import Path

from shared_apps.tenancy.models import TenantSchema
from shared_apps.tenancy.tenants import Tenant
from tenant_apps.privacy.archive.make import make_archive
from tests.benchmarks import crowd, scratch
from tests.benchmarks.results import Result, compared
from tests.benchmarks.timing import by_turns, elapsed
from tests.support.jewelers import open_jeweler

ROUNDS, ROUNDS_IN_CROWD = 7, 7
ROWS = {"clients": 20_000, "contacts": 40_000, "addresses": 20_000, "designs": 20_000}
TOTAL = sum(ROWS.values())
NOTES = f"""\
- *Export {TOTAL:,} rows*: `make_archive()` to a file on the same disk: clients, contacts, addresses and designs with their
  constraints. Every row is written three times (COPY text, CSV, JSON lines), deflated at level 1 and hashed with SHA-256,
  member by member and as a whole. `pg_dump -n` writes it once: `-Fc -Z gzip:1`, the same compression; its default (gzip:6)
  and no compression at all stand below for comparison. As the superuser, process start included.
- *Among {crowd.CROWD:,} jewelers*: the same data under a second jeweler in the crowded database, by turns with the first;
  `pg_dump -n` once each.
"""
FILL = """
SET search_path = {schema}, pg_temp;
INSERT INTO clients_client (number, display_name, given_name, family_name, notes)
  SELECT n, 'Client ' || md5(n::text), left(md5('g' || n), 8), left(md5('f' || n), 10), repeat(md5('n' || n) || ' ', 3)
  FROM generate_series(1, {clients}) n;
INSERT INTO clients_contact (client_id, channel, value, is_preferred)
  SELECT id, way, md5(number::text || way) || '@example.com', way = 'email'
  FROM clients_client, unnest(ARRAY['email', 'phone']) way;
INSERT INTO clients_address (client_id, line_1, line_2, city, postcode, country)
  SELECT id, number || ' Example Street', md5('l' || number), 'Hong Kong', number::text, 'Hong Kong' FROM clients_client;
INSERT INTO library_design (client_id, number, title, description)
  SELECT id, number, 'Design ' || number, repeat(md5('d' || number) || ' ', 4) FROM clients_client;
"""


def fill(database: str, tenant: Tenant) -> Tenant:
    scratch.only(FILL.format(schema=tenant.schema_name, **ROWS), database)
    scratch.only(f"ANALYZE {tenant.schema_name}.clients_client", database)
    return tenant


def export(tenant: Tenant, path: Path) -> float:
    with path.open("wb") as sink:
        made = []
        seconds = elapsed(lambda: made.append(make_archive(tenant, sink)))
    if made[0].rows < TOTAL or zipfile.ZipFile(path).testzip():
        raise RuntimeError("The archive is not whole.")
    return seconds


def dump(database: str, tenant: Tenant, path: Path, *options: str) -> float:
    arguments = ["-n", tenant.schema_name, "-f", str(path), *options]
    return elapsed(lambda: scratch.program("pg_dump", *arguments, database_name=database))


def run() -> list[Result]:
    with scratch.installation("rows") as name, scratch.folder() as folder:
        scratch.fill(10)
        tenant = fill(name, open_jeweler(scratch.slug_of(0), "House"))
        archive, dumped = Path(folder) / "archive.zip", Path(folder) / "dump"
        typical = by_turns(
            ROUNDS,
            ours=lambda: export(tenant, archive),
            gzip_1=lambda: dump(name, tenant, dumped, "-Fc", "-Z", "gzip:1"),
            gzip_6=lambda: dump(name, tenant, dumped, "-Fc"),
            text=lambda: dump(name, tenant, dumped),
        )
        crowded = among_many(folder)
    what = f"export {TOTAL:,} rows"

    def row(baseline: str, way: str, target: float | None = None) -> Result:
        return compared(f"{what} / `pg_dump -n` {baseline}", typical[way], typical["ours"], unit="s", target=target)

    return [
        row("with the same compression", "gzip_1", 2),
        row("-Fc as it comes (gzip:6)", "gzip_6"),
        row("as plain text, nothing compressed or hashed", "text"),
        *crowded,
    ]


def among_many(folder: str) -> list[Result]:
    """Export one jeweler of ten and one of 2,000 by turns."""
    with scratch.installation("few") as few_name:
        scratch.fill(10)
        few = fill(few_name, open_jeweler(scratch.slug_of(1), "House"))
        with crowd.working_there() as many_name:
            scratch.fill(crowd.CROWD - 1)
            many = fill(many_name, open_jeweler(scratch.slug_of(2), "House"))
            schemas = TenantSchema.objects.count()
        paths = Path(folder) / "few.zip", Path(folder) / "many.zip"

        def from_the_crowd() -> float:
            with crowd.working_there():
                return export(many, paths[1])

        typical = by_turns(ROUNDS_IN_CROWD, few=lambda: export(few, paths[0]), many=from_the_crowd)
        dumps = {
            "few": dump(few_name, few, Path(folder) / "dump", "-Fc", "-Z", "gzip:1"),
            "many": dump(many_name, many, Path(folder) / "dump", "-Fc", "-Z", "gzip:1"),
        }
    what = f"export {TOTAL:,} rows among {schemas:,} jewelers / among 11"
    return [
        compared(what, typical["few"], typical["many"], unit="s", target=1.25),
        compared(f"`pg_dump -n` among {schemas:,} / among 11", dumps["few"], dumps["many"], unit="s", target=None),
    ]
