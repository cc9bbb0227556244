import secrets

import pytest
from django.core.cache import cache

from shared_apps.core.db import Half
from shared_apps.core.jobs import job_model
from shared_apps.tenancy.context import jeweler_context
from shared_apps.tenancy.hosts import Surface
from tenant_apps.audit.models import TrailEvent
from tenant_apps.clients.operations import create_client
from tenant_apps.library.enums import FileKind, FileState
from tenant_apps.library.models import File
from tenant_apps.library.operations import create_design, publish_version
from tenant_apps.portal import limits
from tenant_apps.portal.models import SignInLink
from tenant_apps.portal.operations import doors, sign_in
from tests.support.people import browser

EMAIL = "ka-yan@example.com"
ASK, SENT = "/portal/sign-in/", "/portal/sign-in/sent/"


@pytest.fixture(autouse=True)
def fresh_limits(jeweler_a, jeweler_b):
    """Forget who asked in the test before; the counters live outside every transaction."""
    for jeweler in (jeweler_a, jeweler_b):
        with jeweler_context(jeweler):
            cache.delete_many(
                [
                    limits.PER_IP.key("127.0.0.1"),
                    limits.PER_WORKSPACE.key("all"),
                    limits.PER_ADDRESS.key(EMAIL),
                ]
            )


@pytest.fixture
def owner(in_jeweler_a, member_as):
    return member_as("owner")


@pytest.fixture
def known_client(owner):
    return create_client(by=owner, display_name="Lee Ka-yan", email=EMAIL)


@pytest.fixture
def access(known_client, owner):
    return doors.invite_client(known_client, email=EMAIL, by=owner)


@pytest.fixture
def surfer(jeweler_a):
    """Return a maker of strangers' browsers at a jeweler's host."""
    return lambda jeweler=None, **options: browser(Surface.WORKSPACE, jeweler or jeweler_a, **options)


def ask(client, email=EMAIL):
    """Ask for a link in a browser; return the token its mail would hold."""
    assert client.post(ASK, {"email": email}).headers["Location"] == SENT
    return mint_latest()


def mint_latest():
    return sign_in.mint_link(SignInLink.objects.order_by("-pk").first().pk).token


def code_on_screen(client):
    return client.get(SENT).context["code"]


@pytest.fixture
def signed_in(access, surfer):
    """Return a browser in which the client is signed in."""
    client = surfer()
    assert client.post(f"/portal/sign-in/{ask(client)}/").status_code == 302
    return client


@pytest.fixture
def happened():
    before = set(TrailEvent.objects.values_list("pk", flat=True))
    return lambda: list(TrailEvent.objects.exclude(pk__in=before).order_by("seq").values_list("event", flat=True))


@pytest.fixture
def queued():
    """Return a reader of the jobs waiting in the current jeweler's half."""
    return lambda: list(job_model(Half.PROCESSOR).objects.order_by("pk").values_list("name", flat=True))


def ready_file(design, **fields):
    """Keep a picture as the worker leaves it, without its bytes."""
    values = {
        "kind": FileKind.IMAGE,
        "state": FileState.READY,
        "name": "ring.jpg",
        "declared_bytes": 10,
        "declared_type": "image/jpeg",
        "sha256": secrets.token_hex(32),
        "object_key": f"files/{secrets.token_hex(16)}",
        "color": "c0a080",
    }
    return File.objects.create(design=design, **values | fields)


@pytest.fixture
def make_design(owner, known_client):
    def make(*, versions=1, client=None, title="Halo ring", by=None):
        design = create_design(client or known_client, title=title, by=by or owner)
        for number in range(1, versions + 1):
            file = ready_file(design)
            publish_version(
                design, title=f"{title} {number}", notes=f"Notes {number}", file_ids=[file.pk], by=by or owner
            )
        return design

    return make
