"""A progress bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import threading
from typing import TextIO

WIDTH = 30


class Progress:
    """Counts schemas; safe to advance from several threads."""

    def __init__(self, stream: TextIO, total: int, *, quiet: bool = False) -> None:
        self.stream = stream
        self.total = total
        self.quiet = quiet
        self.done = 0
        self._lock = threading.Lock()
        self._is_terminal = bool(getattr(stream, "isatty", bool)())

    def advance(self) -> None:
        with self._lock:
            self.done += 1
            if self.quiet or not self.total:
                return
            if self._is_terminal:
                filled = WIDTH * self.done // self.total
                end = "\n" if self.done == self.total else ""
                bar = "█" * filled + "·" * (WIDTH - filled)
                self.stream.write(f"\r  {bar} {self.done}/{self.total} schemas{end}")
            elif self.done == self.total or self.done % max(1, self.total // 10) == 0:
                self.stream.write(f"  {self.done}/{self.total} schemas\n")
            self.stream.flush()
