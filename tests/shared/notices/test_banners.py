"""What was told stands above the page until its reader puts it away, and stays to be read afterwards."""

from uuid import uuid4

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from shared_apps.core.actors import SYSTEM
from shared_apps.core.db import CONTROLLER
from shared_apps.core.roles import Role
from shared_apps.jewelers.models import Details, Jeweler
from shared_apps.notices import contents
from shared_apps.notices.addressees import Addressee
from shared_apps.notices.models import Delivery, Notice
from shared_apps.notices.operations import give_notice
from shared_apps.notices.queries import banners_for, privacy_contacts
from shared_apps.providers.models import Provider
from shared_apps.tenancy.context import jeweler_context
from tenant_apps.team.models import Member
from tests.support.people import make_account

KIND = "introductions.introduced"
TITLE = "Whom we introduced you to"


@pytest.fixture
def matter(db, monkeypatch):
    monkeypatch.setitem(contents._contents, KIND, lambda about_id: {"reference": "K7QM-3XPA", "jeweler": "<Aurelle>"})
    return Provider.objects.get(key="mail")


def account_of(tenant, role="owner"):
    with jeweler_context(tenant):
        return Member.objects.filter(role=role).values_list("account_id", "email").first()


@pytest.fixture
def told(matter, jeweler_a, client_as):
    """Return the owner's browser and the notice given to them."""
    browser = client_as("owner")
    account_id, email = account_of(jeweler_a)
    return browser, give_notice(KIND, matter, to=[Addressee(email, jeweler_a.id, account_id)], by=SYSTEM)


def test_a_notice_stands_above_every_page_until_it_is_closed(told):
    browser, notice = told
    assert TITLE in browser.get("/team/house/").content.decode()

    closed = browser.post(f"/team/notices/{notice.pk}/closing/", headers={"referer": "http://testserver/team/house/"})

    assert closed.status_code == 302
    assert f"/team/notices/{notice.pk}/closing/" not in browser.get("/team/house/").content.decode()
    assert closed.cookies.keys() - {"__Host-session", "__Host-csrf"} == set()


def test_a_notice_is_read_in_the_words_of_its_mail(told):
    browser, notice = told

    page = browser.get(f"/team/notices/{notice.pk}/").content.decode()

    assert "We have introduced you to &lt;Aurelle&gt;." in page
    assert TITLE in browser.get("/team/notices/").content.decode()


def test_a_colleague_sees_no_banner_of_somebody_elses_and_closes_nothing(told, client_as):
    _browser, notice = told
    manager = client_as("manager")

    page = manager.get("/team/house/").content.decode()
    manager.post(f"/team/notices/{notice.pk}/closing/")

    assert TITLE not in page
    assert Delivery.objects.filter(notice=notice, seen_at=None).count() == 1


def test_another_house_knows_nothing_of_it(told, client_as, jeweler_b):
    _browser, notice = told
    stranger = client_as("owner", jeweler_b)

    assert stranger.get(f"/team/notices/{notice.pk}/").status_code == 404
    assert stranger.post(f"/team/notices/{notice.pk}/closing/").status_code == 404
    assert "Nothing yet" in stranger.get("/team/notices/").content.decode()


def test_a_notice_to_a_person_stands_where_they_sign_in(matter, app_client):
    account = make_account("person@example.com")
    browser = app_client(account)
    notice = give_notice(KIND, matter, to=[Addressee(account.email, None, account.pk)], by=SYSTEM)

    assert TITLE in browser.get("/").content.decode()
    assert "K7QM-3XPA" in browser.get(f"/notices/{notice.pk}/").content.decode()
    assert browser.post(f"/notices/{notice.pk}/closing/").headers["Location"] == "/"
    assert TITLE not in browser.get("/").content.decode()


def test_somebody_elses_notice_is_not_found(matter, app_client):
    other = make_account("other@example.com")
    notice = give_notice(KIND, matter, to=[Addressee(other.email, None, other.pk)], by=SYSTEM)
    browser = app_client(make_account("person@example.com"))

    assert browser.get(f"/notices/{notice.pk}/").status_code == 404
    assert browser.post(f"/notices/{notice.pk}/closing/").status_code == 404
    assert Delivery.objects.filter(seen_at=None).count() == 1


def test_a_notice_whose_matter_is_gone_still_says_that_it_was_given(db, jeweler_a, client_as):
    browser = client_as("owner")
    account_id, email = account_of(jeweler_a)
    notice = Notice.objects.create(mail_kind="providers.change_notice", about_type="x", about_id=uuid4())
    Delivery.objects.create(notice=notice, email=email, jeweler_id=jeweler_a.id, account_id=account_id)

    assert "no longer kept" in browser.get(f"/team/notices/{notice.pk}/").content.decode()


def test_what_the_app_shows_in_another_way_has_no_banner(db):
    account = make_account("owner@example.com")
    notice = Notice.objects.create(mail_kind="jewelers.announcement", about_type="x", about_id=uuid4())
    Delivery.objects.create(notice=notice, email=account.email, account=account)

    assert banners_for(account.pk, None) == []


def test_many_notices_cost_the_page_as_many_queries_as_one(db, jeweler_a, client_as):
    browser = client_as("owner")
    account_id, email = account_of(jeweler_a)

    def cost(number):
        for _one in range(number):
            notice = Notice.objects.create(mail_kind=KIND, about_type="x", about_id=uuid4())
            Delivery.objects.create(notice=notice, email=email, jeweler_id=jeweler_a.id, account_id=account_id)
        with CaptureQueriesContext(connections[CONTROLLER]) as seen:
            assert browser.get("/team/notices/").status_code == 200
        return len(seen)

    cost(1)
    assert cost(0) == cost(29)


def test_a_jeweler_that_named_a_privacy_contact_is_told_there_and_nowhere_else(db):
    jeweler = Jeweler.objects.create(slug="told", skeleton="told", name="Told", state="invited")
    owner, named = make_account("owner@example.com"), make_account("privacy@example.com")
    jeweler.memberships.create(account=owner, role=Role.OWNER)
    Jeweler.objects.filter(pk=jeweler.pk).update(state="suspended", schema_name="t_" + jeweler.pk.hex)
    details = Details.objects.create(jeweler=jeweler, privacy_contact_email="privacy@example.com")

    assert privacy_contacts([jeweler.pk]) == [Addressee("privacy@example.com", jeweler.pk, named.pk)]

    Details.objects.filter(pk=details.pk).update(privacy_contact_email="dpo@elsewhere.example")
    assert privacy_contacts([jeweler.pk]) == [Addressee("dpo@elsewhere.example", jeweler.pk, None)]

    Details.objects.filter(pk=details.pk).update(privacy_contact_email="")
    assert privacy_contacts([jeweler.pk]) == [Addressee("owner@example.com", jeweler.pk, owner.pk)]
