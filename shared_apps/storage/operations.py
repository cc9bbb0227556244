"""Preparing the bucket; safe to run at every start."""

from __future__ import annotations

import json
import logging
from typing import Any

from botocore.exceptions import ClientError
from django.conf import settings

from shared_apps.storage.client import inner_client
from shared_apps.storage.errors import store_errors

log = logging.getLogger("dialog.storage")

OURS = frozenset({"BucketAlreadyOwnedByYou", "BucketAlreadyExists"})
# Stores that do not know a bucket-wide switch say so; they have no public buckets to close then.
UNKNOWN = frozenset({"NotImplemented", "MethodNotAllowed", "MalformedXML"})


class BucketIsVersioned(RuntimeError):
    """The bucket keeps old versions, so what is deleted would stay; see the ADR on files at rest."""


def prepare_bucket() -> None:
    """Create the bucket if need be, closed to the public and open to uploads from the workspaces' pages."""
    with store_errors():
        _create()
        _close_to_the_public()
        client = inner_client()
        client.put_bucket_cors(Bucket=settings.S3_BUCKET, CORSConfiguration={"CORSRules": [_upload_rule()]})
        if settings.S3_ENDPOINT.startswith("https:"):
            client.put_bucket_policy(Bucket=settings.S3_BUCKET, Policy=json.dumps(tls_only_policy(settings.S3_BUCKET)))
        if client.get_bucket_versioning(Bucket=settings.S3_BUCKET).get("Status") == "Enabled":
            raise BucketIsVersioned(settings.S3_BUCKET)


def tls_only_policy(bucket: str) -> dict[str, Any]:
    """Return the policy that refuses every request not made over TLS."""
    denied = {
        "Sid": "TlsOnly",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": [f"arn:aws:s3:::{bucket}", f"arn:aws:s3:::{bucket}/*"],
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }
    return {"Version": "2012-10-17", "Statement": [denied]}


def _create() -> None:
    elsewhere = {"CreateBucketConfiguration": {"LocationConstraint": settings.S3_REGION}}
    try:
        inner_client().create_bucket(
            Bucket=settings.S3_BUCKET, **({} if settings.S3_REGION == "us-east-1" else elsewhere)
        )
    except ClientError as error:
        if error.response["Error"]["Code"] not in OURS:
            raise


def _close_to_the_public() -> None:
    names = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")
    try:
        inner_client().put_public_access_block(
            Bucket=settings.S3_BUCKET, PublicAccessBlockConfiguration=dict.fromkeys(names, True)
        )
    except ClientError as error:
        if error.response["Error"]["Code"] not in UNKNOWN:
            raise
        log.info("store has no public access block")


def _upload_rule() -> dict[str, Any]:
    return {
        "AllowedOrigins": [f"{settings.SCHEME}://*.{settings.APP_HOST}"],
        "AllowedMethods": ["POST"],
        "AllowedHeaders": ["*"],
        "ExposeHeaders": ["ETag"],
        "MaxAgeSeconds": 600,
    }
