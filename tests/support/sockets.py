"""Looks at every connection the suite opens: to this machine's own services, or it fails."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

HERE = frozenset({"", "localhost"})


class OutsideReached(AssertionError):
    """A test was about to reach another machine."""


def is_here(host: Any) -> bool:
    """Whether a host is this machine; names but ``localhost`` and its own are not even looked up."""
    if host is None:
        return True
    text = host.decode() if isinstance(host, bytes) else str(host)
    if text in HERE or text.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(text.partition("%")[0]).is_loopback
    except ValueError:
        return False


@contextmanager
def guarded() -> Iterator[None]:
    """Let sockets of this process connect and look up names on this machine only."""
    connect, connect_ex, sendto = socket.socket.connect, socket.socket.connect_ex, socket.socket.sendto
    look_up = socket.getaddrinfo

    def refuse(address: Any) -> None:
        if isinstance(address, tuple) and not is_here(address[0]):
            raise OutsideReached(f"{address[0]}:{address[1]}")

    def guarded_connect(self: socket.socket, address: Any) -> None:
        refuse(address)
        return connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        refuse(address)
        return connect_ex(self, address)

    def guarded_sendto(self: socket.socket, data: Any, *rest: Any) -> int:
        refuse(rest[-1])
        return sendto(self, data, *rest)

    def guarded_look_up(host: Any, *rest: Any, **named: Any) -> Any:
        if not is_here(host):
            raise OutsideReached(f"the name {host!r}")
        return look_up(host, *rest, **named)

    socket.socket.connect = guarded_connect
    socket.socket.connect_ex = guarded_connect_ex
    socket.socket.sendto = guarded_sendto
    socket.getaddrinfo = guarded_look_up
    try:
        yield
    finally:
        socket.socket.connect, socket.socket.connect_ex = connect, connect_ex
        socket.socket.sendto, socket.getaddrinfo = sendto, look_up
