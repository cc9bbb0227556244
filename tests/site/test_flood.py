"""A flood of posts, from one address and from many: few are kept, everyone is told, nothing is remembered.

FLOOD_POSTS=10000 tries it at full height, which takes minutes.
"""

import os
import time
from collections import Counter

from django.core.cache import cache
from django.test import Client

from public_site import guards
from shared_apps.core.models import Job
from shared_apps.inquiries.models import Brief, Inquiry
from tests.site.conftest import TOLD, post, stamp

POSTS = int(os.environ.get("FLOOD_POSTS", "1200"))
BY_THE_FORM = 60


def statuses(posts, once):
    found = Counter()
    for number in range(posts):
        address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        visitor = Client(HTTP_HOST="localhost:8000", REMOTE_ADDR=address)
        found[
            post(visitor, "contact", stamp=once, message=str(number), email=f"w{number}@example.com").status_code
        ] += 1
    return found


def test_a_flood_from_one_sender_keeps_ten(rf):
    request = rf.post("/contact", REMOTE_ADDR="192.0.2.7")
    taken = 0
    for number in range(POSTS):
        try:
            guards.check_limits(request, f"w{number}@example.com")
            taken += 1
        except guards.Refused:
            pass

    assert taken == 10


def test_a_flood_from_many_senders_keeps_the_limit_of_all(rf):
    taken = 0
    for number in range(POSTS):
        request = rf.post("/contact", REMOTE_ADDR=f"10.0.{number >> 8}.{number & 255}")
        try:
            guards.check_limits(request, f"w{number}@example.com")
            taken += 1
        except guards.Refused:
            pass

    assert taken == 1_000


def test_a_flood_from_many_senders_is_kept_up_to_the_limit_and_refused_with_a_page(db):
    cache.set(f"limit:{guards_key('posts of all')}", 1_000 - 20, 3_600)

    found = statuses(BY_THE_FORM, stamp())

    assert found == {303: 20, 429: BY_THE_FORM - 20}
    assert Inquiry.objects.count() == 20
    assert Job.objects.filter(name="inquiries.tell_staff").count() == 20


def test_a_refused_post_is_answered_faster_than_a_kept_one(db):
    """A flood must not cost more than a page: ten thousand a minute are 6 ms each."""
    visitor = Client(HTTP_HOST="localhost:8000", REMOTE_ADDR="192.0.2.9")
    once = stamp()
    for number in range(12):
        post(visitor, "contact", stamp=once, message=str(number), email=f"v{number}@example.com")
    began = time.process_time()
    for number in range(50):
        assert post(visitor, "contact", stamp=once, message=str(number)).status_code == 429

    assert (time.process_time() - began) / 50 < 0.05


def test_reviewing_keeps_nothing_however_often(db):
    visitor = Client(HTTP_HOST="localhost:8000")
    found = Counter(post(visitor, "find-a-jeweler", step="review").status_code for _number in range(30))

    assert (found, Brief.objects.count()) == ({200: 30}, 0)


def test_a_limit_remembers_neither_sender_nor_address(db):
    post(Client(HTTP_HOST="localhost:8000", REMOTE_ADDR="192.0.2.77"), "contact")

    keys = [key.decode() for key in cache._cache.get_client().keys("*limit:*")]
    assert len(keys) >= 3
    assert [key for key in keys if "192.0.2" in key or TOLD["contact"]["email"] in key] == []


def guards_key(what):
    from shared_apps.inquiries.limits import keyed_hash

    return keyed_hash(what, "")
