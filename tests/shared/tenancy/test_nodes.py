"""Two databases stand for two nodes: a route that is out of date fails closed and is followed once."""

import pytest
from django.db import DatabaseError, connections, transaction

from shared_apps.tenancy import nodes
from shared_apps.tenancy.context import jeweler_context
from shared_apps.tenancy.errors import StaleRoute
from shared_apps.tenancy.models import SchemaState, TenantSchema
from shared_apps.tenancy.names import role_for
from shared_apps.tenancy.owner import owner_connection
from shared_apps.tenancy.provisioning import drop_schema, make_schema, prepare_spare
from shared_apps.tenancy.templates import current_template
from shared_apps.tenancy.tenants import PROCESSOR, Tenant
from tenant_apps.clients.models import Client
from tests.support.database import another_copy


@pytest.fixture
def east(committed_db, settings):
    with another_copy("east") as name:
        settings.DATABASE_NODES = {"main": {}, "east": {"NAME": name}}
        yield name
        connections[PROCESSOR].close()
        connections[PROCESSOR].node = nodes.MAIN


@pytest.fixture
def tenant(committed_db, jeweler_a):
    row = prepare_spare()
    assert (row.state, row.node) == (SchemaState.SPARE, "main")
    return Tenant(row.pk, "mover", row.schema_name, "Mover", "active")


def move(tenant, to="east"):
    """What the runbook does: copy, shut the old place, write down the new one."""
    with owner_connection(to) as owner:
        make_schema(owner, current_template(), tenant.schema_name)
        owner.execute(f"INSERT INTO {tenant.schema_name}.clients_client (number, display_name) VALUES (1, 'moved')")
    with owner_connection() as owner:
        drop_schema(owner, tenant.schema_name)
    TenantSchema.objects.filter(schema_name=tenant.schema_name).update(node=to)


def names():
    return list(Client.objects.values_list("display_name", flat=True))


def database():
    return connections[PROCESSOR].connection.info.dbname


def test_with_one_node_nothing_is_looked_up(jeweler_a, django_assert_num_queries):
    with jeweler_context(jeweler_a), django_assert_num_queries(1, connection=connections["controller"]):
        TenantSchema.objects.count()
        names()


def test_a_stale_route_is_followed_once_after_a_fresh_look_up(east, tenant):
    with jeweler_context(tenant):
        assert names() == []
        assert nodes.node_of(tenant.schema_name) == "main"
        move(tenant)
        assert names() == ["moved"]
        assert database() == east
        assert nodes.node_of(tenant.schema_name) == "east"


def test_a_stale_route_is_followed_at_the_start_of_a_transaction(east, tenant):
    with jeweler_context(tenant):
        names()
    connections[PROCESSOR].close()
    move(tenant)
    with jeweler_context(tenant), transaction.atomic(PROCESSOR):
        assert names() == ["moved"]
        Client.objects.create(number=2, display_name="new")
    with jeweler_context(tenant):
        assert sorted(names()) == ["moved", "new"]


def test_a_jeweler_that_moves_during_a_transaction_fails_closed(east, tenant):
    with jeweler_context(tenant):
        with transaction.atomic(PROCESSOR):
            names()
            TenantSchema.objects.filter(schema_name=tenant.schema_name).update(node="east")
            nodes.forget_nodes()
            with pytest.raises(StaleRoute):
                names()
        TenantSchema.objects.filter(schema_name=tenant.schema_name).update(node="main")
        nodes.forget_nodes()
        assert names() == []


def test_a_route_to_where_the_jeweler_is_not_is_an_error(east, tenant):
    TenantSchema.objects.filter(schema_name=tenant.schema_name).update(node="east")
    with jeweler_context(tenant), pytest.raises(DatabaseError, match="does not exist"):
        names()


def test_jewelers_on_two_nodes_are_served_in_turn(east, tenant, jeweler_a):
    move(tenant)
    for _ in range(3):
        with jeweler_context(tenant):
            assert (names(), database()) == (["moved"], east)
        with jeweler_context(jeweler_a):
            assert names() == []
            assert database() != east


def test_roles_of_two_nodes_do_not_collide(east, tenant):
    move(tenant)
    with jeweler_context(tenant), connections[PROCESSOR].cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (role_for(tenant.schema_name, east),)
