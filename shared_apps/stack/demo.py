"""The demo: everything started in order, watched, restarted when it dies, and stopped without a trace."""

import contextlib
import shutil
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from types import FrameType
from typing import NoReturn

from shared_apps.stack import locks, process
from shared_apps.stack.application import Schedule, Web, Worker
from shared_apps.stack.embedded import check_ports, embedded_services, start_all, stop_all
from shared_apps.stack.errors import StackError
from shared_apps.stack.preparation import Preparation
from shared_apps.stack.profiles import Profile, given, profile, role_passwords, superuser_dsn
from shared_apps.stack.service import Service
from shared_apps.tenancy.bootstrap import prepare_database

APPLICATION_GRACE = 1.6
LAST_GRACE = 2.0
LONGEST_PAUSE = 30.0


class Interrupted(Exception):
    """Somebody asked the demo to stop."""


def demo() -> None:
    """Run the demo until Ctrl-C."""
    stack = profile("demo")
    services = embedded_services(stack, unless=given)
    web, worker, schedule = Web(stack), Worker(stack), Schedule(stack)
    application = [web, worker, schedule]
    with only_one(stack), until_interrupted(), stopped_at_the_end(application, services):
        process.end_survivors(stack.home)
        check_ports([*services, *application])
        print("Starting the demo; the first time takes a few minutes.", flush=True)
        told("Services", lambda: start_all(services))
        if not given("DATABASE_HOST"):
            prepare_database(superuser_dsn(stack), stack.database, role_passwords(stack))
        with Preparation(stack) as preparation:
            told("Schemas", preparation.wait_servable)
            # One after the other: on a small machine three starts at once make the first page wait.
            web.start()
            told("Web", web.wait_ready)
            worker.start()
            schedule.start()
            told("Example jewelers", preparation.wait_done)
        print(f"\n{preparation.table.read_text().strip()}\n")
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


def told(title: str, action: Callable[[], None]) -> None:
    """Do one step of the start, then say how long it took; what runs beside it may speak meanwhile."""
    started = time.monotonic()
    action()
    print(f"· {title}: {time.monotonic() - started:.1f} s", flush=True)


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
    print(f"! {part.title} ended ({part.exit_words()}) and is started again; its log is {part.log}", flush=True)
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
