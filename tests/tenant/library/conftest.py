from contextlib import contextmanager

import pytest

from shared_apps.core.db import PROCESSOR
from shared_apps.storage import objects
from shared_apps.tenancy.context import current_tenant
from tenant_apps.audit.models import Job, TrailEvent
from tenant_apps.clients.operations import create_client
from tenant_apps.library import operations
from tenant_apps.library.enums import FileKind
from tenant_apps.library.models import File


@pytest.fixture
def owner(in_jeweler_a, member_as):
    return member_as("owner")


@pytest.fixture
def known_client(owner):
    return create_client(by=owner, display_name="Lee Ka-yan")


@pytest.fixture
def design(known_client, owner):
    return operations.create_design(known_client, title="Sapphire ring", description="Old cut", by=owner)


@pytest.fixture
def bucket(in_jeweler_a):
    """Look into the jeweler's part of the bucket; it is empty before and after."""
    objects.delete_everything(in_jeweler_a)
    yield Bucket()
    objects.delete_everything(in_jeweler_a)


class Bucket:
    def keys(self):
        prefix = f"t/{current_tenant().id}/"
        return {found.key.removeprefix(prefix) for found in objects.list_objects(current_tenant())}

    def get(self, key):
        return objects.get(current_tenant(), f"t/{current_tenant().id}/{key}")

    def put(self, key, body):
        objects.put(current_tenant(), f"t/{current_tenant().id}/{key}", body)


@pytest.fixture
def sent(design, owner, bucket):
    """Return a sender: a file that has arrived in the store and waits for the worker."""

    def send(body, *, name="ring.jpg", content_type="image/jpeg", kind=FileKind.IMAGE, into=None):
        upload = operations.request_upload(
            into or design, name=name, size=len(body) or 1, content_type=content_type, kind=kind, by=owner
        )
        bucket.put(upload.file.staging_key, body)
        return operations.complete_upload(upload.file, by=owner)

    return send


@pytest.fixture
def taken_in(sent):
    """Return a sender whose file the worker has dealt with."""

    def take(body, **options):
        file = sent(body, **options)
        operations.ingest_file(file.pk)
        return File.objects.get(pk=file.pk)

    return take


@pytest.fixture
def happened():
    """Return a reader of the events since the test began, oldest first."""
    before = set(TrailEvent.objects.values_list("pk", flat=True))
    return lambda: list(TrailEvent.objects.exclude(pk__in=before).order_by("seq").values_list("event", flat=True))


@pytest.fixture
def queued():
    """Return a reader of the jobs that wait, as (name, arguments)."""
    return lambda: list(Job.objects.order_by("pk").values_list("name", "arguments"))


@pytest.fixture
def queries(django_assert_num_queries):
    """Count statements of the jeweler's connection."""
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    @contextmanager
    def counted():
        with CaptureQueriesContext(connections[PROCESSOR]) as captured:
            yield captured

    return counted
