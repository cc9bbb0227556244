import pytest

from shared_apps.stack import process
from shared_apps.stack.ports import answers
from shared_apps.stack.profiles import profile

HOLD = """
import signal
from shared_apps.stack import testing
with testing.services() as variables:
    print("up", flush=True)
    signal.pause()
"""


@pytest.fixture
def shared_stack(stack, monkeypatch):
    monkeypatch.setenv("DIALOG_VAR", str(stack.home.parent))
    made = profile("test")
    yield made
    process.end_survivors(made.home)


def test_services_are_shared_by_their_holders_and_end_with_the_last(shared_stack, in_another_process, eventually):
    first, second = in_another_process(HOLD), in_another_process(HOLD)
    written = dict(line.split("=", 1) for line in (shared_stack.home / "env").read_text().splitlines())
    running = process.survivors(shared_stack.home)

    first.kill()
    first.wait()

    assert written["DATABASE_PORT"] == str(shared_stack.ports.postgres)
    assert answers(shared_stack.ports.postgres)
    assert process.survivors(shared_stack.home)[: len(running)] == running

    second.kill()
    second.wait()
    eventually(lambda: process.survivors(shared_stack.home) == [])
    assert not (shared_stack.home / "env").exists()
