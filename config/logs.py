"""One log schema: an allow-list of fields, so that nothing about a person can slip in (P18)."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime

FIELDS = (
    "route",
    "method",
    "status",
    "milliseconds",
    "request_id",
    "surface",
    "tenant",
    "actor",
    "task",
    "error",
    "provider",
    "bytes",
    "count",
    "code",
)


class AllowListFormatter(logging.Formatter):
    """Formats a record as one JSON line of known fields; an exception keeps its class and place, never its message."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.msg if isinstance(record.msg, str) else type(record.msg).__name__,
        }
        line |= {name: value for name in FIELDS if (value := getattr(record, name, None)) is not None}
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            line["where"] = self.places(record)
        return json.dumps(line, default=str)

    @staticmethod
    def places(record: logging.LogRecord) -> list[str]:
        trace = record.exc_info[2] if record.exc_info else None
        found = []
        while trace is not None:
            code = trace.tb_frame.f_code
            found.append(f"{code.co_filename.rpartition('/site-packages/')[2]}:{trace.tb_lineno} {code.co_name}")
            trace = trace.tb_next
        return found[-8:]
