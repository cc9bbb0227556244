"""Bringing the demo to where the code is: one process, so that Django is started once."""

import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import Self

from shared_apps.stack import process
from shared_apps.stack.errors import StackError
from shared_apps.stack.profiles import REPOSITORY, Profile, missing_environment

# Nothing is served before the last of these: every deletion is honored even where a backup was restored.
BEFORE_SERVING = ("collectstatic", "migrate_schemas", "sync_registers", "prepare_bucket", "honour_tombstones")
MEANWHILE = ("rebuild_search", "seed_demo", "demo_table")


class Preparation:
    """The management commands of a start, ended with the block whatever happens."""

    def __init__(self, stack: Profile, before: Sequence[str] = BEFORE_SERVING, then: Sequence[str] = MEANWHILE):
        self.stack = stack
        self.before, self.then = before, then
        self.table = stack.home / "table.txt"
        self.servable = stack.home / "servable"
        self.log = stack.home / "logs" / "preparation.log"

    def __enter__(self) -> Self:
        self.servable.unlink(missing_ok=True)
        self.log.parent.mkdir(parents=True, exist_ok=True)
        self.log.unlink(missing_ok=True)
        command = [sys.executable, "-m", "shared_apps.stack", "manage", *self.before, *self.then]
        marks = ["--touch-after", self.before[-1], str(self.servable), "--last-into", str(self.table)]
        self.process: subprocess.Popen[bytes] = process.spawn(
            [*command, *marks],
            home=self.stack.home,
            folder=REPOSITORY,
            log=self.log,
            aloud=True,
            variables=missing_environment(self.stack),
        )
        return self

    def __exit__(self, *_exception: object) -> None:
        process.end(self.process, signal.SIGTERM, 1.0)

    def wait_servable(self) -> None:
        """Wait until web and worker may start."""
        while not self.servable.exists():
            self._stop_if_failed()
            time.sleep(0.02)

    def wait_done(self) -> None:
        """Wait until everything is there to be looked at."""
        self.process.wait()
        self._stop_if_failed()

    def _stop_if_failed(self) -> None:
        if self.process.poll():
            words = "\n  ".join(self.log.read_text(errors="replace").strip().splitlines()[-6:])
            raise StackError(f"The demo was not started: its preparation failed. From {self.log}:\n  {words}")
