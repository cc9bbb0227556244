"""The people who act in a workspace, and the workspace's own face."""

from __future__ import annotations

from uuid import UUID

from django.db import models

from shared_apps.core.models import Row
from shared_apps.core.roles import Role
from tenant_apps.team.enums import Hue


class Member(Row):
    """A person of the jeweler's team, mirrored from the membership so that the schema reads on its own."""

    account_id = models.UUIDField(unique=True)
    name = models.CharField(max_length=120, default="", blank=True)
    email = models.EmailField(max_length=254)
    role = models.CharField(max_length=10, choices=Role)
    is_active = models.BooleanField(default=True, db_default=True)

    def __str__(self) -> str:
        return f"member {self.pk}"

    @property
    def actor_kind(self) -> str:
        return "member"

    @property
    def actor_id(self) -> UUID:
        return self.pk

    @property
    def display_name(self) -> str:
        return self.name or self.email.partition("@")[0]


class House(Row):
    """The workspace's own face towards clients; one row."""

    name = models.CharField(max_length=120)
    hue = models.CharField(max_length=20, choices=Hue, default="", db_default="", blank=True)
    privacy_notice = models.TextField(default="", blank=True, max_length=5000)
    privacy_contact = models.EmailField(max_length=254, default="", blank=True)
    agreement_version = models.CharField(max_length=20, default="", db_default="", blank=True)
    is_only = models.BooleanField(default=True, db_default=True, unique=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(is_only=True), name="house_is_one")]
