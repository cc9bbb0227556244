"""One embedded service: how it is started, known to be ready, and stopped."""

import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from shared_apps.stack import process
from shared_apps.stack.errors import StackError
from shared_apps.stack.ports import PortInUse, is_free
from shared_apps.stack.profiles import Profile

LOG_LIMIT = 5_000_000


class Service:
    """A program that runs beside the application; subclasses say which."""

    name: ClassVar[str]
    title: ClassVar[str]
    stop_signal: ClassVar[signal.Signals] = signal.SIGTERM
    harder_signal: ClassVar[signal.Signals] = signal.SIGKILL
    patience: ClassVar[float] = 30.0
    grace: ClassVar[float] = 3.0

    def __init__(self, stack: Profile) -> None:
        self.stack = stack
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def data(self) -> Path:
        """Return the folder this service alone writes to."""
        return self.stack.home / self.name

    @property
    def log(self) -> Path:
        """Return the file the service's output goes to."""
        return self.stack.home / "logs" / f"{self.name}.log"

    def command(self) -> list[str]:
        """Return the program and its arguments."""
        raise NotImplementedError

    def variables(self) -> Mapping[str, str]:
        """Return what the program finds in its environment besides ours."""
        return {}

    def identity(self) -> dict[str, Any]:
        """Return the user to run as, in the words of `subprocess.Popen`."""
        return {}

    def ports(self) -> dict[int, str]:
        """Return every port taken, with the variable that moves it."""
        return {}

    def folder(self) -> Path:
        """Return the folder the program works in."""
        return self.data

    def prepare(self) -> None:
        """Make what the program needs before its first start."""
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)

    def is_ready(self) -> bool:
        """Tell whether the service does its work."""
        raise NotImplementedError

    def check_ports(self) -> None:
        """Refuse to start where another program listens."""
        for port, variable in self.ports().items():
            if not is_free(port):
                raise PortInUse(port, self.title, variable)

    def start(self) -> None:
        """Start the program; `wait_ready` tells when it may be used."""
        self.check_ports()
        self.log.parent.mkdir(parents=True, exist_ok=True)
        _make_room(self.log)
        self.prepare()
        self.process = process.spawn(
            self.command(),
            home=self.stack.home,
            folder=self.folder(),
            log=self.log,
            variables=self.variables(),
            last_signal=self.stop_signal,
            **self.identity(),
        )

    @property
    def is_running(self) -> bool:
        """Tell whether the program has been started and has not ended."""
        return self.process is not None and self.process.poll() is None

    def wait_ready(self) -> None:
        """Wait until the service does its work, or say why it will not."""
        deadline = time.monotonic() + self.patience
        while not self.is_ready():
            if not self.is_running:
                raise StackError(f"{self.title} stopped while starting ({self.exit_words()}). {self._last_words()}")
            if time.monotonic() > deadline:
                raise StackError(f"{self.title} did not start in {self.patience:.0f} s. {self._last_words()}")
            time.sleep(0.05)

    def ask_to_stop(self) -> None:
        """Ask the program to end, without waiting for it."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(self.stop_signal)

    def stop(self, within: float | None = None) -> None:
        """End the program and everything it started, by force after `within` seconds (else its own grace)."""
        if self.process is not None:
            patience = self.grace if within is None else min(within, self.grace)
            process.end(self.process, self.stop_signal, patience, self.harder_signal)
            self.process = None

    def exit_words(self) -> str:
        """Return how the program ended, in words."""
        code = self.process.returncode if self.process is not None else None
        if code is None:
            return "not started"
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"

    def _last_words(self) -> str:
        lines = self.log.read_text(errors="replace").strip().splitlines()[-3:] if self.log.exists() else []
        return "\n  ".join([f"Its log is {self.log}:", *lines]) if lines else f"Its log is {self.log}."


def _make_room(log: Path) -> None:
    """Keep one earlier log, so that a demo left running for weeks fills no disk."""
    if log.exists() and log.stat().st_size > LOG_LIMIT:
        log.replace(log.with_suffix(".log.1"))
