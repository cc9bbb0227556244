"""Sessions: one host, one key, an end."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import UpdateError

from shared_apps.accounts.models import Session
from shared_apps.accounts.sessions import HostSessionStore, digest
from shared_apps.core.clock import now
from tests.support.people import make_account

HOST = "maison-aurelle.app.localhost:8000"


def opened(account=None, **values):
    session = HostSessionStore(host=HOST, browser="Firefox on Linux")
    if account:
        session[SESSION_KEY] = str(account.pk)
    session.update(values)
    session.save()
    return session


def again(session, host=HOST, **options):
    return HostSessionStore(session.session_key, host=host, **options)


def test_session_keeps_what_was_put_in(db):
    session = opened(word="kept")

    assert again(session)["word"] == "kept"


def test_session_row_holds_neither_key_nor_readable_data(db):
    session = opened(word="canary-word")

    row = Session.objects.get()
    assert bytes(row.key_hash) == digest(session.session_key)
    assert session.session_key.encode() not in bytes(row.data)
    assert b"canary-word" not in bytes(row.data)


def test_session_key_has_256_random_bits(db):
    keys = {opened().session_key for _ in range(20)}

    assert (len(keys), {len(key) for key in keys}) == (20, {43})


def test_session_of_one_host_is_nothing_at_another(db):
    session = opened(word="kept")

    elsewhere = again(session, host="atelier-bellamy.app.localhost:8000")
    assert ("word" in elsewhere, elsewhere.session_key) == (False, None)


def test_session_of_one_jeweler_is_nothing_to_the_next_at_the_same_host(jeweler_a, jeweler_b):
    session = HostSessionStore(host=HOST, jeweler_id=jeweler_a.id)
    session["word"] = "kept"
    session.save()

    assert again(session, jeweler_id=jeweler_a.id).get("word") == "kept"
    assert again(session, jeweler_id=jeweler_b.id).get("word") is None


def test_session_never_adopts_a_key_it_did_not_make(db):
    session = HostSessionStore("k" * 43, host=HOST)
    session["word"] = "kept"
    session.save()

    assert session.session_key != "k" * 43
    assert not Session.objects.filter(key_hash=digest("k" * 43)).exists()


def test_session_key_changes_at_sign_in_and_the_old_one_is_dead(db):
    account = make_account()
    session = opened(word="kept")
    before = session.session_key

    session.cycle_key()
    session[SESSION_KEY] = str(account.pk)
    session.save()

    assert session.session_key != before
    assert HostSessionStore(before, host=HOST).get("word") is None
    assert again(session).get("word") == "kept"
    assert Session.objects.get().account_id == account.pk


def test_session_fills_account_kind_and_start_at_sign_in(db):
    staff = make_account(is_staff=True)
    with time_machine.travel(now() - timedelta(minutes=5), tick=False):
        session = opened()
    session[SESSION_KEY] = str(staff.pk)
    session.save()

    row = Session.objects.get()
    assert (row.account_id, row.kind) == (staff.pk, "staff")
    assert now() - row.started_at < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("is_staff", "idle", "absolute"),
    [(False, timedelta(hours=12), timedelta(days=14)), (True, timedelta(minutes=30), timedelta(hours=8))],
)
def test_session_ends_when_idle_for_too_long(db, is_staff, idle, absolute):
    session = opened(make_account(is_staff=is_staff))

    with time_machine.travel(now() + idle - timedelta(seconds=5), tick=False):
        assert SESSION_KEY in again(session)
    with time_machine.travel(now() + 2 * idle, tick=False):
        assert SESSION_KEY not in again(session)


@pytest.mark.parametrize(
    ("is_staff", "idle", "absolute"),
    [(False, timedelta(hours=12), timedelta(days=14)), (True, timedelta(minutes=30), timedelta(hours=8))],
)
def test_session_ends_at_last_however_much_it_is_used(db, is_staff, idle, absolute):
    session, start = opened(make_account(is_staff=is_staff)), now()
    at = start
    while at + idle * 0.9 < start + absolute:
        at += idle * 0.9
        with time_machine.travel(at, tick=False):
            assert SESSION_KEY in again(session)

    with time_machine.travel(start + absolute + timedelta(seconds=1), tick=False):
        assert SESSION_KEY not in again(session)


def test_session_is_marked_seen_at_most_once_a_minute(db, django_assert_num_queries):
    session = opened(make_account())

    with django_assert_num_queries(1, using="controller"):
        again(session).get("word")
    with (
        time_machine.travel(now() + timedelta(seconds=61), tick=False),
        django_assert_num_queries(2, using="controller"),
    ):
        again(session).get("word")


def test_session_deleted_meanwhile_is_not_written_back(db):
    session = opened(make_account())
    other = again(session)
    other["word"] = "late"
    session.delete()

    with pytest.raises(UpdateError):
        other.save()
    assert Session.objects.count() == 0


def test_session_opened_from_another_ends_with_it(db):
    account = make_account()
    opener = opened(account)
    child = HostSessionStore(host="other.app.localhost:8000")
    child.update({SESSION_KEY: str(account.pk), "opened_from": str(opener.row_id)})
    child.save()

    opener.cycle_key()
    assert Session.objects.count() == 2
    opener.flush()
    assert Session.objects.count() == 0


def test_session_settings_name_one_host_only_cookie():
    assert settings.SESSION_COOKIE_NAME == "__Host-session"
    assert settings.SESSION_COOKIE_DOMAIN is None
    assert settings.CSRF_COOKIE_DOMAIN is None
