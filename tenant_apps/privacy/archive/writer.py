"""Writes an archive to a stream it cannot rewind, hashing every member on the way."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from types import TracebackType
from typing import IO, Protocol, Self, cast

from isal import isal_zlib

from shared_apps.core.clock import now
from shared_apps.core.threads import beside
from tenant_apps.privacy.archive.format import MANIFEST, Manifest
from tenant_apps.privacy.archive.hashing import Digest

ROW_COMPRESSION = 1
# Deflate without a header of its own, as zip files hold it.
RAW = -15


class Sink(Protocol):
    """Where the archive goes: a file, or a multipart upload."""

    def write(self, data: bytes, /) -> int: ...

    def flush(self) -> None: ...


class HashingMember:
    """One member of the zip while it is written: hashed and deflated beside the reading, one block behind."""

    def __init__(self, stream: IO[bytes], hand: Executor, wrote: Callable[[int], None]) -> None:
        self._stream, self._hand, self._wrote = stream, hand, wrote
        self._behind: Future[int] | None = None
        self._digest, self.bytes = Digest(), 0

    def write(self, data: bytes) -> None:
        self._digest.update(data)
        self.catch_up()
        self._behind = beside(self._hand, self._stream.write, data)
        self.bytes += len(data)
        self._wrote(len(data))

    def catch_up(self) -> None:
        """Wait until all that was written stands in the stream; raises what the stream raised."""
        if self._behind is not None:
            behind, self._behind = self._behind, None
            behind.result()

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()


class ArchiveWriter:
    """A zip with a manifest as its last member; ``wrote`` is told the bytes as they go by.

    ``sha256`` is the manifest's, and so the archive's: it holds the hash of every other member.

    Left without an error, the manifest and the directory are written; left with one, the sink is written to no more.
    """

    def __init__(self, sink: Sink, manifest: Manifest, wrote: Callable[[int], None] = lambda _count: None) -> None:
        self._stream = _Forward(sink)
        self._zip = zipfile.ZipFile(cast("IO[bytes]", self._stream), "w", allowZip64=True)
        self.manifest, self._wrote = manifest, wrote
        self.sha256 = ""
        self._hand = ThreadPoolExecutor(1, thread_name_prefix="archive")
        self._at = now().timetuple()[:6]

    @contextmanager
    def member(self, name: str, *, compressed: bool = True) -> Iterator[HashingMember]:
        """Open the next member; files that are compressed already are stored as they are."""
        info = zipfile.ZipInfo(name, self._at)
        info.compress_type = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
        info.external_attr = 0o600 << 16
        with self._zip.open(info, "w", force_zip64=True) as stream:
            if compressed:
                # The same deflate four times as fast as zlib; zipfile has no place to name another maker of it.
                stream._compressor = isal_zlib.compressobj(ROW_COMPRESSION, wbits=RAW)  # type: ignore[attr-defined]  # noqa: SLF001
            member = HashingMember(stream, self._hand, self._wrote)
            try:
                yield member
            finally:
                member.catch_up()
        self.manifest.members[name] = {"bytes": member.bytes, "sha256": member.sha256}

    def text(self, name: str, content: str) -> None:
        with self.member(name) as member:
            member.write(content.encode())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._hand.shutdown()
        if error is None:
            self._finish()
        else:
            self._stream.is_abandoned = True

    def _finish(self) -> None:
        with self._zip.open(zipfile.ZipInfo(MANIFEST, self._at), "w", force_zip64=True) as stream:
            text = self.manifest.to_json()
            stream.write(text)
        self._zip.close()
        self.sha256 = hashlib.sha256(text).hexdigest()


class _Forward:
    """Hides ``seek`` and ``tell``, so that zipfile writes a pure stream whatever the sink."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self.is_abandoned = False

    def write(self, data: bytes) -> int:
        # A zip that is dropped half-way still wants to write its directory.
        return len(data) if self.is_abandoned else self._sink.write(data)

    def flush(self) -> None:
        if not self.is_abandoned:
            self._sink.flush()
