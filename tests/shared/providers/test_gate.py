"""The gate: what the register does not allow does not leave, and without a register nothing does (P31, P32)."""

import pytest
from django.db import OperationalError

from shared_apps.egress import gate, mail
from shared_apps.egress.gate import allow, allow_mail, allow_return
from shared_apps.providers import operations, standing
from shared_apps.providers.models import Objection, Provider
from shared_apps.storage import objects
from shared_apps.storage.keys import Area, tenant_key
from shared_apps.tenancy.context import jeweler_context
from tests.shared.providers.conftest import activated, deliver_all

DAY = 86_400


@pytest.fixture
def mail_provider(db):
    return Provider.objects.get(key="mail")


@pytest.fixture
def storage(db):
    return Provider.objects.get(key="storage")


@pytest.mark.parametrize(
    ("provider", "purpose", "host", "refused"),
    [
        ("nobody", "mail", "", gate.ProviderUnknown),
        ("mail", "advertising", "", gate.PurposeRefused),
        ("mail", "mail", "mail.example.com", gate.HostRefused),
        ("post", "mail", "", gate.ProviderInactive),
    ],
)
def test_what_is_not_in_the_register_is_refused(post, provider, purpose, host, refused):
    with pytest.raises(refused):
        allow(provider, purpose, host=host)
    with pytest.raises(refused):
        allow_return(provider, purpose, host=host)


def test_without_a_register_nothing_leaves(db, monkeypatch, mailoutbox):
    def down(_key):
        raise OperationalError

    monkeypatch.setattr(standing, "_read", down)

    with pytest.raises(gate.RegisterUnreachable) as refused:
        allow("mail", "mail")
    assert not refused.value.permanent
    with pytest.raises(gate.RegisterUnreachable):
        mail.send("inquiries.staff_notice", to="a@example.com", context={"reference": "x", "url": ""})
    assert mailoutbox == []


def test_a_decision_is_remembered_for_seconds_only(db, settings, monkeypatch):
    settings.EGRESS_MEMORY_SECONDS = 3
    at = [100.0]
    monkeypatch.setattr(standing.time, "monotonic", lambda: at[0])
    allow("mail", "mail")

    def down(_key):
        raise OperationalError

    monkeypatch.setattr(standing, "_read", down)
    at[0] += 2.9
    allow("mail", "mail")
    at[0] += 0.1
    with pytest.raises(gate.RegisterUnreachable):
        allow("mail", "mail")


def test_an_objection_stops_that_jeweler_and_nobody_else(jeweler_a, jeweler_b, owners, mail_provider):
    objection = operations.raise_objection(jeweler_a.id, mail_provider, by=owners[0], reason="We write ourselves.")

    with pytest.raises(gate.JewelerObjects):
        allow("mail", "mail", jeweler=jeweler_a.id)
    with jeweler_context(jeweler_a), pytest.raises(gate.JewelerObjects):
        allow_mail()
    with jeweler_context(jeweler_b):
        allow_mail()
    allow_mail()

    operations.withdraw_objection(objection, by=owners[0])
    with jeweler_context(jeweler_a):
        allow_mail()


def test_files_go_to_a_registered_host_only(jeweler_a, storage):
    Provider.objects.filter(pk=storage.pk).update(hosts=["s3.example.com"])

    with pytest.raises(gate.HostRefused):
        objects.put(jeweler_a, tenant_key(jeweler_a, Area.FILES), b"x")


def test_objecting_twice_is_one_objection_and_only_owners_object(jeweler_a, jeweler_b, owners, mail_provider):
    first = operations.raise_objection(jeweler_a.id, mail_provider, by=owners[0])

    assert operations.raise_objection(jeweler_a.id, mail_provider, by=owners[0]).pk == first.pk
    with pytest.raises(operations.NotAnOwner):
        operations.raise_objection(jeweler_a.id, mail_provider, by=owners[1])
    with pytest.raises(operations.NotAnOwner):
        operations.withdraw_objection(first, by=owners[1])
    assert Objection.objects.count() == 1


def test_an_objection_to_a_new_purpose_leaves_the_old_ones(change, ada, owners, tenants, time_machine):
    post = activated(change, by=ada, time_machine=time_machine)
    wider = operations.propose_change(post, {"purposes": ["mail", "hosting"]}, by=ada)
    with pytest.raises(operations.NothingToObjectTo):
        operations.raise_objection(tenants[0].id, post, by=owners[0], change=wider)
    operations.give_change_notice(wider, by=ada)
    operations.raise_objection(tenants[0].id, post, by=owners[0], change=wider)
    deliver_all()
    time_machine.shift(31 * DAY)
    allow("post", "mail", jeweler=tenants[0].id)
    operations.activate_change(wider, by=ada)

    allow("post", "mail", jeweler=tenants[0].id)
    with pytest.raises(gate.JewelerObjects):
        allow("post", "hosting", jeweler=tenants[0].id)
    allow("post", "hosting", jeweler=tenants[1].id)


def test_an_objection_to_a_new_provider_holds_once_it_is_active(change, ada, owners, tenants, time_machine):
    operations.give_change_notice(change, by=ada)
    operations.raise_objection(tenants[0].id, change.provider, by=owners[0], change=change)
    deliver_all()
    time_machine.shift(31 * DAY)
    operations.activate_change(change, by=ada)

    with pytest.raises(gate.JewelerObjects):
        allow("post", "mail", jeweler=tenants[0].id)
    allow("post", "mail", jeweler=tenants[1].id)
    allow("post", "mail")
