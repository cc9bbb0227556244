"""What leaves by mail, and what a dump, the queue and the logs may know (sections E.2 and P14)."""

import io
import logging
import re

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection

from config.logs import AllowListFormatter
from shared_apps.core.db import CONTROLLER, Half
from shared_apps.core.jobs import job_model
from shared_apps.tenancy.hosts import Surface, url_on
from tenant_apps.clients.operations import create_client, edit_client
from tenant_apps.portal.models import Access, SignInLink
from tenant_apps.portal.operations import doors, letters
from tenant_apps.team.models import House
from tests.support.work import run_jewelers_jobs
from tests.tenant.portal.conftest import ASK, EMAIL, SENT
from tests.tenant.portal.test_sign_in import COOKIE, confirm, is_in

LINK = re.compile(r"https?://\S+")
PRIVACY = url_on(Surface.SITE, "/privacy/")


@pytest.fixture
def letterbox(settings):
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    mail.outbox = []
    return mail.outbox


def ask_by_mail(client, letterbox):
    """Ask for a link and read it in the mail, as a client does."""
    client.post(ASK, {"email": EMAIL})
    letters.mail_sign_in_link(SignInLink.objects.latest("pk").pk)
    return LINK.search(letterbox[-1].body)[0]


def test_the_invitation_holds_one_link_and_no_credential(access, surfer, letterbox, jeweler_a):
    House.objects.update(
        privacy_notice="We keep sizes. See https://maison.example/notice.", privacy_contact="p@maison.example"
    )

    letters.mail_invitation(access.pk)

    sent = letterbox[0]
    assert (sent.to, sent.subject, sent.content_subtype) == ([EMAIL], "A private page for you", "plain")
    assert LINK.findall(sent.body) == [f"{settings.SCHEME}://maison-aurelle.{settings.APP_HOST}/portal/", PRIVACY]
    assert "We keep sizes." in sent.body
    assert SignInLink.objects.count() == 0
    assert surfer().get("/portal/").headers["Location"] == ASK


def test_the_sign_in_mail_holds_one_link_and_names_nobody(access, surfer, letterbox, jeweler_a):
    client = surfer()
    link = ask_by_mail(client, letterbox)

    sent = letterbox[0]
    assert (sent.subject, sent.content_subtype, sent.attachments) == ("Your sign-in link", "plain", [])
    assert LINK.findall(sent.body) == [link, PRIVACY]
    assert "Ka-yan" not in sent.subject + sent.body
    assert client.get(SENT).context["code"] not in sent.body
    assert client.post(link.partition(settings.APP_HOST)[2]).status_code == 302


def test_a_discreet_client_gets_a_neutral_sender(access, known_client, owner, letterbox):
    letters.mail_invitation(access.pk)
    edit_client(known_client, by=owner, is_discreet=True)
    letters.mail_invitation(access.pk)

    assert ["Maison Aurelle" in sent.from_email for sent in letterbox] == [True, False]


def test_a_client_is_written_to_in_their_language(access, known_client, owner, letterbox):
    edit_client(known_client, by=owner, language="zh-hant")

    letters.mail_invitation(access.pk)

    [sent] = letterbox
    assert (sent.subject, sent.extra_headers["Content-Language"]) == ("為你而設的私人頁面", "zh-hant")
    assert "為你準備了一個私人頁面" in sent.body


def test_a_repeated_task_sends_no_second_link_and_leaves_the_first_alive(access, surfer, letterbox, jeweler_a):
    client = surfer()
    client.post(ASK, {"email": EMAIL})
    job = job_model(Half.PROCESSOR).objects.get(name="portal.mail_sign_in_link")
    for _time in range(2):
        job_model(Half.PROCESSOR).objects.get_or_create(pk=job.pk, name=job.name, arguments=job.arguments)
        run_jewelers_jobs(job.name)

    [sent] = letterbox
    link = LINK.search(sent.body)[0]
    assert client.post(link.partition(settings.APP_HOST)[2]).status_code == 302


def test_nothing_is_mailed_to_an_address_nobody_knows(in_jeweler_a, surfer, letterbox):
    surfer().post(ASK, {"email": "nobody@example.com"})

    letters.mail_sign_in_link(SignInLink.objects.get().pk)

    assert letterbox == []


def test_a_revoked_access_gets_no_mail_any_more(access, owner, surfer, letterbox):
    surfer().post(ASK, {"email": EMAIL})
    doors.revoke_access(access, by=owner)

    letters.mail_sign_in_link(SignInLink.objects.get().pk)
    letters.mail_invitation(access.pk)

    assert letterbox == []


def dump(tables):
    """Return everything a thief of the database would read in these tables."""
    with connection.cursor() as cursor:
        rows = []
        for table in tables:
            cursor.execute(f"SELECT {table}::text FROM {table}")
            rows += [row[0] for row in cursor.fetchall()]
    return "\n".join(rows)


def test_a_dump_holds_no_usable_token(access, surfer, letterbox):
    client = surfer()
    token = ask_by_mail(client, letterbox).rstrip("/").rpartition("/")[2]
    browser = client.cookies[COOKIE].value.partition(".")[2]
    code = client.get(SENT).context["code"]
    client.post(confirm(token))
    key = client.cookies[COOKIE].value.partition(".")[2]

    stolen = dump(connection.introspection.table_names())

    assert access.email in stolen
    for secret in (token, browser, key):
        assert secret not in stolen
        assert secret.encode().hex() not in stolen
    assert re.search(rf"\b{code}\b", stolen) is None


def test_the_queue_carries_ids_only(access, surfer):
    surfer().post(ASK, {"email": EMAIL})

    jobs = {job.name: job.arguments for job in job_model(Half.PROCESSOR).objects.all()}

    assert jobs == {
        "portal.mail_invitation": {"access_id": str(access.pk)},
        "portal.mail_sign_in_link": {"link_id": str(SignInLink.objects.get().pk)},
    }
    assert job_model(Half.CONTROLLER).objects.using(CONTROLLER).filter(name__startswith="portal").count() == 0


def test_the_logs_know_neither_the_address_nor_the_token(access, surfer, letterbox):
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(AllowListFormatter())
    loggers = [logging.getLogger(name) for name in ("", "django", "django.request", "celery")]
    for logger in loggers:
        logger.addHandler(handler)
    try:
        client = surfer()
        token = ask_by_mail(client, letterbox).rstrip("/").rpartition("/")[2]
        client.post(confirm(token))
        client.get(confirm(token))
        surfer().get("/portal/sign-in/nonsense-token/")
        client.get("/portal/designs/0199f0c2-7d3a-7c55-9d3c-2f4f35a1b001/")
    finally:
        for logger in loggers:
            logger.removeHandler(handler)

    assert is_in(client)
    for canary in (EMAIL, token, "nonsense-token", "Ka-yan", client.cookies[COOKIE].value):
        assert canary not in stream.getvalue()


def test_invite_client_is_refused_where_the_portal_has_no_place(known_client, owner, queued):
    edit_client(known_client, by=owner, is_minor=True)

    with pytest.raises(doors.ClientUnder16):
        doors.invite_client(known_client, email=EMAIL, by=owner)

    assert (Access.objects.count(), queued()) == (0, [])


def test_one_address_opens_one_clients_portal(access, owner, queued):
    other = create_client(by=owner, display_name="Chan Tai-man")

    with pytest.raises(doors.EmailAlreadyOpens):
        doors.invite_client(other, email=EMAIL.upper(), by=owner)

    assert (Access.objects.count(), queued()) == (1, ["portal.mail_invitation"])


def test_inviting_again_writes_again_and_opens_nothing_new(access, known_client, owner, queued):
    again = doors.invite_client(known_client, email=f" {EMAIL.title()} ", by=owner)

    assert again == access
    assert (Access.objects.count(), queued()) == (1, ["portal.mail_invitation"] * 2)


def test_a_revoked_address_may_be_invited_anew(access, known_client, owner):
    doors.revoke_access(access, by=owner)
    doors.revoke_access(access, by=owner)

    anew = doors.invite_client(known_client, email=EMAIL, by=owner)

    assert anew != access
    with pytest.raises(doors.AccessRevoked):
        doors.move_access(access, email="new@example.com", by=owner)
