"""The two clients of the object store: one for our own traffic, one to sign what browsers will use.

A signature covers the host, so an address for a browser must be signed for the public endpoint.
"""

from __future__ import annotations

import os
from threading import Lock
from typing import Any

import boto3
from botocore.config import Config
from django.conf import settings

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


def inner_client() -> Any:
    """Return this process's client for the store as we reach it."""
    return _client(settings.S3_ENDPOINT)


def public_client() -> Any:
    """Return this process's client that signs for the store as browsers reach it."""
    return _client(settings.S3_PUBLIC_ENDPOINT)


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
