"""The jewelers' data keys, wrapped."""

from __future__ import annotations

from django.db import models

from shared_apps.core.models import Row


class DataKey(Row):
    """One jeweler's file key under the key-encryption key; once destroyed, the row only says so.

    ``wrapped`` is nonce (12 bytes) + AES-GCM ciphertext with tag, bound to the jeweler.
    """

    jeweler_id = models.UUIDField(unique=True)
    wrapped = models.BinaryField(max_length=100)
    wrapping_key = models.CharField(max_length=16)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(destroyed_at=None) | models.Q(wrapped=b""),
                name="storage_destroyed_key_is_gone",
            )
        ]
