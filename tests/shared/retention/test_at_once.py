"""Two sweeps at once, and a sweep beside somebody who works on a row: neither waits for the other."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from django.db import connections, transaction

from shared_apps.core.actors import SYSTEM
from shared_apps.core.clock import now
from shared_apps.core.db import CONTROLLER
from shared_apps.inquiries.models import Inquiry
from shared_apps.retention import operations
from shared_apps.retention.models import SweepRun
from tests.support.anyrow import make_row

CLOSED = {"state": "closed", "close_reason": "answered"}


def in_threads(*acts):
    """Run the acts at the same moment; return what each returned or raised."""
    start = Barrier(len(acts))

    def run(act):
        start.wait()
        try:
            return act()
        except operations.SweepRunning as error:
            return error
        finally:
            for alias in connections:
                connections[alias].close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def begin():
    return operations.begin(is_trial=False, by=SYSTEM)


def test_of_two_sweeps_begun_at_once_one_runs(committed_db):
    results = in_threads(begin, begin)

    assert sorted(type(result).__name__ for result in results) == ["SweepRun", "SweepRunning"]
    assert SweepRun.objects.count() == 1


def test_a_row_somebody_works_on_is_left_for_the_next_sweep(committed_db):
    rows = [make_row(Inquiry, reference=f"R{n}", closed_at=now() - timedelta(days=400), **CLOSED) for n in range(3)]

    with transaction.atomic(using=CONTROLLER):
        Inquiry.objects.select_for_update().get(pk=rows[1].pk)
        (run,) = in_threads(operations.sweep)
        assert run.counts["inquiries.inquiry: inquiry"] == 2

    assert list(Inquiry.objects.values_list("pk", flat=True)) == [rows[1].pk]
    operations.sweep()
    assert Inquiry.objects.count() == 0
