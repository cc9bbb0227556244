"""Mails that carry a code or speak of an account's security.

Sign-in asks for a mail whether or not the address is known, so that both take the same path in the same time: a job
with a sealed letter of one size. The worker opens it and sends it, or finds it empty and does nothing. Neither the
queue nor the outbox shows an address or a code.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta

from shared_apps.accounts.sealing import open_text, seal_text
from shared_apps.core.clock import now
from shared_apps.core.db import Half, controller_atomic
from shared_apps.core.jobs import enqueue
from shared_apps.egress import mail

PURPOSE = "letter"
SIZE = 1200
GOOD_FOR = timedelta(minutes=10)


@controller_atomic()
def post(kind: str | None, to: str, context: Mapping[str, str]) -> None:
    """Queue a letter; with no kind an empty one, that nobody can tell from a full one."""
    letter = {"kind": kind, "to": to, "context": dict(context), "until": (now() + GOOD_FOR).timestamp()}
    sealed = seal_text(PURPOSE, json.dumps(letter).ljust(SIZE))
    enqueue("accounts.send_letter", half=Half.CONTROLLER, sealed=sealed)


def deliver(sealed: str) -> None:
    """Send a sealed letter; one that came too late to be of use is dropped."""
    letter = json.loads(open_text(PURPOSE, sealed))
    if letter["kind"] is not None and now().timestamp() <= letter["until"]:
        mail.send(letter["kind"], to=letter["to"], context=letter["context"])
