"""Each side hears that the other spoke: by one mail an hour and design, that says nothing of it."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.db import connections

from shared_apps.core.clock import now
from shared_apps.core.db import CONTROLLER, PROCESSOR, jeweler_atomic
from shared_apps.core.restraints import _restraints
from shared_apps.egress.models import SentMail as ControllerMail
from shared_apps.tenancy.context import current_tenant
from tenant_apps.audit.models import SentMail
from tenant_apps.clients.operations import edit_client
from tenant_apps.portal.models import Nudge
from tenant_apps.portal.operations import doors, work
from tenant_apps.portal.operations.nudges import nudge_owed
from tenant_apps.team.queries import team
from tests.support.work import run_jewelers_jobs
from tests.tenant.portal.conftest import EMAIL

NUDGE = "portal.mail_nudge"


def deliver():
    run_jewelers_jobs(NUDGE)


@pytest.fixture
def design(make_design, access):
    return make_design(title="Halo ring")


@pytest.fixture
def clock():
    with time_machine.travel(now(), tick=False) as travelled:
        yield travelled


def test_a_clients_word_reaches_the_team_without_names_or_content(design, access, mailoutbox, member_as):
    member_as("viewer")
    work.write_comment(design, text="A larger halo?", by=access)

    deliver()

    [first, *_more] = mailoutbox
    assert sorted(mail.to[0] for mail in mailoutbox) == sorted(member.email for member in team())
    for mail in mailoutbox:
        said = mail.subject + mail.body + mail.alternatives[0].content
        assert [word for word in ("halo", "Halo", "Ka-yan", EMAIL) if word in said] == []
    link = f"{settings.SCHEME}://maison-aurelle.{settings.APP_HOST}/portal-access/designs/{design.pk}/"
    assert (first.subject, link in first.body) == ("Something new from a client", True)


def test_an_approval_reaches_the_team(design, access, mailoutbox):
    version = design.versions.select_related("design").latest("number")

    work.approve_version(version, shown=work.statement_hash(work.statement_of(version)), by=access)
    deliver()

    assert {mail.subject for mail in mailoutbox} == {"Something new from a client"}


def test_an_answer_reaches_the_client_in_their_language_without_content(
    design, access, known_client, owner, mailoutbox
):
    edit_client(known_client, by=owner, language="zh-hant")
    work.reply(design, text="Yes, tomorrow.", by=owner)

    deliver()

    [sent] = mailoutbox
    assert (sent.to, sent.subject) == ([EMAIL], "你有一則新回覆")
    said = sent.body + sent.alternatives[0].content
    assert [word for word in ("tomorrow", "Halo", "Ka-yan") if word in said] == []
    assert f"/portal/designs/{design.pk}/" in sent.body


def test_a_discreet_client_is_answered_in_nobodys_name(design, access, known_client, owner, mailoutbox):
    edit_client(known_client, by=owner, is_discreet=True)
    work.reply(design, text="Yes.", by=owner)

    deliver()

    [sent] = mailoutbox
    assert "Aurelle" not in sent.from_email + sent.subject


def test_a_client_whose_access_ended_is_not_written_to(design, access, owner, mailoutbox):
    doors.revoke_access(access, by=owner)
    work.reply(design, text="Yes.", by=owner)

    deliver()

    assert mailoutbox == []


def test_what_is_said_within_the_hour_is_told_once_when_it_is_over(design, owner, access, mailoutbox, clock):
    for _word in range(3):
        work.reply(design, text="And another thing.", by=owner)
    deliver()
    assert (len(mailoutbox), nudge_owed()) == (1, 0)

    clock.shift(timedelta(minutes=59))
    assert nudge_owed() == 0
    clock.shift(timedelta(minutes=1))
    assert (nudge_owed(), nudge_owed()) == (1, 0)
    deliver()

    assert len(mailoutbox) == 2


def test_the_hours_of_two_designs_and_two_sides_are_their_own(make_design, owner, access, queued):
    one, other = make_design(), make_design()

    work.reply(one, text="Yes.", by=owner)
    work.reply(other, text="Yes.", by=owner)
    work.write_comment(one, text="Thank you", by=access)

    assert queued().count(NUDGE) == 3
    assert Nudge.objects.filter(is_owed=True).count() == 0


@jeweler_atomic()
def answer_and_fail(design, owner):
    work.reply(design, text="Yes.", by=owner)
    raise ZeroDivisionError


def test_a_word_that_is_taken_back_tells_nobody(design, owner, queued):
    with pytest.raises(ZeroDivisionError):
        answer_and_fail(design, owner)

    assert (queued().count(NUDGE), Nudge.objects.count()) == (0, 0)


def test_a_jewelers_mail_stands_in_the_jewelers_own_log(design, owner, access, mailoutbox):
    before = ControllerMail.objects.count()
    work.reply(design, text="Yes.", by=owner)

    deliver()

    [entry] = SentMail.objects.filter(kind="portal.answered")
    tenant = current_tenant()
    assert mailoutbox[0].extra_headers["Message-ID"] == f"<{entry.pk.hex}.{tenant.id.hex}@dialogjewelers.com>"
    assert ControllerMail.objects.count() == before


def test_the_log_holds_no_address_and_no_word(design, owner, access, mailoutbox):
    work.reply(design, text="Yes, tomorrow.", by=owner)
    deliver()

    for alias, table in ((PROCESSOR, "audit_sentmail"), (CONTROLLER, "egress_sentmail")):
        with connections[alias].cursor() as cursor:
            cursor.execute(f"SELECT {table}::text FROM {table}")
            rows = " ".join(row[0] for row in cursor.fetchall())
        assert [word for word in ("@", "Ka-yan", "tomorrow") if word in rows] == []


def test_what_a_person_stopped_at_dialog_does_not_stop_their_jewelers_mail(
    design, owner, access, mailoutbox, monkeypatch
):
    monkeypatch.setattr("shared_apps.core.restraints._restraints", [*_restraints, lambda _email, _purpose: True])
    work.reply(design, text="Yes.", by=owner)

    deliver()

    assert [mail.to for mail in mailoutbox] == [[EMAIL]]
