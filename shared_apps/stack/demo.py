"""The demo: everything started in order, watched, restarted when it dies, and stopped without a trace."""

import contextlib
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import FrameType
from typing import NoReturn

from shared_apps.stack import locks, process
from shared_apps.stack.application import Schedule, Web, Worker
from shared_apps.stack.embedded import check_ports, embedded_services, start_all, stop_all
from shared_apps.stack.errors import StackError
from shared_apps.stack.profiles import (
    REPOSITORY,
    Profile,
    given,
    missing_environment,
    profile,
    role_passwords,
    superuser_dsn,
)
from shared_apps.stack.service import Service
from shared_apps.tenancy.bootstrap import prepare_database

APPLICATION_GRACE = 2.5
LAST_GRACE = 2.0
LONGEST_PAUSE = 30.0


class Interrupted(Exception):  # noqa: N818 -- a person's wish, not an error
    """Somebody asked the demo to stop."""


def demo() -> None:
    """Run the demo until Ctrl-C."""
    stack = profile("demo")
    services = embedded_services(stack, unless=given)
    application: list[Service] = [Web(stack), Worker(stack), Schedule(stack)]
    with only_one(stack), until_interrupted(), stopped_at_the_end(application, services):
        process.end_survivors(stack.home)
        check_ports([*services, *application])
        told("Services", lambda: start_all(services))
        told("Database", lambda: _prepare(stack))
        for part in application:
            part.start()
        table = stack.home / "table.txt"
        told("Example jewelers", lambda: run_commands(stack, "seed_demo", "demo_table", last_into=table))
        told("Web", application[0].wait_ready)
        print(f"\n{table.read_text().strip()}\n")
        print(f"Logs are in {stack.home / 'logs'}. Ctrl-C stops everything; the data stays.", flush=True)
        watch([*services, *application])


def reset() -> None:
    """Delete the demo's data, so that the next start begins anew."""
    stack = profile("demo")
    with only_one(stack):
        process.end_survivors(stack.home)
        for entry in stack.home.iterdir():
            if entry.name != "run.lock":
                shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    print("The demo's data is gone; `make demo` starts over.")


def _prepare(stack: Profile) -> None:
    """Bring database and schemas to where the code is, honoring every deletion before anything is served."""
    if not given("DATABASE_HOST"):
        prepare_database(superuser_dsn(stack), stack.database, role_passwords(stack))
    run_commands(stack, "collectstatic", "migrate_schemas", "honour_tombstones", owner=True)


def run_commands(stack: Profile, *commands: str, owner: bool = False, last_into: Path | None = None) -> None:
    """Run management commands in one process; the demo stops when one fails."""
    kept = ["--last-into", str(last_into)] if last_into else []
    run_step([sys.executable, "-m", "shared_apps.stack", "manage", *commands, *kept], stack, owner=owner)


def run_step(command: Sequence[str], stack: Profile, *, owner: bool = False) -> None:
    """Run a program to its end, its output here; it is ended with us, however we end."""
    variables = {**missing_environment(stack), "DB_OWNER": "1" if owner else "0"}
    step = process.spawn(command, home=stack.home, folder=REPOSITORY, log=None, variables=variables)
    try:
        if step.wait():
            raise StackError(f"The demo was not started: `{' '.join(command[3:])}` failed (see above).")
    finally:
        process.end(step, signal.SIGTERM, 1.0)


def told(title: str, action: Callable[[], None]) -> None:
    """Do one step of the start and say how long it took."""
    started = time.monotonic()
    print(f"· {title} …", flush=True)
    action()
    print(f"  {time.monotonic() - started:.1f} s", flush=True)


def watch(parts: Sequence[Service]) -> NoReturn:
    """Start again whatever ends by itself, waiting longer each time it does so at once."""
    pauses = dict.fromkeys(parts, 0.0)
    born = dict.fromkeys(parts, time.monotonic())
    while True:
        time.sleep(0.5)
        now = time.monotonic()
        for part in parts:
            if part.is_running or now < born[part] + pauses[part]:
                continue
            quick = now - born[part] < LONGEST_PAUSE
            pauses[part] = min(max(pauses[part] * 2, 1.0), LONGEST_PAUSE) if quick else 0.0
            born[part] = now
            _restart(part)


def _restart(part: Service) -> None:
    print(
        f"! {part.title} ended ({part.exit_words()}) and is started again; its log is {part.log}", flush=True
    )
    part.stop()
    try:
        part.start()
    except StackError as error:
        print(f"! {error}", flush=True)


@contextlib.contextmanager
def only_one(stack: Profile) -> Iterator[None]:
    """Hold the demo's folder; a second demo would take the first one's data."""
    lock = locks.try_exclusive(stack.home / "run.lock")
    if lock is None:
        raise StackError("The demo is running already; stop it first (Ctrl-C in its terminal).")
    with lock:
        yield


@contextlib.contextmanager
def until_interrupted() -> Iterator[None]:
    """End the block quietly at Ctrl-C, at `kill` and when the terminal closes."""

    def interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
        raise Interrupted

    for how in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(how, interrupt)
    with contextlib.suppress(Interrupted):
        yield


@contextlib.contextmanager
def stopped_at_the_end(application: Sequence[Service], services: Sequence[Service]) -> Iterator[None]:
    """Stop the application, then its services, within five seconds in all."""
    try:
        yield
    finally:
        for how in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(how, signal.SIG_IGN)
        with contextlib.suppress(BrokenPipeError, OSError):
            print("\nStopping …", flush=True)
        stop_all(application, within=APPLICATION_GRACE)
        stop_all(services, within=LAST_GRACE)
