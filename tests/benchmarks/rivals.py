"""Other ways to run the same code, each in a process of its own that stays up and is asked over a pipe."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.benchmarks.stock.settling import VARIABLE, hang_up, settle

ROOT = Path(__file__).resolve().parents[2]


class Rival:
    """A process under other settings: ``ask("module:function", **arguments)`` returns what the function returns."""

    def __init__(self, settings: str, database: str, **variables: str) -> None:
        environment = os.environ | {VARIABLE: settings, "DATABASE_NAME": database} | variables
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.rivals"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, function: str, **arguments: Any) -> Any:
        self._process.stdin.write(json.dumps([function, arguments]) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{function} ended its process")
        return json.loads(line)

    def close(self) -> None:
        self._process.stdin.close()
        try:
            self._process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


@contextmanager
def rival(settings: str, database: str, **variables: str) -> Iterator[Rival]:
    process = Rival(settings, database, **variables)
    try:
        yield process
    finally:
        process.close()


def serve() -> None:
    """Answer questions until there are none left."""
    answers = os.fdopen(os.dup(1), "w")
    # Whatever prints must not stand between the answers.
    os.dup2(2, 1)
    settle()
    try:
        for line in sys.stdin:
            name, arguments = json.loads(line)
            module, _, function = name.partition(":")
            answers.write(json.dumps(getattr(import_module(module), function)(**arguments)) + "\n")
            answers.flush()
    finally:
        hang_up()


if __name__ == "__main__":
    serve()
