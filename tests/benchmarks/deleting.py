"""A jeweler deleted on instruction, every step of it, beside the bare DROP SCHEMA and batch delete calls."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from itertools import batched, count
from uuid import uuid4

from django.conf import settings

from shared_apps.core.clock import now
from shared_apps.instructions import operations
from shared_apps.instructions.models import Instruction
from shared_apps.instructions.tombstones import PREFIX
from shared_apps.storage import objects
from shared_apps.storage.client import inner_client
from shared_apps.storage.keys import Area, tenant_key, tenant_prefix
from shared_apps.tenancy.owner import owner_connection
from shared_apps.tenancy.provisioning import drop_schema
from shared_apps.tenancy.templates import tables_of
from shared_apps.tenancy.tenants import Tenant
from tests.benchmarks import scratch
from tests.benchmarks.results import Result, compared
from tests.benchmarks.timing import by_turns, elapsed
from tests.support.jewelers import open_jeweler

TABLES, OBJECTS, ROUNDS, THREADS = 60, int(os.environ.get("BENCH_OBJECTS", "10000")), 3, 8
NOTES = f"""\
- *Delete a jeweler*: `carry_out()` of an instruction: tombstone, inventory (rows of every table, every object listed), people,
  schema and role, every object version and unfinished upload, data key, cache, queue, then the look that nothing is left
  and the signed certificate. The bare way drops the same schema and role, lists the objects and deletes them a thousand a
  call; it counts nothing and looks for nothing afterwards. {TABLES} tables (ours and fillers with a key and an index), {OBJECTS:,}
  objects of 1 kB; {ROUNDS} rounds.
"""
FILLER = """
CREATE TABLE {schema}.filler_{number} (id uuid PRIMARY KEY DEFAULT uuidv7(), text varchar(80) NOT NULL, number bigint);
CREATE INDEX filler_{number}_by_number ON {schema}.filler_{number} (number);
"""

_numbers = count()


def a_jeweler() -> Tenant:
    """Open a workspace with so many tables and objects."""
    tenant = open_jeweler(scratch.slug_of(next(_numbers)), "House")
    with owner_connection() as owner:
        missing = TABLES - len(tables_of(owner, tenant.schema_name))
        owner.execute("".join(FILLER.format(schema=tenant.schema_name, number=number) for number in range(missing)))
    encryption = objects.encryption(tenant, tenant_key(tenant, Area.FILES))

    def put(_number: int) -> None:
        key, body = tenant_key(tenant, Area.FILES), os.urandom(1000)
        inner_client().put_object(Bucket=settings.S3_BUCKET, Key=key, Body=body, **encryption)

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(put, range(OBJECTS)))
    return tenant


def ours() -> float:
    tenant = a_jeweler()
    instruction = Instruction.objects.create(
        jeweler_id=tenant.id,
        slug=tenant.slug,
        instructed_by_id=uuid4(),
        execute_after=now(),
        export_declined=operations.DECLINES,
        trail_seq=0,
    )
    try:
        seconds = elapsed(lambda: operations.carry_out(instruction_id=str(instruction.pk)))
    finally:
        inner_client().delete_object(Bucket=settings.S3_BUCKET, Key=f"{PREFIX}{tenant.id}.json")
    instruction.refresh_from_db()
    if instruction.evidence["files"]["versions"] != OBJECTS or instruction.evidence["inventory"]["tables"] != TABLES:
        raise RuntimeError(f"Something else was deleted: {instruction.evidence['files']}")
    return seconds


def bare() -> float:
    tenant = a_jeweler()

    def work() -> None:
        with owner_connection() as owner:
            drop_schema(owner, tenant.schema_name)
        client, bucket = inner_client(), settings.S3_BUCKET
        pages = client.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=tenant_prefix(tenant))
        for batch in batched((found["Key"] for page in pages for found in page.get("Contents", ())), 1000):
            client.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": key} for key in batch], "Quiet": True})

    return elapsed(work)


def run() -> list[Result]:
    with scratch.installation("deleting"):
        scratch.fill(2 * ROUNDS)
        typical = by_turns(ROUNDS, warm_up=0, ours=ours, bare=bare)
    name = f"delete a jeweler of {TABLES} tables, {OBJECTS:,} objects / `DROP SCHEMA` + batch delete calls"
    return [compared(name, typical["bare"], typical["ours"], unit="s", target=1.5)]
