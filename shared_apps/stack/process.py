"""Child processes that end with their parent, and those of an earlier run that did not."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

MARKER = "DIALOG_STACK_HOME"
TITLED = ("postgres", "valkey-server")
_PR_SET_PDEATHSIG = 1


def spawn(
    command: Sequence[str],
    *,
    home: Path,
    folder: Path,
    log: Path,
    variables: Mapping[str, str],
    last_signal: signal.Signals = signal.SIGTERM,
    aloud: bool = False,
    **identity: Any,
) -> subprocess.Popen[bytes]:
    """Start a program in a session of its own, told to stop when this process dies; `aloud` shows its words."""
    with log.open("ab") as output:
        return subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **variables, MARKER: str(home)},
            stdin=subprocess.DEVNULL,
            stdout=None if aloud else output,
            stderr=output,
            start_new_session=True,
            preexec_fn=_dies_with_parent(last_signal),  # noqa: PLW1509 -- launchers start from one thread
            **identity,
        )


def _dies_with_parent(last_signal: signal.Signals) -> Callable[[], None] | None:
    if not sys.platform.startswith("linux"):
        return None
    prctl, parent = ctypes.CDLL(None).prctl, os.getpid()

    def ask_kernel() -> None:
        prctl(_PR_SET_PDEATHSIG, int(last_signal), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return ask_kernel


def end(
    process: subprocess.Popen[bytes],
    how: signal.Signals,
    seconds: float,
    harder: signal.Signals = signal.SIGKILL,
) -> None:
    """Ask a process to stop, wait, insist, then end whatever is left of its session."""
    for request, patience in ((how, seconds), (harder, 0.4)):
        if process.poll() is None:
            process.send_signal(request)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(patience)
    if process.poll() is None:
        signal_group(process.pid, signal.SIGKILL)
        process.wait()
    end_group(process.pid)


def end_group(leader: int, seconds: float = 2.0) -> None:
    """Kill what is left of a session and wait until it has let go of its ports."""
    deadline = time.monotonic() + seconds
    while signal_group(leader, signal.SIGKILL) and time.monotonic() < deadline:
        time.sleep(0.02)


def signal_group(leader: int, how: signal.Signals) -> bool:
    """Signal every process of a session started by `spawn`; tell whether there was one."""
    try:
        os.killpg(leader, how)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def survivors(home: Path) -> list[int]:
    """Return the processes an earlier, killed run of a stack has left behind."""
    return [pid for pid in _processes() if pid != os.getpid() and _belongs_to(pid, home)]


def end_survivors(home: Path, seconds: float = 4) -> list[int]:
    """Stop what an earlier run left behind, so that its data folders are free."""
    found = survivors(home)
    for how, patience in ((signal.SIGINT, seconds), (signal.SIGKILL, 2.0)):
        for pid in survivors(home):
            _signal(pid, how)
        deadline = time.monotonic() + patience
        while survivors(home) and time.monotonic() < deadline:
            time.sleep(0.05)
    return found


def _processes() -> Iterator[int]:
    if Path("/proc/self").exists():
        yield from (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdecimal())


def _belongs_to(pid: int, home: Path) -> bool:
    """Servers that overwrite their environment to show a title are known by where they work."""
    process = Path("/proc") / str(pid)
    try:
        if b") Z " in (process / "stat").read_bytes():
            return False
        if f"{MARKER}={home}".encode() in (process / "environ").read_bytes().split(b"\0"):
            return True
        folder, program = (process / "cwd").readlink(), (process / "exe").readlink()
    except OSError:
        return False
    return program.name in TITLED and folder.is_relative_to(home)


def _signal(pid: int, how: signal.Signals) -> None:
    try:
        os.kill(pid, how)
    except ProcessLookupError:
        return
