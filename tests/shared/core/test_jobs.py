"""The queue's one door: a job is a row, it belongs to somebody, and nothing of it is ever lost or done twice."""

from datetime import timedelta

import pytest
from celery import current_app
from django.db import connections

from shared_apps.core import jobs
from shared_apps.core.clock import now
from shared_apps.core.db import PROCESSOR, Half, jeweler_atomic
from shared_apps.core.errors import DomainError, Unavailable
from shared_apps.core.models import Job as ControllerJob
from shared_apps.tenancy.context import current_tenant_or_none, jeweler_context, no_jeweler
from tenant_apps.audit.models import Job

RAN = []


@jobs.jeweler_task("test.jeweler")
def jeweler_probe(**arguments):
    RAN.append((current_tenant_or_none().slug, arguments))


@jobs.controller_task("test.controller")
def controller_probe(**arguments):
    RAN.append((current_tenant_or_none(), arguments))


@jobs.jeweler_task("test.refuses")
def refusing_probe(**_arguments):
    raise DomainError


@jobs.jeweler_task("test.unavailable")
def unavailable_probe(**_arguments):
    raise Unavailable


@jobs.jeweler_task("test.breaks")
def breaking_probe(**_arguments):
    raise ZeroDivisionError


@pytest.fixture(autouse=True)
def nothing_ran():
    RAN.clear()


@pytest.fixture
def sent(monkeypatch):
    """Catch what would go to the queue; the queue is the one thing these tests do not need."""
    messages = []
    monkeypatch.setattr(current_app, "send_task", lambda name, **options: messages.append((name, options)))
    return messages


def run(name, *, headers=None, **arguments):
    """Deliver a message as a worker that has just started would: in no jeweler's context."""
    with no_jeweler():
        return current_app.tasks[name].apply(kwargs=arguments, headers=headers or {}, throw=False)


def job_headers(job, tenant=None):
    return jobs.headers_for(job.pk, str(tenant.id) if tenant else None)


def test_a_job_is_a_row_of_the_half_that_decided_it(in_jeweler_a, django_capture_on_commit_callbacks, sent):
    with django_capture_on_commit_callbacks(using=PROCESSOR, execute=True):
        jobs.enqueue("test.jeweler", design_id="1")

    job = Job.objects.get(name="test.jeweler")
    assert job.arguments == {"design_id": "1"}
    assert ControllerJob.objects.filter(name="test.jeweler").count() == 0
    assert [(name, options["headers"]) for name, options in sent] == [
        ("test.jeweler", {"job": str(job.pk), "jeweler": str(in_jeweler_a.id)})
    ]


def test_a_job_outside_a_transaction_is_refused(committed_db, jeweler_a):
    with jeweler_context(jeweler_a), pytest.raises(jobs.JobWithoutTransaction):
        jobs.enqueue("test.jeweler")


@jeweler_atomic()
def enqueue_and_fail():
    jobs.enqueue("test.jeweler")
    raise ZeroDivisionError


def test_a_job_of_a_write_that_failed_is_neither_kept_nor_sent(committed_db, jeweler_a, sent):
    with jeweler_context(jeweler_a):
        with pytest.raises(ZeroDivisionError):
            enqueue_and_fail()

        assert Job.objects.filter(name="test.jeweler").count() == 0
    assert sent == []


def test_a_jewelers_task_without_a_jeweler_is_refused(db):
    answer = run("test.jeweler")

    assert isinstance(answer.result, jobs.JobWithoutJeweler)
    assert RAN == []


def test_a_controllers_task_with_a_jeweler_is_refused(jeweler_a, db):
    answer = run("test.controller", headers={"jeweler": str(jeweler_a.id)})

    assert isinstance(answer.result, jobs.JobWithoutJeweler)
    assert RAN == []


def test_a_task_runs_as_the_jeweler_in_its_header_and_leaves_again(jeweler_a, jeweler_b, db):
    run("test.jeweler", headers={"jeweler": str(jeweler_b.id)}, design_id="7")

    assert RAN == [("atelier-bellamy", {"design_id": "7"})]
    assert current_tenant_or_none() is None


def test_a_finished_job_is_forgotten_and_its_message_then_does_nothing(in_jeweler_a):
    job = Job.objects.create(name="test.jeweler", arguments={})
    headers = job_headers(job, in_jeweler_a)

    run("test.jeweler", headers=headers)
    run("test.jeweler", headers=headers)

    assert RAN == [("maison-aurelle", {})]
    assert Job.objects.filter(pk=job.pk).exists() is False


def test_a_job_another_worker_holds_is_left_to_it(in_jeweler_a):
    job = Job.objects.create(name="test.jeweler", leased_until=now() + timedelta(minutes=1))

    run("test.jeweler", headers=job_headers(job, in_jeweler_a))

    assert RAN == []
    assert Job.objects.filter(pk=job.pk).exists() is True


def test_a_job_whose_worker_died_is_sent_again_and_taken_up(in_jeweler_a, sent):
    job = Job.objects.create(name="test.jeweler", leased_until=now() - timedelta(seconds=1))

    assert jobs.resend_due() == 1
    run("test.jeweler", headers=sent[0][1]["headers"])

    assert RAN == [("maison-aurelle", {})]
    assert Job.objects.filter(pk=job.pk).exists() is False


def test_a_fresh_job_is_not_sent_twice(in_jeweler_a, sent):
    Job.objects.create(name="test.jeweler")

    assert (jobs.resend_due(), sent) == (0, [])


def test_a_permanent_refusal_is_noted_by_its_name_and_not_tried_again(in_jeweler_a, sent):
    job = Job.objects.create(name="test.refuses")

    run("test.refuses", headers=job_headers(job, in_jeweler_a))

    job.refresh_from_db()
    assert (job.error, job.attempts, job.failed_at is not None) == ("DomainError", 1, True)
    assert jobs.resend_due() == 0


def test_something_unavailable_is_tried_again_later(in_jeweler_a):
    job = Job.objects.create(name="test.unavailable")

    run("test.unavailable", headers=job_headers(job, in_jeweler_a))

    job.refresh_from_db()
    assert (job.error, job.failed_at, job.leased_until) == ("Unavailable", None, None)
    assert job.due_at > now()


@pytest.mark.parametrize(
    ("name", "tried", "age", "is_over"),
    [
        ("test.breaks", 6, 30, False),
        ("test.breaks", 7, 1, True),
        ("test.unavailable", 100, 23, False),
        ("test.unavailable", 1, 25, True),
    ],
)
def test_a_bug_is_tried_eight_times_and_what_is_only_away_for_a_day(in_jeweler_a, name, tried, age, is_over):
    job = Job.objects.create(name=name, attempts=tried, created_at=now() - timedelta(hours=age))

    run(name, headers=job_headers(job, in_jeweler_a))

    job.refresh_from_db()
    assert (job.attempts, job.failed_at is not None) == (tried + 1, is_over)
    assert job.due_at - now() <= timedelta(minutes=10)


def test_an_unreachable_queue_keeps_the_job_for_later(in_jeweler_a, monkeypatch):
    def unreachable(*_arguments, **_options):
        raise ConnectionError

    monkeypatch.setattr(current_app, "send_task", unreachable)
    job = Job.objects.create(name="test.jeweler")

    jobs.send("test.jeweler", {}, job.pk, str(in_jeweler_a.id))

    assert Job.objects.filter(pk=job.pk, failed_at=None).exists() is True


def test_the_half_can_be_said(in_jeweler_a):
    with connections["controller"].cursor():
        jobs.enqueue("test.controller", half=Half.CONTROLLER)

    assert ControllerJob.objects.filter(name="test.controller").count() == 1
