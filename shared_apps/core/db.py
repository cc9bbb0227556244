"""The two halves' connections and their transactions."""

from __future__ import annotations

from enum import StrEnum
from functools import partial

from django.db import transaction

CONTROLLER = "controller"
PROCESSOR = "default"


class Half(StrEnum):
    """Which side of the law a row lives on; the values are the Django aliases."""

    CONTROLLER = CONTROLLER
    PROCESSOR = PROCESSOR


controller_atomic = partial(transaction.atomic, using=CONTROLLER)
jeweler_atomic = partial(transaction.atomic, using=PROCESSOR)
