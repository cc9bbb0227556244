"""Abuse is held off without a cookie, a script or a third party; a person loses nothing by it (E.4)."""

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory

from public_site import guards
from shared_apps.core.company import COMPANY
from shared_apps.inquiries.limits import keyed_hash
from shared_apps.inquiries.models import Brief, Inquiry
from tests.site.conftest import SAME_ORIGIN, post

ORIGIN = "http://localhost:8000"
MATRIX = [
    ({"Sec-Fetch-Site": "same-origin"}, 303),
    ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 303),
    ({"Sec-Fetch-Site": "same-site"}, 403),
    ({"Sec-Fetch-Site": "same-site", "Origin": ORIGIN}, 403),
    ({"Sec-Fetch-Site": "cross-site"}, 403),
    ({"Sec-Fetch-Site": "none"}, 403),
    ({"Sec-Fetch-Site": ""}, 403),
    ({"Origin": ORIGIN}, 303),
    ({"Origin": "https://localhost:8000"}, 403),
    ({"Origin": "http://localhost:8001"}, 403),
    ({"Origin": "http://app.localhost:8000"}, 403),
    ({"Origin": "http://localhost:8000.evil.example"}, 403),
    ({"Origin": "null"}, 403),
    ({"Origin": "not an origin"}, 403),
    ({}, 403),
    ({"Referer": ORIGIN + "/contact"}, 403),
]


@pytest.mark.parametrize("page", ["contact", "find-a-jeweler"])
@pytest.mark.parametrize(("headers", "status"), MATRIX, ids=[str(headers) for headers, _status in MATRIX])
def test_a_post_is_taken_from_our_own_pages_only(visitor, page, headers, status):
    response = post(visitor, page, headers=headers)

    kept = Inquiry.objects.count() + Brief.objects.count()
    assert (response.status_code, kept) == (status, 1 if status == 303 else 0)
    assert response.headers["Vary"] == "Sec-Fetch-Site, Origin"
    if status == 403:
        assert f"mailto:{COMPANY.email}" in response.content.decode()


@pytest.mark.parametrize(("age", "sentence"), [(1, guards.TOO_FAST), (7_300, guards.TOO_OLD)])
def test_a_form_sent_too_fast_or_too_late_can_be_sent_again(visitor, age, sentence):
    response = post(visitor, "contact", age=age)

    content = response.content.decode()
    assert (response.status_code, Inquiry.objects.count()) == (422, 0)
    assert str(sentence) in content
    assert 'value="Wen Li"' in content
    assert f"mailto:{COMPANY.email}" in content


@pytest.mark.parametrize("age", [4, 7_190])
def test_a_form_sent_in_time_is_taken(visitor, age):
    assert post(visitor, "contact", age=age).status_code == 303


@pytest.mark.parametrize("bad", ["", "form", "form:1:x", "form:zzzzzz:AAAA", "x" * 500])
def test_a_forged_stamp_is_refused(visitor, bad):
    assert (post(visitor, "contact", stamp=bad).status_code, Inquiry.objects.count()) == (422, 0)


def test_what_a_machine_fills_in_is_refused_with_a_way_out(visitor):
    response = post(visitor, "contact", homepage="https://example.com")

    assert (response.status_code, Inquiry.objects.count()) == (422, 0)
    assert str(guards.TRAPPED) in response.content.decode()


def test_a_body_above_the_limit_is_not_read(visitor):
    response = post(visitor, "contact", message="m" * guards.LARGEST_BODY)

    assert (response.status_code, Inquiry.objects.count()) == (413, 0)
    assert f"mailto:{COMPANY.email}" in response.content.decode()


@pytest.mark.parametrize("length", ["-1", "many", "1e9"])
def test_a_body_of_doubtful_length_is_not_read(length):
    request = RequestFactory().post("/contact")
    request.META["CONTENT_LENGTH"] = length

    assert guards.is_too_large(request)


def test_one_sender_is_held_up_and_loses_nothing(visitor):
    taken = [post(visitor, "contact", email=f"w{i}@example.com").status_code for i in range(10)]

    refused = post(visitor, "contact", email="w10@example.com")

    assert (set(taken), refused.status_code, Inquiry.objects.count()) == ({303}, 429, 10)
    assert refused.headers["Retry-After"] == "3600"
    assert 'value="w10@example.com"' in refused.content.decode()


def test_one_address_is_held_up_from_wherever_it_writes(visitor):
    statuses = [
        post(Client(HTTP_HOST="localhost:8000", REMOTE_ADDR=f"192.0.2.{i}"), "contact", message=str(i)).status_code
        for i in range(6)
    ]

    assert statuses == [303] * 5 + [429]


def test_everybody_together_is_held_up(visitor, monkeypatch):
    cache.set(f"limit:{keyed_hash('posts of all', '')}", 1_000, 3_600)

    assert (post(visitor, "contact").status_code, Inquiry.objects.count()) == (429, 0)


def test_limits_keep_no_address_and_change_every_day(time_machine):
    time_machine.move_to("2026-11-22 23:59+08:00")
    today = keyed_hash("posts of an address", "wen@example.com")
    time_machine.move_to("2026-11-23 23:59+08:00")

    assert keyed_hash("posts of an address", "wen@example.com") != today
    assert "wen" not in today


def test_an_address_of_the_sender_is_believed_as_far_as_our_proxies_say(settings):
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.9", headers={"X-Forwarded-For": "1.2.3.4, 192.0.2.7"})
    seen = {}
    for proxies in (0, 1, 2, 3):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
        seen[proxies] = guards.sender_of(request)

    assert seen == {0: "10.0.0.9", 1: "192.0.2.7", 2: "1.2.3.4", 3: "10.0.0.9"}


def test_ipv6_senders_count_by_their_network():
    senders = {guards.sender_of(RequestFactory().get("/", REMOTE_ADDR=f"2001:db8:1:2::{i}")) for i in range(3)}

    assert senders == {"2001:db8:1:2::/64"}


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_not_answered(visitor, method):
    assert getattr(visitor, method)("/contact", headers=SAME_ORIGIN).status_code == 405
