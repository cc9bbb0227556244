"""A browser before the design system's own pages: answered in process, no server, no database, the strict policy on."""

import json
import mimetypes
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import RequestFactory
from django.urls import resolve

HOST = "http://ui.localhost"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def answer(route):
    """Answer a browser's request from the static files or the design system's own views."""
    address = urlsplit(route.request.url)
    if address.path.startswith("/static/"):
        place = finders.find(address.path.removeprefix("/static/"))
        kind = mimetypes.guess_type(place or "")[0] or "application/octet-stream"
        kind = "text/javascript" if address.path.endswith(".js") else kind
        return route.fulfill(status=200, body=Path(place).read_bytes(), content_type=kind) if place else route.abort()
    view, args, kwargs = resolve(address.path, urlconf="shared_apps.ui.urls")
    response = view(RequestFactory().get(f"{address.path}?{address.query}"), *args, **kwargs)
    headers = {"Content-Security-Policy": POLICY}
    return route.fulfill(status=200, body=response.content, content_type="text/html", headers=headers)


@pytest.fixture
def open_page(chromium):
    """Open a page of the design system; what the console said is in `page.said`."""
    contexts = []

    def opened(path="/", *, width=1360, theme="light", script=True):
        context = chromium.new_context(
            viewport={"width": width, "height": 860},
            color_scheme=theme,
            reduced_motion="reduce",
            java_script_enabled=script,
        )
        contexts.append(context)
        context.route(f"{HOST}/**", answer)
        page = context.new_page()
        page.said = []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.goto(HOST + path)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def answer_json():
    """Answer a browser's request with JSON."""

    def answered(route, data, status=200):
        route.fulfill(status=status, body=json.dumps(data), content_type="application/json")

    return answered
