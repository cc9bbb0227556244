"""One way of getting a jeweler's files out of the store, in a process of its own."""

import json
import os
import shutil
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID

from tests.benchmarks.stock.settling import hang_up, settle

THREADS, CHUNK = 4, 1024 * 1024


def archive(tenant, folder: Path) -> int:
    """Make the product's archive; return the bytes of the files in it."""
    from tenant_apps.privacy.archive.make import make_archive

    with (folder / "archive.zip").open("wb") as sink:
        return make_archive(tenant, sink).bytes


def unhashed(tenant, folder: Path) -> int:
    """Make the same archive with its hashing left out, to see what that costs on this processor."""
    from tenant_apps.privacy.archive.hashing import Digest

    Digest.update = lambda _self, _data: None
    return archive(tenant, folder)


def copy(tenant, folder: Path) -> int:
    """Download every object to a file; return the bytes."""
    from django.conf import settings

    from shared_apps.storage import objects
    from shared_apps.storage.client import inner_client
    from shared_apps.storage.keys import tenant_prefix

    client = inner_client()
    where = {"Bucket": settings.S3_BUCKET, "Prefix": tenant_prefix(tenant)}
    pages = client.get_paginator("list_objects_v2").paginate(**where)
    keys = [found["Key"] for page in pages for found in page["Contents"]]
    key_of_all = objects.encryption(tenant, keys[0])

    def fetch(key: str) -> int:
        answer = client.get_object(Bucket=settings.S3_BUCKET, Key=key, **key_of_all)
        with (folder / Path(key).name).open("wb") as file:
            for chunk in answer["Body"].iter_chunks(CHUNK):
                file.write(chunk)
            return file.tell()

    with ThreadPoolExecutor(THREADS) as pool:
        return sum(pool.map(fetch, keys))


WAYS = {"archive": archive, "unhashed": unhashed, "copy": copy}


def main() -> None:
    way, told, base = sys.argv[1:]
    # Only the answer goes out.
    answer = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    settle()
    from shared_apps.tenancy.tenants import Tenant

    said = json.loads(told)
    tenant = Tenant(**{**said, "id": UUID(said["id"])})
    folder = Path(base) / way
    folder.mkdir()
    try:
        began = time.perf_counter()
        copied = WAYS[way](tenant, folder)
        seconds = time.perf_counter() - began
    finally:
        shutil.rmtree(folder)
        hang_up()
    answer.write(json.dumps({"seconds": seconds, "bytes": copied, "peak": peak_memory()}))


def peak_memory() -> float:
    """Return this process's peak memory in MB; ``ru_maxrss`` would count the parent's from before the exec."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    main()
