"""A worker killed at any line of its work leaves nothing that the next run does not finish or clear away."""

import os
import signal
import sys

import pytest
from django.db import connections

from shared_apps.core.db import CONTROLLER, PROCESSOR
from shared_apps.tenancy.context import jeweler_context
from tenant_apps.library import operations
from tenant_apps.library.enums import FileKind, FileState
from tenant_apps.library.models import File
from tests.tenant.library import pictures

STRIDE = 6


def run_in_child(jeweler, file_id, *, dying_at):
    """Take the file in, in a forked process that kills itself at the nth line; tell whether it lived."""
    child = os.fork()
    if child:
        return os.WIFEXITED(os.waitpid(child, 0)[1])
    # The parent's sessions are the parent's: forget them without saying goodbye to the server.
    _kept = [take_away(alias) for alias in (PROCESSOR, CONTROLLER)]
    try:
        with jeweler_context(jeweler):
            sys.settrace(killer(dying_at))
            operations.ingest_file(file_id)
        sys.settrace(None)
        os._exit(0)
    finally:
        os.kill(os.getpid(), signal.SIGKILL)


def take_away(alias):
    connection, connections[alias].connection = connections[alias].connection, None
    return connection


def killer(line):
    left = [line]

    def trace(frame, event, _argument):
        if not frame.f_code.co_filename.endswith("operations/ingest.py"):
            return None
        if event == "line":
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    return trace


@pytest.mark.parametrize("kind", [FileKind.IMAGE, FileKind.DOCUMENT])
@pytest.mark.usefixtures("committed_db")
def test_a_worker_killed_at_any_line_leaves_nothing_dangling(in_jeweler_a, sent, bucket, kind):
    file = sent(pictures.encoded("jpeg"), kind=kind)
    deaths = 0
    for line in range(1 + file.pk.int % STRIDE, 1000, STRIDE):
        if run_in_child(in_jeweler_a, file.pk, dying_at=line):
            break
        deaths += 1
        held = File.objects.get(pk=file.pk)
        if held.state == FileState.READY:
            assert objects_of(held) <= bucket.keys()

    done = File.objects.get(pk=file.pk)
    assert deaths >= 8
    assert (done.state, done.attempt, done.staging_key, done.renditions.count()) == (FileState.READY, "", "", 3)
    assert bucket.keys() == objects_of(done)


def objects_of(file):
    keys = {file.object_key, file.original_key, *file.renditions.values_list("object_key", flat=True)}
    return keys - {""}
