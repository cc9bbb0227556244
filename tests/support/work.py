"""A worker in the test's own process and transaction."""

from config.celery import app
from shared_apps.core.db import Half
from shared_apps.core.jobs import headers_for, job_model
from shared_apps.core.models import Job
from shared_apps.tenancy.context import current_tenant, no_jeweler


def work_off(limit=20):
    """Run the controller's queued jobs as the worker would, with those they queue; return the names in order."""
    app.loader.import_default_modules()
    done = []
    while job := Job.objects.filter(failed_at=None).order_by("pk").first():
        assert len(done) < limit, f"jobs queue one another without end: {done}"
        app.tasks[job.name].apply(kwargs=job.arguments, headers={"job": str(job.pk)}, throw=True)
        done.append(job.name)
    return done


def run_jewelers_jobs(name):
    """Run the current jeweler's queued jobs of one name once, as the worker would."""
    app.loader.import_default_modules()
    tenant = current_tenant()
    for job in job_model(Half.PROCESSOR).objects.filter(name=name, failed_at=None).order_by("pk"):
        with no_jeweler():
            app.tasks[name].apply(kwargs=job.arguments, headers=headers_for(job.pk, str(tenant.id)), throw=True)
