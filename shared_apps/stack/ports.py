"""Loopback ports: look before starting, and say which variable moves one that is taken."""

import random
import socket

from shared_apps.stack.errors import StackError

LOOPBACK = "127.0.0.1"


class PortInUse(StackError):
    """Another program listens where a service of ours should."""

    def __init__(self, port: int, owner: str, variable: str) -> None:
        super().__init__(
            f"Port {port} is in use by another program, and {owner} needs it. "
            f"Stop that program, or choose another port with {variable}=<port>."
        )


def is_free(port: int) -> bool:
    """Tell whether a server could listen on a loopback port now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def answers(port: int) -> bool:
    """Tell whether something accepts connections on a loopback port."""
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex((LOOPBACK, port)) == 0


def free_block(size: int, also: int = 0) -> int:
    """Return the first of `size` free ports in a row, each free at `also` below it too."""
    for _ in range(200):
        first = random.randrange(20_000, 30_000 - size)  # noqa: S311 -- a port is no secret
        wanted = [*range(first, first + size), *(range(first - also, first - also + size) if also else ())]
        if all(is_free(port) for port in wanted):
            return first
    raise StackError("No free ports were found between 20000 and 30000 on this machine.")
