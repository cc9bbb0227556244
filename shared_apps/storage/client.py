"""The door to the object store: one client for our own traffic, one to sign what browsers will use.

A signature covers the host, so an address for a browser must be signed for the public endpoint. The gate is asked by
the thread that takes a client, which holds a database connection; threads that only transfer are handed the client.
"""

from __future__ import annotations

import os
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

import boto3
from botocore.config import Config
from django.conf import settings

from shared_apps.egress.gate import allow, allow_return
from shared_apps.storage.keys import Owner

PURPOSE = "storage"

CONFIG = Config(
    signature_version="s3v4",
    s3={"addressing_style": "path"},
    retries={"mode": "standard", "max_attempts": 3},
    connect_timeout=3,
    read_timeout=30,
    max_pool_connections=16,
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
)

_lock = Lock()
_clients: dict[tuple[int, str], Any] = {}


def inner_client(*, storing_for: Owner | None = None) -> Any:
    """Return this process's client for the store as we reach it; name the jeweler whose data it will take there.

    Raises EgressRefused. What a jeweler objected to can still be fetched back and deleted.
    """
    host = _host(settings.S3_ENDPOINT)
    if storing_for is None:
        allow_return(settings.STORAGE_PROVIDER, PURPOSE, host=host)
    else:
        allow(settings.STORAGE_PROVIDER, PURPOSE, host=host, jeweler=storing_for.id)
    return _client(settings.S3_ENDPOINT)


def public_client(*, storing_for: Owner) -> Any:
    """Return this process's client that signs uploads for the store as browsers reach it; raises EgressRefused."""
    host = _host(settings.S3_PUBLIC_ENDPOINT)
    allow(settings.STORAGE_PROVIDER, PURPOSE, host=host, jeweler=storing_for.id)
    return _client(settings.S3_PUBLIC_ENDPOINT)


def _host(endpoint: str) -> str:
    return urlsplit(endpoint).hostname or ""


def _client(endpoint: str) -> Any:
    """Make a client once a process: sockets must not be shared across a fork."""
    place = (os.getpid(), endpoint)
    with _lock:
        if place not in _clients:
            _clients[place] = boto3.session.Session().client(
                "s3",
                endpoint_url=endpoint,
                region_name=settings.S3_REGION,
                aws_access_key_id=settings.S3_ACCESS_KEY,
                aws_secret_access_key=settings.S3_SECRET_KEY,
                config=CONFIG,
            )
        return _clients[place]
