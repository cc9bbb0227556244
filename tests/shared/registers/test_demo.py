"""The demo's registers hold believable rows, once."""

from shared_apps.registers.demo import seed_registers
from shared_apps.registers.models import Breach, Disclosure
from shared_apps.retention.models import SweepRun


def test_the_registers_are_filled_once_and_write_to_nobody(ada, jeweler_a, mailoutbox):
    for _ in range(2):
        seed_registers(workspace=jeweler_a.slug, by=ada)

    breach = Breach.objects.get()
    assert (breach.is_drill, breach.drafts.count()) == (True, 1)
    assert (Disclosure.objects.count(), SweepRun.objects.count(), mailoutbox) == (1, 2, [])
