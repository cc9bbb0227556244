"""Runs the benchmarks: `make bench`, or `make bench ARGS="rows pages"` to choose.

Only a run of all of them writes RESULTS.md.
"""

from __future__ import annotations

import os
import sys
import time
import traceback
from importlib import import_module
from pathlib import Path

import django

from shared_apps.stack.testing import services
from tests.benchmarks import report
from tests.benchmarks.results import Result

RESULTS = Path(__file__).parent / "RESULTS.md"
BENCHMARKS = (
    "provisioning",
    "opening",
    "migrating",
    "pages",
    "site",
    "rows",
    "files",
    "deleting",
    "images",
    "searching",
)


def main(names: list[str]) -> int:
    if unknown := set(names) - set(BENCHMARKS):
        sys.stderr.write(f"No benchmark named {', '.join(sorted(unknown))}; there are: {', '.join(BENCHMARKS)}.\n")
        return 2
    with services() as environment:
        for variable, value in environment.items():
            os.environ.setdefault(variable, value)
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
        django.setup()
        measured, failed = measure(names or list(BENCHMARKS))
        text = report.written(measured)
    sys.stdout.write(text)
    if not names and not failed:
        RESULTS.write_text(text)
    return 1 if failed else 0


def measure(names: list[str]) -> tuple[list[report.Measured], bool]:
    """Run benchmarks one after the other on common ground; one that fails is named and the others go on."""
    from tests.benchmarks import crowd, scratch

    measured: list[report.Measured] = []
    failed = False
    with scratch.ground(), crowd.kept():
        for name in names:
            sys.stderr.write(f"{name}\n")
            began = time.monotonic()
            try:
                module = import_module(f"tests.benchmarks.{name}")
                results: list[Result] = module.run()
            except Exception:
                traceback.print_exc()
                failed = True
            else:
                measured.append(report.Measured(results, getattr(module, "NOTES", "")))
                for result in results:
                    sys.stderr.write(f"  {report.row(result)}\n")
            sys.stderr.write(f"  {time.monotonic() - began:.0f} s\n")
    return measured, failed


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
