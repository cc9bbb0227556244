"""The three embedded services of a stack, started and stopped together."""

from shared_apps.stack.postgres import Postgres
from shared_apps.stack.process import end_survivors
from shared_apps.stack.profiles import Profile
from shared_apps.stack.seaweed import Seaweed
from shared_apps.stack.service import Service
from shared_apps.stack.valkey import Valkey


def embedded_services(stack: Profile) -> list[Service]:
    """Return the services of a stack, none of them started."""
    return [Seaweed(stack), Postgres(stack), Valkey(stack)]


def start_all(services: list[Service]) -> None:
    """End what a killed run left, start services side by side and wait; on failure stop them all."""
    end_survivors(services[0].stack.home)
    try:
        for service in services:
            service.start()
        for service in services:
            service.wait_ready()
    except BaseException:
        stop_all(services)
        raise


def stop_all(services: list[Service]) -> None:
    """Ask every service to stop, then wait for each."""
    for service in services:
        service.ask_to_stop()
    for service in services:
        service.stop()
