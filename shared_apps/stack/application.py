"""The application's own processes in the demo: web, worker and schedule."""

import http.client
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from shared_apps.stack.ports import LOOPBACK
from shared_apps.stack.profiles import REPOSITORY, missing_environment
from shared_apps.stack.service import Service


class Process(Service):
    """A Python process of the application."""

    def command(self) -> list[str]:
        """Return the module to run, by the interpreter we run under."""
        return [sys.executable, "-m", *self.arguments()]

    def arguments(self) -> list[str]:
        """Return the module and its arguments."""
        raise NotImplementedError

    def variables(self) -> Mapping[str, str]:
        """Return the addresses and secrets of the stack."""
        return missing_environment(self.stack)

    def folder(self) -> Path:
        """Return the repository: its packages are imported from there."""
        return REPOSITORY

    def is_ready(self) -> bool:
        """Tell whether it runs: nobody waits for a worker or the schedule."""
        return self.is_running


class Web(Process):
    """The web server."""

    name = "web"
    title = "the web server"
    patience: ClassVar[float] = 60.0
    grace = 2.0

    def ports(self) -> dict[int, str]:
        """Return the port people visit."""
        return {self.stack.ports.web: "DIALOG_WEB_PORT"}

    def variables(self) -> Mapping[str, str]:
        """Leave out the owner's password: a request never migrates, provisions or deletes."""
        return {**super().variables(), "DATABASE_OWNER_PASSWORD": ""}

    def arguments(self) -> list[str]:
        """Return granian with the WSGI application."""
        port = str(self.stack.ports.web)
        options = ["--interface", "wsgi", "--host", LOOPBACK, "--port", port, "--workers", "2"]
        limits = ["--blocking-threads", "4", "--backpressure", "64", "--workers-kill-timeout", "2", "--no-ws"]
        return ["granian", *options, *limits, "--log-level", "warning", "config.wsgi:application"]

    def is_ready(self) -> bool:
        """Tell whether the App's first page answers; any answer but a server error will do."""
        line = http.client.HTTPConnection(LOOPBACK, self.stack.ports.web, timeout=5)
        try:
            line.request("GET", "/", headers={"Host": f"app.localhost:{self.stack.ports.web}"})
            return line.getresponse().status < 500
        except (OSError, http.client.HTTPException):
            return False
        finally:
            line.close()


class Worker(Process):
    """The worker."""

    name = "worker"
    title = "the worker"
    grace = 2.0

    def arguments(self) -> list[str]:
        """Return Celery's worker with two processes."""
        quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "WARNING"]
        return ["celery", "-A", "config.celery", "worker", "--pool", "prefork", "--concurrency", "2", *quiet]

    def variables(self) -> Mapping[str, str]:
        """Allow Celery to run as root: it reads no pickles here, which is what its warning is about."""
        return {**super().variables(), **({} if os.geteuid() else {"C_FORCE_ROOT": "1"})}


class Schedule(Process):
    """The scheduler."""

    name = "schedule"
    title = "the schedule"
    grace = 1.0

    def prepare(self) -> None:
        """Forget when each task last ran: a damaged record would stop the start, and tasks are idempotent."""
        super().prepare()
        for record in self.data.glob("record*"):
            record.unlink()

    def arguments(self) -> list[str]:
        """Return Celery's beat, its record in our folder."""
        record = ["--schedule", str(self.data / "record"), "--pidfile", ""]
        return ["celery", "-A", "config.celery", "beat", *record, "--loglevel", "WARNING"]
