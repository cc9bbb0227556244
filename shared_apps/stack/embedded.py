"""The three embedded services of a stack, started and stopped together."""

import time
from collections.abc import Callable, Iterable, Sequence

from shared_apps.stack.postgres import Postgres
from shared_apps.stack.process import end_survivors
from shared_apps.stack.profiles import Profile
from shared_apps.stack.seaweed import Seaweed
from shared_apps.stack.service import Service
from shared_apps.stack.valkey import Valkey

EMBEDDED: dict[str, type[Service]] = {
    "S3_ENDPOINT": Seaweed,
    "DATABASE_HOST": Postgres,
    "BROKER_URL": Valkey,
}


def embedded_services(stack: Profile, *, unless: Callable[[str], bool] | None = None) -> list[Service]:
    """Return the services of a stack, none started; `unless` tells which address the environment gives."""
    return [kind(stack) for variable, kind in EMBEDDED.items() if not (unless and unless(variable))]


def check_ports(services: Iterable[Service]) -> None:
    """Refuse before anything is started where another program listens."""
    for service in services:
        service.check_ports()


def start_all(services: Sequence[Service]) -> None:
    """End what a killed run left, start services side by side and wait; on failure stop them all."""
    for home in {service.stack.home for service in services}:
        end_survivors(home)
    try:
        for service in services:
            service.start()
        for service in services:
            service.wait_ready()
    except BaseException:
        stop_all(services)
        raise


def stop_all(services: Sequence[Service], *, within: float = 5.0) -> None:
    """Ask every service to stop, then end by force what has not after `within` seconds."""
    for service in services:
        service.ask_to_stop()
    deadline = time.monotonic() + within
    for service in services:
        service.stop(within=max(0.1, deadline - time.monotonic()))
