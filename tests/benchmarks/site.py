"""The Site: pages and posted forms a second, next to a static file and a bare Django view, by WSGI calls in one process."""

from __future__ import annotations

import io
import itertools
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import time_machine
from django.conf import settings
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import path

from public_site import guards
from shared_apps.core.clock import now
from shared_apps.inquiries.models import Inquiry
from shared_apps.ui import bundles
from tests.benchmarks import scratch
from tests.benchmarks.results import Result, compared
from tests.benchmarks.timing import by_turns

REQUESTS, POSTS, ROUNDS = 60, 30, 11
STATIC = "/static/mark.svg"
MARK = bundles.STATIC / "ui" / "img" / "mark.svg"
NOTES = f"""\
- *The Site*: processor time of one request by calling the WSGI application, {ROUNDS} rounds by turns of {REQUESTS}
  requests ({POSTS} posts); a second on one core serves its inverse. The bare view is Django with no middleware and a view
  that answers two letters; the static file is served by WhiteNoise in front of our middleware. A posted form is read,
  checked against its stamp and four limits, written in one transaction with its audit row and its jobs; every one is new,
  from another address. PostgreSQL and Valkey work beside it and are not counted.
"""


def bare(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [path("bare", bare)]

type Application = Callable[[dict[str, Any], Callable[..., Any]], Any]


def run() -> list[Result]:
    with scratch.installation("site"), bare_application() as plain, our_application() as ours:
        numbers = itertools.count()
        typical = by_turns(
            ROUNDS,
            bare=lambda: timed(lambda: ask(plain, "/bare"), REQUESTS),
            static=lambda: timed(lambda: ask(ours, STATIC), REQUESTS),
            home=lambda: timed(lambda: ask(ours, "/"), REQUESTS),
            chinese=lambda: timed(lambda: ask(ours, "/zh-hant/"), REQUESTS),
            brief=lambda: timed(lambda: ask(ours, "/find-a-jeweler"), REQUESTS),
            privacy=lambda: timed(lambda: ask(ours, "/privacy"), REQUESTS),
            posted=lambda: posts(ours, numbers),
        )
        written = Inquiry.objects.filter(message__startswith="number ").count()
        if written != (ROUNDS + 1) * POSTS:
            raise RuntimeError(f"{written} inquiries were kept")
    return results({name: seconds * 1000 for name, seconds in typical.items()})


def results(milli: dict[str, float]) -> list[Result]:
    names = {
        "home": "the Site's front page",
        "chinese": "the same in Chinese",
        "brief": "the form of a brief",
        "privacy": "the privacy page",
        "posted": "a posted form, kept",
    }
    return [
        compared(
            f"{words}, {1000 / milli[name]:,.0f}/s / {against}", milli[other], milli[name], unit="ms CPU", target=None
        )
        for name, words in names.items()
        for other, against in (("bare", "a bare Django view"), ("static", "a static file"))
    ]


def timed(action: Callable[[], object], times: int) -> float:
    began = time.process_time()
    for _ in range(times):
        action()
    return (time.process_time() - began) / times


def posts(application: Application, numbers: Iterator[int]) -> float:
    """Return the processor seconds of one post; stamps and bodies are made before the clock runs."""
    cache.clear()
    bodies = [body(next(numbers)) for _ in range(POSTS)]
    began = time.process_time()
    for number, text in enumerate(bodies):
        ask(application, "/contact", body=text, address=f"10.0.0.{number}", expected="303")
    return (time.process_time() - began) / POSTS


def body(number: int) -> bytes:
    with time_machine.travel(now() - timedelta(seconds=30), tick=False):
        stamp = guards.new_stamp()
    told = {"name": "Wen Li", "email": f"w{number}@example.com", "message": f"number {number}"}
    return urlencode(told | {"stamp": stamp, "homepage": ""}).encode()


def ask(
    application: Application, place: str, *, body: bytes = b"", address: str = "127.0.0.1", expected: str = "200"
) -> None:
    said: list[str] = []
    environ = {
        "REQUEST_METHOD": "POST" if body else "GET",
        "PATH_INFO": place,
        "QUERY_STRING": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": address,
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(body)),
        "HTTP_HOST": settings.SITE_HOST,
        "HTTP_SEC_FETCH_SITE": "same-origin",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    answer = application(environ, lambda status, _headers, *_: said.append(status))
    b"".join(answer)
    if close := getattr(answer, "close", None):
        close()
    if not said[0].startswith(expected):
        raise RuntimeError(f"{place}: {said}")


@contextmanager
def our_application() -> Iterator[Application]:
    """Make our application with one collected file, served from memory as in production."""
    with scratch.folder() as place, override_settings(STATIC_ROOT=place, WHITENOISE_AUTOREFRESH=False):
        shutil.copy(MARK, place)
        yield get_wsgi_application()


@contextmanager
def bare_application() -> Iterator[Application]:
    """Make a Django application of one view and nothing around it."""
    with override_settings(MIDDLEWARE=[]):
        handler = WSGIHandler()

    def application(environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        with override_settings(ROOT_URLCONF=__name__):
            return handler(environ, start)

    yield application
