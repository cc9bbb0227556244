import pytest
from django.conf import settings

from shared_apps.accounts.sessions import GUEST_LEAVE, HostSessionStore
from shared_apps.support import operations
from shared_apps.tenancy.context import jeweler_context
from shared_apps.tenancy.hosts import Surface
from tenant_apps.clients import operations as clients
from tenant_apps.team.models import Member
from tests.support.people import make_account, make_member, signed_in_client

WHY = "A page of one client shows an error"


@pytest.fixture
def owner(jeweler_a):
    return make_member(jeweler_a, "owner")


@pytest.fixture
def staff(db):
    return make_account("staff@dialogjewelers.com", name="Ines Tam", is_staff=True)


@pytest.fixture
def colleague(db):
    return make_account("second@dialogjewelers.com", name="Ada Ho", is_staff=True)


@pytest.fixture
def client_of_a(jeweler_a, owner):
    with jeweler_context(jeweler_a):
        member = Member.objects.get(account_id=owner.pk)
        return clients.create_client(by=member, display_name="Margot Lau", email="margot@example.com")


@pytest.fixture
def grant(jeweler_a, owner):
    return make_grant(jeweler_a, owner)


def make_grant(tenant, owner, *, areas=("today", "clients"), hours=2, may_write=False):
    return operations.grant_support(tenant.id, areas=areas, reason=WHY, hours=hours, may_write=may_write, by=owner)


def visitor(account, tenant, grant, **options):
    """Return a browser of staff in a workspace, as the hand-off leaves it."""
    client = signed_in_client(account, surface=Surface.WORKSPACE, tenant=tenant, **options)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    session = HostSessionStore(key, host=client.host, jeweler_id=tenant.id)
    if grant:
        session[GUEST_LEAVE] = str(grant.pk)
    session.save()
    return client
