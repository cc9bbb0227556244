"""Which host leads where; and that a host without a workspace says nothing."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import get_urlconf

from shared_apps.jewelers.models import Jeweler
from shared_apps.tenancy.context import current_tenant_or_none
from shared_apps.tenancy.errors import NoJeweler
from shared_apps.tenancy.hosts import Place, Surface, host_on, place_of, url_on
from shared_apps.tenancy.middleware import HostMiddleware, allowed_when_suspended
from shared_apps.tenancy.registry import forget_all_tenants, tenant_by_slug
from tenant_apps.clients.models import Client


@pytest.fixture(autouse=True)
def hosts(settings):
    settings.SITE_HOST, settings.APP_HOST, settings.SCHEME = "localhost:8000", "app.localhost:8000", "http"
    settings.ALLOWED_HOSTS = ["localhost", ".app.localhost"]


@pytest.mark.parametrize(
    ("host", "place"),
    [
        ("localhost:8000", Place(Surface.SITE)),
        ("LOCALHOST", Place(Surface.SITE)),
        ("app.localhost:8000", Place(Surface.APP)),
        ("app.localhost.", Place(Surface.APP)),
        ("console.app.localhost:8000", Place(Surface.CONSOLE)),
        ("maison-aurelle.app.localhost:8000", Place(Surface.WORKSPACE, "maison-aurelle")),
        ("a.b.app.localhost", None),
        ("other.localhost", None),
        ("appXlocalhost", None),
        ("example.com", None),
    ],
)
def test_a_host_leads_to_one_place(host, place):
    assert place_of(host) == place


def test_addresses_are_built_for_every_surface(jeweler_a):
    assert url_on(Surface.SITE, "/contact") == "http://localhost:8000/contact"
    assert url_on(Surface.APP, "/") == "http://app.localhost:8000/"
    assert host_on(Surface.CONSOLE) == "console.app.localhost:8000"
    assert url_on(Surface.WORKSPACE, "/x/", jeweler_a) == "http://maison-aurelle.app.localhost:8000/x/"
    with pytest.raises(ValueError, match="needs its jeweler"):
        url_on(Surface.WORKSPACE, "/")


def visit(host, view=None):
    """Send a request through the middleware; return the answer and what the view saw."""
    seen = {}

    def answer(request):
        seen.update(
            surface=request.surface,
            tenant=request.tenant,
            urlconf=(request.urlconf, get_urlconf()),
            current=current_tenant_or_none(),
        )
        refused = middleware.process_view(request, view or answer, (), {})
        return refused or HttpResponse("here")

    middleware = HostMiddleware(answer)
    return middleware(RequestFactory().get("/", headers={"host": host})), seen


def test_a_workspace_is_served_as_its_jeweler_and_left_afterwards(jeweler_a):
    response, seen = visit("maison-aurelle.app.localhost:8000")

    assert response.content == b"here"
    assert seen == {
        "surface": Surface.WORKSPACE,
        "tenant": jeweler_a,
        "current": jeweler_a,
        "urlconf": ("config.urls.workspace", "config.urls.workspace"),
    }
    assert (current_tenant_or_none(), get_urlconf()) == (None, None)


@pytest.mark.parametrize(
    ("host", "surface"),
    [
        ("localhost", Surface.SITE),
        ("app.localhost", Surface.APP),
        ("console.app.localhost", Surface.CONSOLE),
    ],
)
def test_the_other_surfaces_have_no_jeweler(jeweler_a, host, surface):
    _response, seen = visit(host)

    assert (seen["surface"], seen["tenant"], seen["current"]) == (surface, None, None)
    assert seen["urlconf"][0] == f"config.urls.{surface.value}"


def test_a_view_that_fails_still_leaves_the_jeweler(jeweler_a):
    def fail(_request):
        assert Client.objects.count() == 0
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        HostMiddleware(fail)(RequestFactory().get("/", headers={"host": "maison-aurelle.app.localhost"}))
    assert current_tenant_or_none() is None
    with pytest.raises(NoJeweler):
        Client.objects.count()


CLOSED = ["invited", "provisioning", "archived", "deleted"]


def whole(response):
    return response.status_code, response.content, sorted(response.items())


@pytest.mark.parametrize("state", CLOSED)
def test_a_closed_workspace_answers_as_one_that_never_was(jeweler_a, state):
    unknown, _ = visit("nobody-at-all.app.localhost")
    foreign, _ = visit("example.com")
    Jeweler.objects.filter(pk=jeweler_a.id).update(state=state)
    forget_all_tenants()

    closed, seen = visit("maison-aurelle.app.localhost")

    assert whole(closed) == whole(unknown) == whole(foreign)
    assert (closed.status_code, seen) == (404, {})
    assert b"aurelle" not in closed.content


def test_a_suspended_workspace_keeps_only_the_marked_views(jeweler_a):
    Jeweler.objects.filter(pk=jeweler_a.id).update(state="suspended")
    forget_all_tenants()

    @allowed_when_suspended
    def export(request):
        raise NotImplementedError

    def page(request):
        raise NotImplementedError

    assert visit("maison-aurelle.app.localhost", page)[0].status_code == 404
    assert visit("maison-aurelle.app.localhost", export)[0].status_code == 200


def test_a_host_is_looked_up_once(jeweler_a, django_assert_num_queries):
    with django_assert_num_queries(1, connection=_controller()):
        for _ in range(5):
            visit("maison-aurelle.app.localhost")
    with django_assert_num_queries(1, connection=_controller()):
        for _ in range(5):
            visit("nobody-at-all.app.localhost")


def test_what_is_remembered_can_be_forgotten(jeweler_a):
    assert tenant_by_slug("maison-aurelle").state == "active"
    Jeweler.objects.filter(pk=jeweler_a.id).update(state="suspended")
    assert tenant_by_slug("maison-aurelle").state == "active"
    forget_all_tenants()
    assert tenant_by_slug("maison-aurelle").state == "suspended"


def _controller():
    from django.db import connections

    return connections["controller"]
