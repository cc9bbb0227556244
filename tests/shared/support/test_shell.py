"""The shell keeps the rule of every other way in: outside the demo, a live grant, a name, and the jeweler's trail."""

import io
import sys

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from shared_apps.support.operations import revoke
from shared_apps.tenancy.context import jeweler_context
from tenant_apps.audit.models import TrailEvent


@pytest.fixture
def shell(monkeypatch, settings):
    settings.DEMO = False

    def run(command="1", **options):
        monkeypatch.setattr(sys, "stdin", io.StringIO(""))
        call_command("jeweler_shell", command=command, no_imports=True, verbosity=0, **options)

    return run


def opened(tenant):
    with jeweler_context(tenant):
        return list(TrailEvent.objects.filter(event="support.shell.opened").values_list("object_id", "actor_id"))


@pytest.mark.parametrize("missing", ["grant", "staff", "both"])
def test_outside_the_demo_there_is_no_shell_without_a_grant_and_a_name(shell, jeweler_a, grant, staff, missing):
    told = {"grant": str(grant.pk), "staff": staff.email}
    told = {} if missing == "both" else told | {missing: "nothing"}
    with pytest.raises(CommandError, match="Name a live grant"):
        shell(jeweler="maison-aurelle", **told)
    assert opened(jeweler_a) == []


def test_a_grant_elsewhere_and_one_that_ended_open_nothing(shell, jeweler_b, owner, grant, staff):
    told = {"grant": str(grant.pk), "staff": staff.email}
    with pytest.raises(CommandError, match="Name a live grant"):
        shell(jeweler="atelier-bellamy", **told)
    revoke(grant.pk, grant.jeweler_id, by=owner)
    with pytest.raises(CommandError, match="Name a live grant"):
        shell(jeweler="maison-aurelle", **told)


def test_a_shell_under_a_grant_is_in_the_jewelers_trail(shell, jeweler_a, grant, staff, capsys):
    shell(
        "from shared_apps.tenancy.context import current_tenant; print(current_tenant().slug)",
        jeweler="maison-aurelle",
        grant=str(grant.pk),
        staff=staff.email,
    )

    assert capsys.readouterr().out == "maison-aurelle\n"
    assert opened(jeweler_a) == [(grant.pk, staff.pk)]
