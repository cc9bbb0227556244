"""The register of a stock django-tenants project."""

from uuid import uuid4

from django.db import models
from django_tenants.models import DomainMixin, TenantMixin


class Workspace(TenantMixin):
    id = models.UUIDField(primary_key=True, default=uuid4)
    slug = models.CharField(max_length=40)
    name = models.CharField(max_length=120)

    state = "active"


class Host(DomainMixin):
    pass
