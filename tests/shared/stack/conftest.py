import os
import subprocess
import sys
import time

import pytest

from shared_apps.stack import process
from shared_apps.stack.embedded import embedded_services, start_all, stop_all
from shared_apps.stack.ports import free_block
from shared_apps.stack.profiles import ADMIN_GAP, PORT_BLOCK, Ports, Profile


@pytest.fixture
def stack(tmp_path):
    """A durable stack of its own on free ports; whatever a test leaves running is ended."""
    first = free_block(PORT_BLOCK, also=ADMIN_GAP)
    ports = Ports(s3=first, postgres=first + 10, valkey=first + 11, web=first + 12)
    made = Profile("demo", tmp_path / "var" / "demo", ports)
    yield made
    process.end_survivors(made.home)


@pytest.fixture
def started(stack):
    """Start the named services of the stack, all of them without a name."""
    running = []

    def start(*names):
        running.extend(service for service in embedded_services(stack) if not names or service.name in names)
        start_all(running)
        return running

    yield start
    stop_all(running)


@pytest.fixture
def variables(stack):
    """The environment that gives another process the same stack."""
    return {
        **os.environ,
        "DIALOG_VAR": str(stack.home.parent),
        "DIALOG_PG_PORT": str(stack.ports.postgres),
        "DIALOG_VALKEY_PORT": str(stack.ports.valkey),
        "DIALOG_S3_PORT": str(stack.ports.s3),
        "DIALOG_WEB_PORT": str(stack.ports.web),
    }


@pytest.fixture
def in_another_process(variables):
    """Run Python source elsewhere until it prints a line."""
    started = []

    def start(source):
        program = subprocess.Popen(
            [sys.executable, "-c", source], env=variables, stdout=subprocess.PIPE, start_new_session=True
        )
        started.append(program)
        assert program.stdout.readline() == b"up\n"
        return program

    yield start
    for program in started:
        program.kill()
        program.wait()
        program.stdout.close()


@pytest.fixture
def eventually():
    def wait(condition, seconds=10):
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, "it did not happen in time"
            time.sleep(0.05)

    return wait
