"""File locks: the kernel releases them however their holder ends, kill -9 included."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold a file alone, waiting for whoever holds it."""
    with _opened(path) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def shared(path: Path) -> Iterator[None]:
    """Hold a file together with others, waiting for whoever holds it alone."""
    with _opened(path) as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        yield


def try_exclusive(path: Path) -> IO[str] | None:
    """Return the file held alone until it is closed, or None when another holds it."""
    file = _opened(path)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file


def is_held(path: Path) -> bool:
    """Tell whether anybody holds a file alone."""
    file = try_exclusive(path)
    if file is None:
        return True
    file.close()
    return False


def _opened(path: Path) -> IO[str]:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.open("a+")
