"""A run through the product in which whatever a person can type is a word that occurs nowhere else.

Real requests, a real worker, the real queue, cache, store and PostgreSQL; everything that keeps words is collected.
"""

from __future__ import annotations

import base64
import binascii
import logging
import os
import re
import secrets
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any

import redis
from django.conf import settings

from config.logs import AllowListFormatter
from shared_apps.egress.mailbox import folder
from shared_apps.stack.application import Worker
from shared_apps.stack.profiles import profile
from shared_apps.storage.client import inner_client
from tests.support.database import superuser

ALPHABET = "bcdfghjkmpqrstvwxz"
CHUNK = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}")
PREFIXED_WORKER = """
import sys
from config.celery import app
options = app.conf.broker_transport_options
app.conf.broker_transport_options = {**options, "global_keyprefix": sys.argv[1]}
app.worker_main(sys.argv[2:])
"""


class Tokens:
    """Words by the name of the field they were typed into."""

    def __init__(self) -> None:
        self.words: dict[str, str] = {}

    def __call__(self, name: str) -> str:
        if name not in self.words:
            self.words[name] = "canary" + "".join(secrets.choice(ALPHABET) for _ in range(14))
        return self.words[name]

    def email(self, name: str) -> str:
        return f"{self(name)}@example.com"

    def phone(self, name: str) -> str:
        """Return a number no other field holds; too short to be a card's."""
        return self.words.setdefault(name, f"+8525{secrets.randbelow(10**7):07}")

    def form(self, space: str, *names: str, **others: Any) -> dict[str, Any]:
        return {name: self(f"{space}.{name}") for name in names} | others

    def found_in(self, text: str) -> set[str]:
        text = text.lower()
        return {name for name, word in self.words.items() if word.lower() in text}


@dataclass
class Evidence:
    """What each place that keeps words has kept."""

    tokens: Tokens = field(default_factory=Tokens)
    app_log: str = ""
    worker_log: str = ""
    service_logs: dict[str, str] = field(default_factory=dict)
    queue_and_cache: str = ""
    object_keys: str = ""
    mails: str = ""
    tables: dict[str, dict[str, str]] = field(default_factory=dict)
    foreign_handlers: list[str] = field(default_factory=list)


def unfolded(text: str) -> str:
    """Return a text with what its base64 says; the queue wraps every message's body so."""
    found = [text]
    for chunk in CHUNK.findall(text):
        for decode in (base64.b64decode, base64.urlsafe_b64decode):
            try:
                found.append(decode(chunk + "=" * (-len(chunk) % 4)).decode(errors="replace"))
            except (binascii.Error, ValueError):
                continue
    return "\n".join(found)


def handlers() -> set[logging.Handler]:
    """Return the handlers of every logger but those of the test runner."""
    loggers = [logging.getLogger(), *(logging.getLogger(name) for name in logging.root.manager.loggerDict)]
    found = {handler for logger in loggers for handler in logger.handlers}
    return {handler for handler in found if not type(handler).__module__.startswith("_pytest.")}


def foreign_handlers() -> list[str]:
    """Return the handlers that would write more than the allowed fields."""
    silent = (logging.NullHandler,)
    wanted = [handler for handler in handlers() if not isinstance(handler, silent)]
    return sorted(repr(handler) for handler in wanted if not isinstance(handler.formatter, AllowListFormatter))


@contextmanager
def app_log() -> Iterator[StringIO]:
    """Collect what the configured handlers write, by their own formatter."""
    ours = [handler for handler in handlers() if isinstance(handler.formatter, AllowListFormatter)]
    assert ours
    written = StringIO()
    before = {handler: handler.setStream(written) for handler in ours}
    try:
        yield written
    finally:
        for handler, stream in before.items():
            handler.setStream(stream)


class Listener:
    """Hears every command the queue's and cache's server gets while the block runs."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self._end = f"end-{secrets.token_hex(8)}"
        self._begun = threading.Event()
        self._thread = threading.Thread(target=self._listen)

    def _listen(self) -> None:
        with redis.Redis.from_url(settings.BROKER_URL, socket_timeout=None).monitor() as monitor:
            self._begun.set()
            for command in monitor.listen():
                self.heard.append(command["command"])
                if self._end in command["command"]:
                    return

    def __enter__(self) -> Listener:
        self._thread.start()
        assert self._begun.wait(10)
        return self

    def __exit__(self, *_exception: object) -> None:
        redis.Redis.from_url(settings.BROKER_URL).echo(self._end)
        self._thread.join(30)

    @property
    def text(self) -> str:
        return unfolded("\n".join(self.heard))


@contextmanager
def worker(log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run the product's worker on this test process's queue and database."""
    from config.celery import app

    stack = Worker(profile("test"))
    prefix = app.conf.broker_transport_options["global_keyprefix"]
    arguments = stack.arguments()[stack.arguments().index("worker") :]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-c", PREFIXED_WORKER, prefix, *arguments],
            cwd=stack.folder(),
            env={**os.environ, **stack.variables()},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_until(met: Any, *, seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not met():
        assert time.monotonic() < deadline, "the worker has not finished"
        time.sleep(0.1)


@contextmanager
def service_logs(evidence: Evidence) -> Iterator[None]:
    """Collect what the services themselves write meanwhile."""
    paths = sorted((profile("test").home / "logs").glob("*.log"))
    ends = {path: path.stat().st_size for path in paths}
    yield
    for path, end in ends.items():
        with path.open("rb") as log:
            log.seek(end)
            evidence.service_logs[path.stem] = log.read().decode(errors="replace")


@contextmanager
def mails(evidence: Evidence) -> Iterator[None]:
    before = set(folder().glob("*.eml"))
    yield
    new = [path.read_text(errors="replace") for path in set(folder().glob("*.eml")) - before]
    evidence.mails = unfolded("\n".join(new).replace("=\n", ""))


def object_keys() -> str:
    """Return the key of every object in the bucket."""
    pages = inner_client().get_paginator("list_objects_v2").paginate(Bucket=settings.S3_BUCKET)
    return "\n".join(found["Key"] for page in pages for found in page.get("Contents", ()))


def tables_of(schema: str) -> dict[str, str]:
    """Return every table of a schema as COPY writes it."""
    found = {}
    with superuser(settings.DATABASES["default"]["NAME"]) as connection:
        names = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema]).fetchall()
        for (name,) in names:
            with connection.cursor().copy(f'COPY "{schema}"."{name}" TO STDOUT') as copy:
                found[name] = b"".join(bytes(chunk) for chunk in copy).decode(errors="replace")
    return found
