"""Abstract rows of both halves, and the controller half's own job and trail tables."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models.functions import UUID7, Now


class Row(models.Model):
    """A row with a time-ordered key made by the database.

    ``append_only = True`` on a model withholds UPDATE and DELETE from the login roles (``tenancy`` applies the grants).
    """

    append_only: ClassVar[bool] = False

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        abstract = True


class JobRow(Row):
    """A task that was decided in a transaction and is not finished yet (the outbox)."""

    name = models.CharField(max_length=100)
    arguments = models.JSONField(default=dict)
    attempts = models.IntegerField(default=0, db_default=0)
    due_at = models.DateTimeField(db_default=Now())
    leased_until = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=100, default="", db_default="")

    class Meta:
        abstract = True


class TrailHeadRow(Row):
    """The end of a trail: locked to append, so that the chain has no forks."""

    name = models.CharField(max_length=20, unique=True)
    seq = models.BigIntegerField(default=0, db_default=0)
    hash = models.BinaryField(max_length=32, default=b"")

    class Meta:
        abstract = True


class TrailEventRow(Row):
    """One link of the trail; it holds ids and hashes, never values."""

    append_only = True

    seq = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    event = models.CharField(max_length=100)
    actor_kind = models.CharField(max_length=20)
    actor_id = models.UUIDField(null=True)
    object_type = models.CharField(max_length=100)
    object_id = models.UUIDField(null=True)
    commitment = models.BinaryField(max_length=32)
    previous = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        abstract = True


class TrailPayloadRow(Row):
    """What an event said; deleting it leaves the chain verifiable and the commitment unguessable."""

    event_id = models.UUIDField(unique=True)
    salt = models.BinaryField(max_length=32)
    facts = models.JSONField(default=dict)

    class Meta:
        abstract = True


class Job(JobRow):
    pass


class TrailHead(TrailHeadRow):
    pass


class TrailEvent(TrailEventRow):
    class Meta:
        indexes = [models.Index(fields=["object_type", "object_id"], name="core_trail_object")]


class TrailPayload(TrailPayloadRow):
    pass
