"""The two halves' connections and their transactions."""

from __future__ import annotations

from enum import StrEnum

from django.db import transaction

CONTROLLER = "controller"
PROCESSOR = "default"


class Half(StrEnum):
    """Which side of the law a row lives on; the values are the Django aliases."""

    CONTROLLER = CONTROLLER
    PROCESSOR = PROCESSOR


def controller_atomic(*, savepoint: bool = True, durable: bool = False) -> transaction.Atomic:
    """Decorate or open a transaction of the controller half."""
    return transaction.atomic(using=CONTROLLER, savepoint=savepoint, durable=durable)


def jeweler_atomic(*, savepoint: bool = True, durable: bool = False) -> transaction.Atomic:
    """Decorate or open a transaction of the jeweler's half."""
    return transaction.atomic(using=PROCESSOR, savepoint=savepoint, durable=durable)
