"""Reads an archive without trusting it: names, sizes and hashes are checked before anything is used."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tenant_apps.privacy.archive.format import MANIFEST, MAX_MANIFEST_BYTES, Manifest, NotAnArchive

BLOCK = 1 << 20


class DamagedMember(NotAnArchive):
    message = "A part of this archive does not match its own manifest. Nothing was restored."


class ArchiveReader:
    """An open archive; every member it yields is hashed and compared at its end."""

    def __init__(self, archive: zipfile.ZipFile, manifest: Manifest) -> None:
        self._zip, self.manifest = archive, manifest

    def blocks(self, member: str) -> Iterator[bytes]:
        """Yield a member in blocks; raises DamagedMember when it is missing, longer, shorter or other than declared."""
        try:
            expected = self.manifest.members[member]
            digest, size = hashlib.sha256(), 0
            with self._zip.open(member) as stream:
                while block := stream.read(BLOCK):
                    size += len(block)
                    if size > expected["bytes"]:
                        raise DamagedMember
                    digest.update(block)
                    yield block
        except (KeyError, zipfile.BadZipFile, EOFError, OSError) as error:
            raise DamagedMember from error
        if (size, digest.hexdigest()) != (expected["bytes"], expected["sha256"]):
            raise DamagedMember

    def read(self, member: str) -> bytes:
        return b"".join(self.blocks(member))


@contextmanager
def open_archive(path: Path) -> Iterator[ArchiveReader]:
    """Open an archive; raises NotAnArchive."""
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo(MANIFEST).file_size > MAX_MANIFEST_BYTES:
                raise NotAnArchive
            yield ArchiveReader(archive, Manifest.from_json(archive.read(MANIFEST)))
    except (KeyError, zipfile.BadZipFile, FileNotFoundError, IsADirectoryError) as error:
        raise NotAnArchive from error
