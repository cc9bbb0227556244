import re

import pytest
from django.http import HttpResponse, HttpResponseNotAllowed
from django.template.loader import render_to_string
from django.test import RequestFactory

from shared_apps.tenancy.hosts import Surface
from shared_apps.ui import views
from shared_apps.ui.errors import FAMILIES, SENTENCES, error_page, family_of
from shared_apps.ui.middleware import RefusalPages


def _request(surface=None, path="/", **headers):
    request = RequestFactory().get(path, headers=headers)
    if surface:
        request.surface = surface
    return request


@pytest.mark.parametrize("status", SENTENCES)
@pytest.mark.parametrize("family", FAMILIES)
def test_every_status_has_a_page_in_every_family(family, status):
    response = error_page(_request(), status, family=family)

    assert response.status_code == status
    assert f"<h1>{SENTENCES[status][0]}</h1>" in response.text
    assert "<script" not in response.text
    assert "csrf" not in response.text.lower()
    assert response.cookies == {}


def test_the_page_of_500_needs_no_context():
    assert "<h1>Something broke on our side</h1>" in render_to_string("500.html")


def test_htmx_gets_a_notice_instead_of_a_page():
    response = views.not_found(_request(**{"HX-Request": "true"}))

    assert (response.status_code, "<html" in response.text, 'class="notice' in response.text) == (404, False, True)


@pytest.mark.parametrize(
    ("surface", "path", "family"),
    [
        (Surface.SITE, "/x/", "site"),
        (Surface.APP, "/x/", "app"),
        (Surface.CONSOLE, "/x/", "console"),
        (Surface.WORKSPACE, "/clients/", "workspace"),
        (Surface.WORKSPACE, "/portal/x/", "portal"),
        (None, "/x/", "site"),
    ],
)
def test_the_surface_chooses_the_family(surface, path, family):
    assert family_of(_request(surface, path)) == family


def test_a_bare_405_becomes_a_page_and_keeps_its_headers():
    answer = RefusalPages(lambda request: HttpResponseNotAllowed(["POST"]))(_request(Accept="text/html"))

    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "<h1>This cannot be done here</h1>" in answer.text


@pytest.mark.parametrize(
    ("response", "accept"),
    [
        (HttpResponse("said", status=429), "text/html"),
        (HttpResponse(status=404), "text/html"),
        (HttpResponse(status=429), "application/json"),
    ],
)
def test_other_answers_are_left_alone(response, accept):
    before = response.content

    assert RefusalPages(lambda request: response)(_request(Accept=accept)).content == before


def test_a_failed_csrf_check_explains_itself_without_a_cookie():
    response = views.csrf_failure(_request())

    assert response.status_code == 403
    assert "Please send that again" in response.text
    assert response.cookies == {}


def test_no_page_says_more_than_its_sentence():
    for status in SENTENCES:
        assert re.findall(r"Traceback|Exception|django", error_page(_request(), status).text) == []
