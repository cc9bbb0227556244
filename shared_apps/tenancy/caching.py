"""A small cache inside one process: bounded, so that guessed hosts cannot fill the memory."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable


class TimedCache[Key: Hashable, Value]:
    """Remember answers for some seconds, the oldest leaving first."""

    def __init__(self, *, seconds: float, size: int) -> None:
        self.seconds = seconds
        self.size = size
        self._entries: OrderedDict[Key, tuple[float, Value]] = OrderedDict()
        self._lock = threading.Lock()
        self._generation = 0

    def get(self, key: Key, look_up: Callable[[], Value]) -> Value:
        """Return the remembered answer or look it up."""
        entry = self._entries.get(key)
        if entry is not None and entry[0] > time.monotonic():
            return entry[1]
        generation = self._generation
        value = look_up()
        with self._lock:
            # An answer looked up before something was forgotten may be the forgotten one.
            if generation == self._generation:
                self._entries[key] = (time.monotonic() + self.seconds, value)
                self._entries.move_to_end(key)
            while len(self._entries) > self.size:
                self._entries.popitem(last=False)
        return value

    def drop(self, matches: Callable[[Key, Value], bool]) -> None:
        """Forget the entries that match."""
        with self._lock:
            self._generation += 1
            for key in [key for key, (_until, value) in self._entries.items() if matches(key, value)]:
                del self._entries[key]

    def clear(self) -> None:
        self.drop(lambda _key, _value: True)
