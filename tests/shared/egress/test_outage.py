"""Mail servers fail: nothing is lost, nothing goes twice, nothing goes in the clear."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction

from config.celery import app
from config.settings.mail import mailer
from shared_apps.core import jobs
from shared_apps.core.clock import now
from shared_apps.core.db import CONTROLLER, Half
from shared_apps.core.models import Job
from shared_apps.egress import mail, sendlog
from shared_apps.egress.models import MailStatus, SentMail
from shared_apps.tenancy.hosts import Surface, url_on

KIND, ONCE = "accounts.invitation", "tests.at_most_once"
TOLD = {
    "workspace": "Maison Aurelle",
    "role": "Sales",
    "link": url_on(Surface.APP, "/invitations/1/"),
    "days": 7,
    "reference": "K7QM-3XPA",
    "url": url_on(Surface.CONSOLE, "/briefs/1/"),
}
mail.mail_kind(ONCE, subject="Once", template="inquiries/mail/staff_notice.txt", repeats=False)


@jobs.controller_task("tests.mail")
def send_one(*, kind, to):
    mail.send(kind, to=to, context=TOLD)


def queue(*addresses, kind=KIND):
    with transaction.atomic(using=CONTROLLER):
        for to in addresses:
            jobs.enqueue("tests.mail", half=Half.CONTROLLER, kind=kind, to=to)


def work_off_due():
    """Do what a worker does with everything that is due; return how many jobs that was."""
    due = list(Job.objects.filter(name="tests.mail", failed_at=None, due_at__lte=now()).order_by("pk"))
    for job in due:
        app.tasks[job.name].apply(kwargs=job.arguments, headers={"job": str(job.pk)}, throw=False)
    return len(due)


def recipients(server):
    return sorted(message["To"] for message in server.received)


def statuses():
    return sorted(SentMail.objects.values_list("status", flat=True))


def test_a_mail_is_handed_over_encrypted_under_the_name_of_its_row(server):
    queue("ada@example.com")
    work_off_due()

    [message], [entry] = server.received, SentMail.objects.all()
    assert message["Message-ID"] == f"<{entry.pk.hex}.0@dialogjewelers.com>"
    assert (entry.kind, entry.status, Job.objects.filter(name="tests.mail").count()) == (KIND, MailStatus.SENT, 0)


def test_a_server_away_for_an_hour_costs_no_mail_and_doubles_none(server):
    server.stop()
    queue("ada@example.com", "bo@example.com", "cy@example.com")
    tries = 0
    with time_machine.travel(now(), tick=False) as clock:
        for _minute in range(60):
            clock.shift(timedelta(minutes=1))
            tries += work_off_due()
        assert (server.received, Job.objects.filter(name="tests.mail", failed_at=None).count()) == ([], 3)
        server.start()
        for _minute in range(12):
            clock.shift(timedelta(minutes=1))
            work_off_due()

    assert recipients(server) == ["ada@example.com", "bo@example.com", "cy@example.com"]
    assert Job.objects.filter(name="tests.mail").count() == 0
    assert statuses() == [MailStatus.SENT] * 3
    assert 30 <= tries <= 60


def test_a_server_away_for_longer_than_a_day_is_given_up_and_seen(server):
    server.stop()
    queue("ada@example.com")
    Job.objects.filter(name="tests.mail").update(created_at=now() - timedelta(hours=25))

    work_off_due()

    assert Job.objects.get(name="tests.mail").failed_at is not None
    assert statuses() == [MailStatus.WAITING]


def test_a_mail_handed_over_by_a_worker_that_died_before_it_could_say_so_is_not_sent_again(server):
    queue("ada@example.com")
    [job] = Job.objects.filter(name="tests.mail")
    work_off_due()
    Job.objects.create(id=job.pk, name=job.name, arguments=job.arguments)

    work_off_due()

    assert recipients(server) == ["ada@example.com"]


@pytest.mark.parametrize(("kind", "sent", "noted"), [(KIND, 1, MailStatus.SENT), (ONCE, 0, MailStatus.UNKNOWN)])
def test_a_worker_killed_while_handing_over_sends_again_only_what_may_come_twice(server, kind, sent, noted):
    queue("ada@example.com", kind=kind)
    [job] = Job.objects.filter(name="tests.mail")
    entry = SentMail.objects.create(
        id=sendlog._id_of(job.pk, kind, "ada@example.com", ""), kind=kind, status=MailStatus.HANDING
    )

    work_off_due()

    assert [message["Message-ID"] for message in server.received] == [f"<{entry.pk.hex}.0@dialogjewelers.com>"] * sent
    assert statuses() == [noted]


@pytest.mark.parametrize(("kind", "comes", "noted"), [(KIND, 2, MailStatus.SENT), (ONCE, 1, MailStatus.UNKNOWN)])
def test_a_server_that_takes_a_mail_and_falls_silent_gets_it_again_under_the_same_name(server, kind, comes, noted):
    server.answers = {"DATA": None, "keeps": True}
    queue("ada@example.com", kind=kind)
    with time_machine.travel(now(), tick=False) as clock:
        work_off_due()
        server.answers = {}
        clock.shift(timedelta(minutes=10))
        work_off_due()

    assert len(server.received) == comes
    assert len({message["Message-ID"] for message in server.received}) == 1
    assert (statuses(), Job.objects.filter(name="tests.mail").count()) == ([noted], 0)


def test_a_server_that_takes_a_mail_and_hangs_up_without_a_goodbye_has_it(server):
    server.answers = {"QUIT": None}
    queue("ada@example.com")

    work_off_due()

    assert (recipients(server), statuses()) == (["ada@example.com"], [MailStatus.SENT])


@pytest.mark.parametrize("verb", ["RCPT", "DATA"])
def test_an_address_refused_for_good_is_not_tried_again(server, verb):
    server.answers = {verb: "550 no such person"}
    queue("nobody@example.com")

    work_off_due()

    job = Job.objects.get(name="tests.mail")
    assert (job.error, job.failed_at is not None, statuses()) == ("MailRefused", True, [MailStatus.REFUSED])


@pytest.mark.parametrize("verb", ["MAIL", "RCPT", "DATA"])
def test_an_address_refused_for_now_is_tried_again(server, verb):
    server.answers = {verb: "450 later"}
    queue("ada@example.com")
    with time_machine.travel(now(), tick=False) as clock:
        work_off_due()
        assert (statuses(), server.received) == ([MailStatus.WAITING], [])
        server.answers = {}
        clock.shift(timedelta(minutes=1))
        work_off_due()

    assert (recipients(server), statuses()) == (["ada@example.com"], [MailStatus.SENT])


def test_a_server_without_starttls_gets_nothing(open_server):
    server = open_server(tls=False)
    queue("ada@example.com")

    work_off_due()

    assert (server.received, statuses()) == ([], [MailStatus.WAITING])
    assert Job.objects.get(name="tests.mail").failed_at is None


def test_a_server_whose_starttls_was_stripped_on_the_way_gets_nothing(server):
    server.answers = {"STARTTLS": "454 not now"}
    queue("ada@example.com")

    work_off_due()

    assert (server.received, statuses()) == ([], [MailStatus.WAITING])


def test_a_server_with_somebody_elses_certificate_gets_nothing(server, settings, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    settings.MAILERS = {"default": mailer(f"smtp+tls://127.0.0.1:{server.port}")}
    queue("ada@example.com")

    work_off_due()

    assert (server.received, statuses()) == ([], [MailStatus.WAITING])
