"""The queue and the schedule."""

from __future__ import annotations

import os

from celery import Celery
from celery.schedules import crontab
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"config.settings.{os.environ.get('DIALOG_ENV', 'dev')}")

# What a killed worker held is free after its lease; nobody waits much longer than that for it.
LOOK_FOR_LOST_JOBS = float(min(60, settings.JOB_LEASE_SECONDS))

app = Celery("dialog")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.update(
    task_default_queue="dialog",
    task_ignore_result=True,
    result_backend=None,
    worker_prefetch_multiplier=1,
    worker_hijack_root_logger=False,
    worker_send_task_events=False,
    task_send_sent_event=False,
    broker_connection_retry_on_startup=True,
    broker_transport_options={"visibility_timeout": 12 * 3600},
    broker_connection_timeout=2,
    task_time_limit=3600,
    timezone="UTC",
    beat_schedule={
        "top up spare schemas": {"task": "tenancy.top_up_spares", "schedule": 60.0},
        "resend controller jobs": {"task": "core.resend_jobs", "schedule": LOOK_FOR_LOST_JOBS},
        "resend jewelers' jobs": {"task": "core.resend_jewelers_jobs", "schedule": LOOK_FOR_LOST_JOBS},
        "sweep unattached files": {"task": "library.sweep_jewelers", "schedule": 6 * 3600.0},
        "forget expired portal links": {"task": "portal.forget_expired", "schedule": 3600.0},
        "tell what was said meanwhile": {"task": "portal.nudge_owed", "schedule": 300.0},
        "expire copies": {"task": "privacy.expire_exports", "schedule": 3600.0},
        "forget ended sessions": {"task": "accounts.forget_expired", "schedule": 3600.0},
        "let holds and copies end": {"task": "rights.daily", "schedule": 3600.0},
        "sweep what had its time": {"task": "retention.sweep", "schedule": crontab(hour=19, minute=7)},
        "watch the sweep": {"task": "retention.watch", "schedule": 3600.0},
        "take readings": {"task": "jewelers.take_readings", "schedule": 6 * 3600.0},
        "run the clocks of introductions": {"task": "introductions.run_clocks", "schedule": 60.0},
        "carry out due instructions": {"task": "instructions.carry_out_due", "schedule": 60.0},
    },
)
app.autodiscover_tasks()
