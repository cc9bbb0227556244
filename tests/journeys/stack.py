"""A whole DIA'LOG of its own: services, web, worker and schedule as real processes on free ports.

It shares nothing with the other tests' services, because its journeys kill what they run on.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import closing
from functools import cached_property
from pathlib import Path

import boto3
import psycopg

from shared_apps.stack.application import Schedule, Web, Worker
from shared_apps.stack.embedded import embedded_services, start_all, stop_all
from shared_apps.stack.ports import free_block
from shared_apps.stack.profiles import (
    ADMIN_GAP,
    PORT_BLOCK,
    REPOSITORY,
    Ports,
    Profile,
    environment_of,
    role_passwords,
    superuser_dsn,
)
from shared_apps.stack.service import Service
from shared_apps.tenancy.bootstrap import prepare_database

# A killed worker's job is free again after its lease, and the schedule looks for such jobs as often.
LEASE_SECONDS = 5
PATIENCE = 45.0


def variables_of(stack: Profile) -> dict[str, str]:
    own = {"COOLING_OFF_DAYS": "0", "JOB_LEASE_SECONDS": str(LEASE_SECONDS), "SPARE_SCHEMAS": "0"}
    return environment_of(stack) | own | {"DJANGO_SETTINGS_MODULE": "config.settings.test"}


class OwnVariables:
    """A process of this stack, whatever addresses stand in the environment of the tests."""

    def variables(self) -> Mapping[str, str]:
        return {**super().variables(), **variables_of(self.stack), **self.withheld}

    withheld: Mapping[str, str] = {}


class OwnWeb(OwnVariables, Web):
    withheld = {"DATABASE_OWNER_PASSWORD": ""}


class OwnWorker(OwnVariables, Worker):
    pass


class OwnSchedule(OwnVariables, Schedule):
    pass


class Stack:
    """The running system, and what a test may do to it from outside."""

    def __init__(self, home: Path) -> None:
        first = free_block(PORT_BLOCK, also=ADMIN_GAP)
        ports = Ports(s3=first, postgres=first + 10, valkey=first + 11, web=first + 12)
        # Durable: what a kill may not lose must not be lost on purpose.
        self.profile = Profile("test", home / "var" / "journeys", ports, durable=True)
        self.services = embedded_services(self.profile)
        self.web, self.worker, self.schedule = OwnWeb(self.profile), OwnWorker(self.profile), OwnSchedule(self.profile)
        self._looking: psycopg.Connection | None = None
        self.postgres = next(service for service in self.services if service.name == "postgres")

    @cached_property
    def variables(self) -> dict[str, str]:
        return {**os.environ, **variables_of(self.profile)}

    @property
    def application(self) -> list[Service]:
        return [self.web, self.worker, self.schedule]

    def start(self) -> None:
        start_all(self.services)
        prepare_database(superuser_dsn(self.profile), self.profile.database, role_passwords(self.profile))
        self.run("-m", "tests.journeys.seed")
        for process in self.application:
            process.start()
        self.web.wait_ready()

    def stop(self) -> None:
        self._look_away()
        stop_all(self.application)
        stop_all(self.services)

    def run(self, *arguments: str, expected: int = 0) -> str:
        """Run a Python program against the stack; return what it wrote."""
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=REPOSITORY,
            env=self.variables,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == expected, done.stderr[-3000:]
        return done.stdout if expected == 0 else done.stderr

    def manage(self, *arguments: str, expected: int = 0) -> str:
        """Run a management command as its operator would, in a process of its own."""
        return self.run("manage.py", *arguments, expected=expected)

    def kill(self, service: Service) -> None:
        """Let a program die at once with everything it started, as when a machine loses power."""
        self._look_away()
        os.killpg(service.process.pid, signal.SIGKILL)
        service.process.wait()

    def restart(self, service: Service) -> None:
        """Start again what died, as `make demo` and any supervisor do."""
        service.stop()
        service.start()
        service.wait_ready()

    def rows(self, query: str, *parameters: object) -> list[tuple]:
        """Look into the database from beside the application."""
        if self._looking is None:
            self._looking = self.superuser()
        return self._looking.execute(query, parameters).fetchall()

    def _look_away(self) -> None:
        if self._looking is not None:
            self._looking.close()
            self._looking = None

    def value(self, query: str, *parameters: object) -> object:
        rows = self.rows(query, *parameters)
        return rows[0][0] if rows else None

    def superuser(self) -> psycopg.Connection:
        return psycopg.connect(superuser_dsn(self.profile), dbname=self.profile.database, autocommit=True)

    def schema_of(self, slug: str) -> str:
        return self.value("SELECT schema_name FROM jewelers_jeweler WHERE slug = %s", slug)

    def objects_of(self, jeweler: str) -> list[str]:
        """Return every version of every object the store holds of a jeweler."""
        with closing(self._store()) as store:
            found = store.list_object_versions(Bucket=self.profile.bucket, Prefix=f"t/{jeweler}/")
        return [one["Key"] for part in ("Versions", "DeleteMarkers") for one in found.get(part, [])]

    def unfinished_uploads_of(self, jeweler: str) -> list[str]:
        """Return the uploads of a jeweler that were begun and never completed."""
        with closing(self._store()) as store:
            found = store.list_multipart_uploads(Bucket=self.profile.bucket, Prefix=f"t/{jeweler}/")
        return [one["Key"] for one in found.get("Uploads", [])]

    def _store(self):
        return boto3.client(
            "s3",
            endpoint_url=self.store,
            aws_access_key_id=self.variables["S3_ACCESS_KEY"],
            aws_secret_access_key=self.variables["S3_SECRET_KEY"],
            region_name=self.variables["S3_REGION"],
        )

    @property
    def site(self) -> str:
        return f"http://{self.variables['SITE_HOST']}"

    @property
    def app(self) -> str:
        return f"http://{self.variables['APP_HOST']}"

    @property
    def console(self) -> str:
        return self.workspace("console")

    def workspace(self, slug: str) -> str:
        return f"http://{slug}.{self.variables['APP_HOST']}"

    @property
    def store(self) -> str:
        return self.variables["S3_PUBLIC_ENDPOINT"]


def eventually(condition, seconds=PATIENCE, every=0.05):
    """Wait until a condition holds and return its value; a test never waits longer than this."""
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(every)
    return found
