"""Signed-in people for every test: ``client_as("owner")``, ``staff_client()``.

They come about as in life, by operations: an account, a membership, its mirror, a session on one host.
"""

import secrets
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client

from shared_apps.accounts import operations
from shared_apps.accounts.agreement import CURRENT_VERSION
from shared_apps.accounts.models import Account, AgreementAcceptance, Membership
from shared_apps.accounts.sessions import HostSessionStore
from shared_apps.core import crossings
from shared_apps.core.actors import SYSTEM
from shared_apps.core.clock import now
from shared_apps.core.roles import Role
from shared_apps.tenancy.context import no_jeweler, tenant_by_id
from shared_apps.tenancy.hosts import Surface, host_on

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"}


def make_account(email=None, *, name="", password=None, is_staff=False):
    """Open an account with a confirmed address; staff get a second factor."""
    email = email or f"person-{secrets.token_hex(4)}@example.com"
    account = Account.objects.filter(email=email).first()
    if account is None:
        account = operations.open_account(email=email, name=name, password=password, is_verified=True)
    if is_staff and not account.is_staff:
        account = operations.grant_staff(account, by=SYSTEM)
        TOTP.activate(account, generate_totp_secret())
    return account


def make_member(jeweler, role="owner", *, account=None, name=None):
    """Give an account a place in a workspace, mirrored; an owner has accepted the agreement. Returns the account."""
    with no_jeweler():
        tenant = tenant_by_id(jeweler.id)
        name = name or f"{Role(role).label} of {tenant.name}"
        account = account or make_account(f"{role}@{tenant.slug}.example.com", name=name)
        if not Membership.objects.filter(account=account, jeweler_id=tenant.id, role=role).exists():
            operations.add_member(account, tenant.id, role=role, by=SYSTEM)
        crossings.call("team.prepare", tenant)
        operations.mirror_member(account_id=account.pk, jeweler_id=tenant.id)
        accept_agreement(tenant)
    return account


def accept_agreement(tenant):
    """Have the agreement in force accepted for a jeweler."""
    if AgreementAcceptance.objects.filter(jeweler_id=tenant.id, version=CURRENT_VERSION).exists():
        operations.mirror_agreement(tenant.id)
        return
    owner = Membership.objects.filter(jeweler_id=tenant.id, role=Role.OWNER).select_related("account").first()
    account = owner.account if owner else make_account(f"first-owner@{tenant.slug}.example.com")
    if owner is None:
        operations.add_member(account, tenant.id, role=Role.OWNER, by=SYSTEM)
        operations.mirror_member(account_id=account.pk, jeweler_id=tenant.id)
    operations.accept_agreement(tenant.id, version=CURRENT_VERSION, by=account)
    operations.mirror_agreement(tenant.id)


def signed_in_client(account, *, surface, tenant=None, age=timedelta(0), **options):
    """Return a test client with a session of this account on one host, authenticated ``age`` ago."""
    host = host_on(surface, tenant)
    session = HostSessionStore(host=host, jeweler_id=tenant.id if tenant else None, browser="Browser")
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.authenticated_at = now() - age
    session.save()
    client = browser(surface, tenant, **options)
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    client.account = account
    return client


def browser(surface=Surface.APP, tenant=None, **options):
    """Return a test client of a stranger on one host, that behaves as a browser does."""
    client = Client(headers=SAME_ORIGIN, HTTP_HOST=host_on(surface, tenant), **options)
    client.host = host_on(surface, tenant)
    return client


@pytest.fixture
def client_as(jeweler_a):
    """Return a maker of clients signed in to a workspace: ``client_as("bench")``, ``client_as("owner", jeweler_b)``."""

    def make(role="owner", jeweler=None, *, age=timedelta(0), **options):
        jeweler = jeweler or jeweler_a
        account = make_member(jeweler, role)
        with no_jeweler():
            tenant = tenant_by_id(jeweler.id)
            return signed_in_client(account, surface=Surface.WORKSPACE, tenant=tenant, age=age, **options)

    return make


@pytest.fixture
def member_as(jeweler_a):
    """Return a maker of members, for operations that ask who acts; use within the jeweler's context."""
    from tenant_apps.team.models import Member

    def make(role="owner", jeweler=None):
        account = make_member(jeweler or jeweler_a, role)
        return Member.objects.get(account_id=account.pk)

    return make


@pytest.fixture
def staff_client(db):
    """Return a maker of clients of DIA'LOG staff on the console."""

    def make(email="staff@dialogjewelers.com", *, age=timedelta(0), **options):
        account = make_account(email, name="Staff", is_staff=True)
        return signed_in_client(account, surface=Surface.CONSOLE, age=age, **options)

    return make


@pytest.fixture
def app_client(db):
    """Return a maker of clients signed in on the App host."""

    def make(account=None, *, age=timedelta(0), **options):
        return signed_in_client(account or make_account(), surface=Surface.APP, age=age, **options)

    return make
