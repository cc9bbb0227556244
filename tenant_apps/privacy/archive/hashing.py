"""SHA-256 beside the writing: a large block is hashed by a thread while the next one is fetched or deflated."""

from __future__ import annotations

import hashlib
from concurrent.futures import Future, ThreadPoolExecutor

SMALL = 128 * 1024


class Digest:
    """A running SHA-256, at most one block behind."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self._hasher: ThreadPoolExecutor | None = None
        self._behind: Future[None] | None = None

    def update(self, data: bytes) -> None:
        self._catch_up()
        if len(data) < SMALL:
            self._digest.update(data)
            return
        self._hasher = self._hasher or ThreadPoolExecutor(1)
        self._behind = self._hasher.submit(self._digest.update, data)

    def hexdigest(self) -> str:
        self._catch_up()
        if self._hasher is not None:
            self._hasher.shutdown()
            self._hasher = None
        return self._digest.hexdigest()

    def _catch_up(self) -> None:
        if self._behind is not None:
            self._behind.result()
            self._behind = None
