"""`migrate_schemas` in a process that says how long the command took, and how much processor all of it."""

import json
import os
import sys
import time

from django.core.management import call_command

from tests.benchmarks.stock.settling import hang_up, settle


def main() -> None:
    # Only the answer goes out.
    answer = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    settle()
    began = time.perf_counter()
    call_command("migrate_schemas", verbosity=0, interactive=False)
    after_start = time.perf_counter() - began
    hang_up()
    answer.write(json.dumps({"after_start": after_start, "cpu": time.process_time()}))


if __name__ == "__main__":
    sys.exit(main())
