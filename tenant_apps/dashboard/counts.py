"""How much there is in a workspace, in numbers."""

from __future__ import annotations

from functools import cache

from django.apps import apps
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Max, Sum

from shared_apps.core.db import PROCESSOR
from tenant_apps.audit.models import Job, SentMail
from tenant_apps.clients.models import Client
from tenant_apps.library.models import Design, File
from tenant_apps.library.queries import SHOWN
from tenant_apps.privacy.models import Export
from tenant_apps.team.models import Member


def count() -> dict[str, int]:
    """Count what there is; ``exported`` is when the last copy was finished, as a Unix time, or 0."""
    kept = File.objects.filter(state__in=SHOWN)
    exported = Export.objects.aggregate(at=Max("finished_at"))["at"]
    return {
        "members": Member.objects.filter(is_active=True).count(),
        "clients": Client.objects.count(),
        "designs": Design.objects.count(),
        "files": kept.count(),
        "bytes": int(kept.aggregate(total=Sum("bytes"))["total"] or 0),
        "mails": SentMail.objects.count(),
        "jobs": Job.objects.filter(failed_at=None).count(),
        "failed_jobs": Job.objects.exclude(failed_at=None).count(),
        "behind": _behind(),
        "exported": int(exported.timestamp()) if exported else 0,
    }


def _behind() -> int:
    """Count the migrations this schema has not had yet."""
    had = MigrationRecorder(connections[PROCESSOR]).migration_qs.values_list("app", "name")
    return len(_known() - set(had))


@cache
def _known() -> frozenset[tuple[str, str]]:
    labels = {config.label for config in apps.get_app_configs() if config.name.startswith("tenant_apps.")}
    return frozenset(key for key in MigrationLoader(None).disk_migrations or {} if key[0] in labels)
