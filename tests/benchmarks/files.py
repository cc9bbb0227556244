"""A jeweler's files as an archive, beside a plain parallel copy of the same objects out of the store."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict

from shared_apps.storage import objects
from shared_apps.storage.keys import Area, tenant_key, tenant_prefix
from shared_apps.tenancy.context import jeweler_context
from shared_apps.tenancy.tenants import Tenant
from tenant_apps.clients.models import Client
from tenant_apps.library.enums import FileState
from tenant_apps.library.models import Design, File
from tests.benchmarks import scratch
from tests.benchmarks.results import Result, bounded, compared
from tests.benchmarks.rivals import ROOT
from tests.benchmarks.timing import by_turns, note
from tests.support.jewelers import open_jeweler

FILES = int(os.environ.get("BENCH_FILES", "200"))
SIZE, THREADS, ROUNDS = 10 * 1024 * 1024, 4, 3
MEGABYTES = FILES * SIZE / 1e6


def hash_speed() -> float:
    """Return the MB of SHA-256 this processor makes in a second of its time."""
    data = bytes(64_000_000)
    began = time.process_time()
    hashlib.sha256(data).digest()
    return 64 / (time.process_time() - began)


NOTES = f"""\
- *Export {FILES} files of 10 MiB, {MEGABYTES / 1000:.1f} GB*: `make_archive()` to a file in a fresh process, against {THREADS} threads
  of boto3 that download the same objects, under the same key (SSE-C), each to a file of its own, also in a fresh process;
  Django's start is left out of both. The archive reads with {THREADS} threads too, hashes every byte twice (the file's and
  the archive's SHA-256) and writes one stream in order. Peak memory is the exporting process's own (VmHWM), all of it.
  Store, disk and both copies share this machine. The second row leaves the hashing out, for information only: this
  processor hashes {hash_speed():,.0f} MB a second on one core; one with SHA instructions does 1,500 and more.
"""


def measured(way: str, tenant: Tenant, database: str, folder: str) -> dict[str, float]:
    """Run one way in a fresh process; return its seconds and its peak memory in MB."""
    told = json.dumps({name: str(value) for name, value in asdict(tenant).items()})
    command = [sys.executable, "-m", "tests.benchmarks.stock.copying", way, told, folder]
    environment = os.environ | {"DATABASE_NAME": database, "DATABASE_POOL": "0"}
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def store(tenant: Tenant) -> None:
    """Put random bytes into the store and a row of the library before each."""
    with jeweler_context(tenant):
        client = Client.objects.create(number=1, display_name="A client")
        design = Design.objects.create(client=client, number=1, title="A design")
        keys = [tenant_key(tenant, Area.FILES) for _ in range(FILES)]
        for place, key in enumerate(keys):
            File.objects.create(
                design=design,
                kind="image",
                state=FileState.READY,
                name=f"photograph-{place}.webp",
                declared_bytes=SIZE,
                declared_type="image/webp",
                object_key=key.removeprefix(tenant_prefix(tenant)),
            )
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(lambda key: objects.put(tenant, key, os.urandom(SIZE)), keys))
    scratch.close_connections()


def run() -> list[Result]:
    with scratch.installation("files") as name, scratch.folder() as folder:
        tenant = open_jeweler(scratch.slug_of(0), "House")
        peaks: list[float] = []
        try:
            note(f"storing {MEGABYTES:,.0f} MB")
            store(tenant)

            def ours() -> float:
                found = measured("archive", tenant, name, folder)
                peaks.append(found["peak"])
                return found["seconds"]

            def seconds(way: str) -> float:
                return measured(way, tenant, name, folder)["seconds"]

            typical = by_turns(ROUNDS, ours=ours, unhashed=lambda: seconds("unhashed"), plain=lambda: seconds("copy"))
        finally:
            objects.delete_everything(tenant)
    what = f"export {MEGABYTES / 1000:.1f} GB of files"
    return [
        compared(f"{what} / plain parallel S3 copy", typical["plain"], typical["ours"], unit="s", target=1.3),
        compared(f"{what}, hashing left out / the same", typical["plain"], typical["unhashed"], unit="s", target=None),
        bounded(f"{what}, peak memory", max(peaks), unit="MB", target=200),
    ]
