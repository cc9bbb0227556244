"""What the object store may answer, in the domain's words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from boto3.exceptions import Boto3Error
from botocore.exceptions import BotoCoreError, ClientError
from urllib3.exceptions import HTTPError

from shared_apps.core.errors import DomainError, Unavailable

ABSENT = frozenset({"404", "NoSuchKey", "NoSuchVersion", "NoSuchUpload"})
UNREADABLE = frozenset({"403", "400", "AccessDenied", "InvalidArgument", "InvalidRequest"})
RANGE = "InvalidRange"


class ObjectMissing(DomainError):
    message = "This file is no longer here."


class ObjectUnreadable(DomainError):
    """The store refused the key the object was to be read with, or the request itself."""

    message = "This file can't be read."


class RangeNotSatisfiable(DomainError):
    message = "This file is shorter than the part asked for."


class StoreUnavailable(Unavailable):
    message = "The file store does not answer right now. Please try again in a moment."


@contextmanager
def store_errors() -> Iterator[None]:
    """Translate what the store's client raises; the original stays as the cause."""
    try:
        yield
    except ClientError as error:
        raise translated(error) from error
    except (BotoCoreError, Boto3Error, HTTPError, ConnectionError) as error:
        raise StoreUnavailable from error


def translated(error: ClientError) -> DomainError:
    code = error.response.get("Error", {}).get("Code", "")
    if code in ABSENT:
        return ObjectMissing()
    if code == RANGE:
        return RangeNotSatisfiable()
    if code in UNREADABLE:
        return ObjectUnreadable()
    return StoreUnavailable()
