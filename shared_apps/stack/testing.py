"""The services of the tests: started by whoever needs them first, stopped after the last has gone."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shared_apps.stack import locks
from shared_apps.stack.credentials import write_private
from shared_apps.stack.embedded import embedded_services, start_all, stop_all
from shared_apps.stack.errors import StackError
from shared_apps.stack.messages import compile_messages
from shared_apps.stack.ports import answers
from shared_apps.stack.profiles import REPOSITORY, Profile, environment_of, profile
from shared_apps.stack.service import Service

PATIENCE = 60.0


@contextmanager
def services() -> Iterator[dict[str, str]]:
    """Hold running test services for the length of a block and yield their environment."""
    stack = profile("test")
    with locks.shared(stack.home / "users.lock"):
        with locks.exclusive(stack.home / "start.lock"):
            if not _are_healthy(stack):
                _start_keeper(stack)
            compile_messages()
        yield environment_of(stack)


def keep(stack: Profile) -> None:
    """Run the services until nobody holds them; what `services` starts in the background."""
    guard = locks.try_exclusive(stack.home / "keeper.lock")
    if guard is None:
        raise StackError("The test services are kept by another process already.")
    for how in (signal.SIGTERM, signal.SIGINT):
        signal.signal(how, lambda *_: sys.exit(0))
    running = embedded_services(stack)
    try:
        start_all(running)
        lines = [f"{name}={value}" for name, value in sorted(environment_of(stack).items())]
        write_private(stack.home / "env", "\n".join(lines) + "\n")
        _until_unused(stack, running)
    finally:
        (stack.home / "env").unlink(missing_ok=True)
        stop_all(running)
        guard.close()


def _until_unused(stack: Profile, running: list[Service]) -> None:
    """Start again what has died; return holding the users' lock, so that newcomers wait for the end."""
    while locks.try_exclusive(stack.home / "users.lock") is None:
        for service in running:
            if not service.is_running:
                service.stop()
                service.start()
                service.wait_ready()
        time.sleep(0.5)


def _are_healthy(stack: Profile) -> bool:
    ports = (stack.ports.postgres, stack.ports.valkey, stack.ports.s3)
    return (
        locks.is_held(stack.home / "keeper.lock")
        and (stack.home / "env").exists()
        and all(answers(port) for port in ports)
    )


def _start_keeper(stack: Profile) -> None:
    log = stack.home / "logs" / "keeper.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        keeper = subprocess.Popen(
            [sys.executable, "-m", "shared_apps.stack", "keep"],
            cwd=REPOSITORY,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            env={**os.environ, "DIALOG_VAR": str(stack.home.parent)},
        )
    _await_keeper(stack, keeper, log)
    # It outlives us on purpose, so Popen need not warn that nobody waited for it.
    keeper.returncode = 0


def _await_keeper(stack: Profile, keeper: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while not _are_healthy(stack):
        if time.monotonic() > deadline:
            raise StackError(f"The test services did not start in {PATIENCE:.0f} s; see {log}.")
        # An earlier keeper may be on its way out or in: then ours has nothing to do and ends at once.
        if keeper.poll() is not None and not locks.is_held(stack.home / "keeper.lock"):
            raise StackError(f"The test services could not be started:\n{log.read_text().strip()}")
        time.sleep(0.05)
