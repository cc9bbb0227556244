"""Runs the decoding child and reads its answer."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO, cast

from shared_apps.core.errors import Unavailable
from tenant_apps.library.imaging.sniff import Format, Refusal

ROOT = Path(__file__).resolve().parents[3]
OUTPUTS = ("master", "full", "preview", "thumb")

MAX_PIXELS = 100_000_000
MAX_SIDE = 16_000
MEMORY = 2_000_000_000
PROCESSOR_SECONDS = 60
WALL_SECONDS = 300

# How a decoder dies of the file itself; any other death (a worker shut down, a machine out of memory) is not its fault.
THE_FILES_FAULT = frozenset(
    {signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS, signal.SIGFPE, signal.SIGILL, signal.SIGTRAP, signal.SIGXCPU}
)


class DecoderStopped(Unavailable):
    """The child ended for a reason outside the file."""

    message = "The picture could not be prepared right now; it will be tried again."


@dataclass(frozen=True)
class Made:
    """One picture the child wrote."""

    name: str
    content_type: str
    width: int
    height: int
    file: BinaryIO


@dataclass(frozen=True)
class Decoded:
    """What the child made of a file; a PDF has no pictures."""

    format: Format
    width: int = 0
    height: int = 0
    color: str = ""
    hash: str = ""
    pictures: tuple[Made, ...] = ()


@contextmanager
def decoded(source: BinaryIO) -> Iterator[Decoded | Refusal]:
    """Decode a file in a bounded child; its pictures live in nameless files until the block ends."""
    with ExitStack() as stack:
        files = {name: cast("BinaryIO", stack.enter_context(TemporaryFile())) for name in OUTPUTS}
        yield read_answer(run_child(source, files), files)


def run_child(source: BinaryIO, files: dict[str, BinaryIO]) -> dict[str, Any]:
    targets = {name: file.fileno() for name, file in files.items()}
    limits = {
        "pixels": MAX_PIXELS,
        "side": MAX_SIDE,
        "memory": MEMORY,
        "seconds": PROCESSOR_SECONDS,
        "targets": targets,
    }
    source.seek(0)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "tenant_apps.library.imaging.child", json.dumps(limits)],
            stdin=source,
            capture_output=True,
            pass_fds=tuple(targets.values()),
            cwd=ROOT,
            env=environment(),
            timeout=WALL_SECONDS,
            start_new_session=True,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise DecoderStopped from error
    if done.returncode < 0 and -done.returncode in THE_FILES_FAULT:
        return {"refused": Refusal.TOO_HEAVY}
    if done.returncode:
        raise DecoderStopped
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def environment() -> dict[str, str]:
    """Return the child's environment: nothing of ours, least of all a secret."""
    threads = str(min(os.cpu_count() or 1, 4))
    return {
        "PATH": os.defpath,
        "VIPS_CONCURRENCY": threads,
        "VIPS_DISC_THRESHOLD": str(MEMORY),
        "MALLOC_ARENA_MAX": "2",
    }


def read_answer(answer: dict[str, Any], files: dict[str, BinaryIO]) -> Decoded | Refusal:
    if "refused" in answer:
        return Refusal(answer["refused"])
    if answer["format"] == Format.PDF:
        return Decoded(Format.PDF)
    size = (answer["width"], answer["height"])
    pictures = [Made("master", answer["master"], *size, files["master"])]
    for name, made in answer["renditions"].items():
        pictures.append(Made(name, "image/webp", made["width"], made["height"], files[name]))
    return Decoded(Format(answer["format"]), *size, answer["color"], answer["hash"], tuple(pictures))
