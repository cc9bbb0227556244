import io
import sys

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from shared_apps.jewelers.models import Jeweler
from shared_apps.tenancy.cache import make_key, prefix_of
from shared_apps.tenancy.caching import TimedCache
from shared_apps.tenancy.context import jeweler_context
from shared_apps.tenancy.errors import OwnerUnavailable
from shared_apps.tenancy.models import SchemaState, TenantSchema
from shared_apps.tenancy.owner import acting_as_owner, owner_connection
from shared_apps.tenancy.progress import Progress
from shared_apps.tenancy.registry import forget_all_tenants


def shell(jeweler, command, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    call_command("jeweler_shell", jeweler=jeweler, command=command, no_imports=True, verbosity=0)


def test_the_shell_refuses_without_a_jeweler(jeweler_a, monkeypatch):
    with pytest.raises(CommandError, match="--jeweler SLUG"):
        shell(None, "1", monkeypatch)


def test_the_shell_refuses_an_unknown_jeweler(jeweler_a, monkeypatch):
    with pytest.raises(CommandError, match="no such jeweler"):
        shell("nobody-at-all", "1", monkeypatch)


def test_the_shell_refuses_an_archived_jeweler(jeweler_a, monkeypatch):
    Jeweler.objects.filter(pk=jeweler_a.id).update(state="archived")
    forget_all_tenants()
    with pytest.raises(CommandError, match="not open"):
        shell("maison-aurelle", "1", monkeypatch)


def test_the_shell_works_as_its_jeweler(jeweler_a, monkeypatch, capsys):
    command = "from shared_apps.tenancy.context import current_tenant; print(current_tenant().slug)"
    shell("maison-aurelle", command, monkeypatch)
    assert capsys.readouterr().out == "maison-aurelle\n"


def test_spares_are_topped_up_by_hand(committed_db, capsys):
    TenantSchema.objects.filter(state=SchemaState.SPARE).delete()
    call_command("top_up_spares", target=2, skip_checks=True)
    assert capsys.readouterr().out == "2 spare schemas made.\n"


def test_a_process_without_the_owners_password_cannot_act_as_owner(jeweler_a, settings):
    settings.DATABASE_OWNER = {"USER": "dialog_owner", "PASSWORD": ""}
    for way in (owner_connection, acting_as_owner):
        with pytest.raises(OwnerUnavailable), way():
            pass


def test_cache_keys_lie_under_their_jeweler(jeweler_a):
    assert make_key("k", "p", 1) == "c:p:1:k"
    with jeweler_context(jeweler_a):
        assert make_key("k", "p", 1) == f"{prefix_of(jeweler_a.id)}p:1:k"


def test_a_cache_keeps_so_many_answers_for_so_long():
    cache = TimedCache(seconds=60, size=2)
    assert [cache.get(key, lambda key=key: key) for key in ("a", "b", "c")] == ["a", "b", "c"]
    assert cache.get("c", lambda: "new") == "c"
    assert cache.get("a", lambda: "looked up again") == "looked up again"
    assert TimedCache(seconds=-1, size=2).get("x", lambda: 1) == 1


def test_an_answer_looked_up_before_forgetting_is_not_remembered():
    cache = TimedCache(seconds=60, size=2)

    def forgotten_meanwhile():
        cache.clear()
        return "old"

    assert cache.get("a", forgotten_meanwhile) == "old"
    assert cache.get("a", lambda: "new") == "new"


def test_progress_is_a_bar_on_a_terminal_and_lines_elsewhere():
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    terminal, log = Terminal(), io.StringIO()
    for stream in (terminal, log):
        progress = Progress(stream, 20)
        for _ in range(20):
            progress.advance()
    assert terminal.getvalue().endswith("20/20 schemas\n")
    assert terminal.getvalue().count("\r") == 20
    assert log.getvalue().count("\n") == 10
