import os
import signal
import time

import pytest

from shared_apps.stack import demo, process
from shared_apps.stack.application import Web, Worker
from shared_apps.stack.errors import StackError
from shared_apps.stack.preparation import Preparation

WATCHED = """
from shared_apps.stack import demo
from shared_apps.stack.profiles import profile
from shared_apps.stack.service import Service

class Sleeper(Service):
    name = title = "sleeper"
    def command(self):
        return ["sh", "-c", "sleep 60 & wait"]
    def is_ready(self):
        return self.is_running

stack = profile("demo")
parts = [Sleeper(stack)]
with demo.only_one(stack), demo.until_interrupted(), demo.stopped_at_the_end(parts, []):
    parts[0].start()
    print("up", flush=True)
    demo.watch(parts)
"""


def sleepers(stack):
    return sorted(process.survivors(stack.home))


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_interrupted_demo_stops_within_five_seconds_leaving_no_process(stack, in_another_process, eventually, how):
    program = in_another_process(WATCHED)
    eventually(lambda: len(sleepers(stack)) == 2)

    started = time.monotonic()
    program.send_signal(how)

    assert program.wait(5) == 0
    assert time.monotonic() - started < 5
    assert sleepers(stack) == []


def test_demo_starts_a_part_that_died_again_without_its_orphans(stack, in_another_process, eventually):
    program = in_another_process(WATCHED)
    eventually(lambda: len(sleepers(stack)) == 2)
    before = sleepers(stack)

    os.kill(before[0], signal.SIGKILL)
    eventually(lambda: len(sleepers(stack)) == 2 and not set(before) & set(sleepers(stack)))

    assert b"sleeper ended (SIGKILL)" in _said_before_stopping(program)


def _said_before_stopping(program):
    program.send_signal(signal.SIGINT)
    program.wait(5)
    return program.stdout.read()


def test_second_demo_is_refused_while_the_first_runs(stack):
    with demo.only_one(stack), pytest.raises(StackError, match="running already"), demo.only_one(stack):
        pass


def test_killed_demo_leaves_nothing_the_next_start_does_not_end(stack, in_another_process, eventually):
    program = in_another_process(WATCHED)
    eventually(lambda: len(sleepers(stack)) == 2)
    program.kill()
    program.wait()

    process.end_survivors(stack.home, seconds=0.5)

    assert sleepers(stack) == []


def test_failing_preparation_stops_the_start_with_a_sentence(stack):
    stack.home.mkdir(parents=True)

    with (
        Preparation(stack, before=["no_such_command"], then=[]) as preparation,
        pytest.raises(StackError, match="its preparation failed"),
    ):
        preparation.wait_servable()

    assert sleepers(stack) == []


def test_reset_deletes_the_demo_and_keeps_the_secrets(stack, monkeypatch, capsys):
    monkeypatch.setenv("DIALOG_VAR", str(stack.home.parent))
    secrets = stack.credentials
    (stack.home / "postgres").mkdir(parents=True)
    (stack.home / "table.txt").write_text("x")

    demo.reset()

    assert [entry.name for entry in stack.home.iterdir()] == ["run.lock"]
    assert stack.credentials == secrets
    assert "starts over" in capsys.readouterr().out


def test_web_is_started_without_the_owners_password(stack, monkeypatch):
    monkeypatch.delenv("DATABASE_OWNER_PASSWORD", raising=False)

    assert Web(stack).variables()["DATABASE_OWNER_PASSWORD"] == ""
    assert Worker(stack).variables()["DATABASE_OWNER_PASSWORD"] == stack.credentials["database_owner"]
