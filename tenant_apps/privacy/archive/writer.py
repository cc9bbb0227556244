"""Writes an archive to a stream it cannot rewind, hashing every member on the way."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import IO, Protocol, Self, cast

from shared_apps.core.clock import now
from tenant_apps.privacy.archive.format import MANIFEST, Manifest
from tenant_apps.privacy.archive.hashing import Digest

ROW_COMPRESSION = 1


class Sink(Protocol):
    """Where the archive goes: a file, or a multipart upload."""

    def write(self, data: bytes, /) -> int: ...

    def flush(self) -> None: ...


class HashingMember:
    """One member of the zip while it is written."""

    def __init__(self, stream: IO[bytes], wrote: Callable[[int], None]) -> None:
        self._stream, self._wrote = stream, wrote
        self._digest, self.bytes = Digest(), 0

    def write(self, data: bytes) -> None:
        self._digest.update(data)
        self._stream.write(data)
        self.bytes += len(data)
        self._wrote(len(data))

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()


class ArchiveWriter:
    """A zip with a manifest as its last member; ``wrote`` is told the bytes as they go by.

    Left without an error, the manifest and the directory are written; left with one, the sink is written to no more.
    """

    def __init__(self, sink: Sink, manifest: Manifest, wrote: Callable[[int], None] = lambda _count: None) -> None:
        self._stream = _Forward(sink)
        self._zip = zipfile.ZipFile(cast("IO[bytes]", self._stream), "w", allowZip64=True)
        self.manifest, self._wrote = manifest, wrote
        self._at = now().timetuple()[:6]

    @contextmanager
    def member(self, name: str, *, compressed: bool = True) -> Iterator[HashingMember]:
        """Open the next member; files that are compressed already are stored as they are."""
        info = zipfile.ZipInfo(name, self._at)
        info.compress_type = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
        # The archive's own level is not that of a member with a date; the name is public from Python 3.13 on only.
        info._compresslevel = ROW_COMPRESSION  # type: ignore[attr-defined]  # noqa: SLF001
        info.external_attr = 0o600 << 16
        with self._zip.open(info, "w", force_zip64=True) as stream:
            member = HashingMember(stream, self._wrote)
            yield member
        self.manifest.members[name] = {"bytes": member.bytes, "sha256": member.sha256}

    def text(self, name: str, content: str) -> None:
        with self.member(name) as member:
            member.write(content.encode())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if error is None:
            self._finish()
        else:
            self._stream.is_abandoned = True

    def _finish(self) -> None:
        with self._zip.open(zipfile.ZipInfo(MANIFEST, self._at), "w", force_zip64=True) as stream:
            stream.write(self.manifest.to_json())
        self._zip.close()


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
