"""What a jeweler's archive is: one zip, described by its manifest.

manifest.json                      format, counts, migration state, SHA-256 of every member
README.txt, schema.md              what is here, and what each table and column means
rows/<table>.copy                  the rows in PostgreSQL's COPY text format, ordered by key
read/<table>.csv, read/<table>.jsonl   the same rows for people and other programs
files/<table>/<column>/<id>-<name> the files themselves
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from shared_apps.core.errors import DomainError

FORMAT = 1
MANIFEST = "manifest.json"
MAX_MANIFEST_BYTES = 256 * 1024 * 1024


class NotAnArchive(DomainError):
    message = "This file is not an archive of a DIA'LOG workspace, or it was damaged on the way."


@dataclass(frozen=True)
class TableEntry:
    columns: list[str]
    rows: int
    member: str


@dataclass(frozen=True)
class FileEntry:
    """A stored object: ``key`` is relative to the jeweler's prefix, ``table`` and ``row`` say who refers to it."""

    key: str
    table: str
    row: str
    member: str
    bytes: int


@dataclass
class Manifest:
    jeweler: dict[str, str]
    made_at: str
    migrations: list[tuple[str, str]]
    trail_seq: int = 0
    trail_hash: str = ""
    tables: dict[str, TableEntry] = field(default_factory=dict)
    files: list[FileEntry] = field(default_factory=list)
    members: dict[str, dict[str, Any]] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())

    @property
    def file_bytes(self) -> int:
        return sum(file.bytes for file in self.files)

    def to_json(self) -> bytes:
        body = asdict(self) | {"counts": {"tables": len(self.tables), "rows": self.rows, "files": len(self.files)}}
        return json.dumps(body, ensure_ascii=False, indent=1).encode()

    @classmethod
    def from_json(cls, data: bytes) -> Manifest:
        """Read a manifest; raises NotAnArchive for anything it does not know."""
        try:
            body = json.loads(data)
            if body.pop("format") != FORMAT:
                raise NotAnArchive("This archive was made by a newer version of DIA'LOG than this one.")
            body.pop("counts", None)
            tables = {name: TableEntry(**entry) for name, entry in body.pop("tables").items()}
            files = [FileEntry(**entry) for entry in body.pop("files")]
            migrations = [(str(app), str(name)) for app, name in body.pop("migrations")]
            return cls(tables=tables, files=files, migrations=migrations, **body)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise NotAnArchive from error
