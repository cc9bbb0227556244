"""Many threads, few connections, every jeweler's rows marked: not one foreign mark may ever be seen."""

import random
import threading
from collections import Counter
from contextlib import suppress
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, connections, transaction

from shared_apps.tenancy.context import jeweler_context
from shared_apps.tenancy.errors import JewelerChangedInTransaction
from shared_apps.tenancy.models import SchemaState, TenantSchema
from shared_apps.tenancy.provisioning import top_up_spares
from shared_apps.tenancy.tenants import PROCESSOR, Tenant
from tenant_apps.clients.models import Client
from tests.support.database import superuser

THREADS, JEWELERS, OPERATIONS, CONNECTIONS = 8, 20, 20_000, 4


class Boom(Exception):
    pass


@pytest.fixture
def tenants(committed_db):
    top_up_spares(JEWELERS)
    spares = TenantSchema.objects.filter(state=SchemaState.SPARE).order_by("pk")[:JEWELERS]
    found = [Tenant(uuid4(), f"jeweler-{n}", row.schema_name, f"token-{n}", "active") for n, row in enumerate(spares)]
    for tenant in found:
        with jeweler_context(tenant):
            Client.objects.create(number=0, display_name=tenant.name)
    return found


@pytest.fixture
def small_pool(committed_db):
    connections[PROCESSOR].close()
    database = settings.DATABASES[PROCESSOR]
    before = {"CONN_MAX_AGE": database["CONN_MAX_AGE"], "OPTIONS": database["OPTIONS"]}
    pool = {"min_size": 1, "max_size": CONNECTIONS, "timeout": 60}
    database.update(CONN_MAX_AGE=0, OPTIONS={**before["OPTIONS"], "pool": pool})
    yield
    connections[PROCESSOR].close()
    connections[PROCESSOR].close_pool()
    database.update(before)


class Walker:
    """One thread's random walk of so many reads and writes; it notes every mark that is not the jeweler's own."""

    def __init__(self, seed, tenants, operations):
        self.random = random.Random(seed)
        self.tenants = tenants
        self.operations = operations
        self.foreign = []
        self.done = Counter()
        self.number = seed * 1_000_000 + 1
        self.failure = None

    def run(self):
        steps = [
            *[self.read] * 10,
            *[self.write] * 4,
            *[self.roll_back, self.roll_back_to_savepoint, self.swallow_an_error, self.stream] * 2,
            self.change_jeweler_in_transaction,
            self.reconnect,
        ]
        try:
            while self.operations > 0:
                step = self.kill if self.random.random() < 0.004 else self.random.choice(steps)
                with jeweler_context(self.random.choice(self.tenants)) as tenant:
                    step(tenant)
                self.done[step.__name__] += 1
                if self.random.random() < 0.3:
                    connection.close()
        except Exception as error:
            self.failure = error
        finally:
            connections.close_all()

    def look(self, tenant):
        self.operations -= 1
        marks = set(Client.objects.values_list("display_name", flat=True)[:20])
        self.foreign += [(tenant.name, mark) for mark in marks - {tenant.name}]

    def add(self, tenant):
        self.operations -= 1
        self.number += 1
        return Client.objects.create(number=self.number, display_name=tenant.name)

    def read(self, tenant):
        self.look(tenant)

    def write(self, tenant):
        made = self.add(tenant)
        if Client.objects.get(pk=made.pk).display_name != tenant.name:
            self.foreign.append((tenant.name, made.pk))

    def roll_back(self, tenant):
        with suppress(Boom), transaction.atomic(PROCESSOR):
            self.add(tenant)
            raise Boom
        self.look(tenant)

    def roll_back_to_savepoint(self, tenant):
        with transaction.atomic(PROCESSOR):
            with suppress(Boom), transaction.atomic(PROCESSOR):
                self.add(tenant)
                raise Boom
            self.look(tenant)

    def swallow_an_error(self, tenant):
        with transaction.atomic(PROCESSOR), suppress(DatabaseError), connection.cursor() as cursor:
            cursor.execute("SELECT 1/0")
        self.look(tenant)

    def stream(self, tenant):
        self.operations -= 1
        for row in Client.objects.order_by("pk")[:15].iterator(chunk_size=5):
            if row.display_name != tenant.name:
                self.foreign.append((tenant.name, row.display_name))

    def change_jeweler_in_transaction(self, tenant):
        other = self.random.choice([each for each in self.tenants if each != tenant])
        with transaction.atomic(PROCESSOR):
            self.look(tenant)
            with pytest.raises(JewelerChangedInTransaction), jeweler_context(other):
                self.look(other)
            self.look(tenant)
        with jeweler_context(other):
            self.look(other)
        self.look(tenant)

    def reconnect(self, tenant):
        connection.close()
        self.look(tenant)

    def kill(self, tenant):
        with suppress(DatabaseError), transaction.atomic(PROCESSOR):
            self.look(tenant)
            pid = connection.connection.info.backend_pid
            with superuser() as killer:
                killer.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
            self.add(tenant)
        connection.close()
        self.look(tenant)


def test_twenty_thousand_operations_see_no_foreign_row(tenants, small_pool):
    walkers = [Walker(seed, tenants, OPERATIONS // THREADS) for seed in range(1, THREADS + 1)]
    threads = [threading.Thread(target=walker.run) for walker in walkers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [walker.failure for walker in walkers] == [None] * THREADS
    assert [walker.foreign for walker in walkers] == [[]] * THREADS
    done = sum((walker.done for walker in walkers), Counter())
    assert sum(walker.operations for walker in walkers) <= 0
    assert set(done) == {
        "read",
        "write",
        "roll_back",
        "roll_back_to_savepoint",
        "swallow_an_error",
        "stream",
        "change_jeweler_in_transaction",
        "reconnect",
        "kill",
    }
    for tenant in tenants:
        with jeweler_context(tenant):
            assert set(Client.objects.values_list("display_name", flat=True)) == {tenant.name}
