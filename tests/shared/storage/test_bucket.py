import base64
import http.client
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from shared_apps.storage.checks import store_over_tls, wrapping_keys_are_keys
from shared_apps.storage.client import inner_client
from shared_apps.storage.operations import BucketIsVersioned, prepare_bucket, tls_only_policy


def test_preparing_the_bucket_twice_changes_nothing(db):
    prepare_bucket()
    before = inner_client().get_bucket_cors(Bucket=settings.S3_BUCKET)["CORSRules"]

    prepare_bucket()

    assert inner_client().get_bucket_cors(Bucket=settings.S3_BUCKET)["CORSRules"] == before
    assert before[0]["AllowedOrigins"] == [f"{settings.SCHEME}://*.{settings.APP_HOST}"]
    assert before[0]["AllowedMethods"] == ["POST"]


def test_a_workspaces_pages_may_post(db):
    prepare_bucket()
    origin = f"{settings.SCHEME}://maison-aurelle.{settings.APP_HOST}"

    assert preflight(origin) in {origin, "*"}


def preflight(origin):
    place = urlsplit(settings.S3_ENDPOINT)
    connection = http.client.HTTPConnection(place.netloc)
    asked = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    connection.request("OPTIONS", f"/{settings.S3_BUCKET}/x", headers=asked)
    with connection.getresponse() as answer:
        allowed = answer.getheader("Access-Control-Allow-Origin")
    connection.close()
    return allowed


def test_a_versioned_bucket_is_refused_because_it_keeps_what_is_deleted(db, settings):
    settings.S3_BUCKET = "dialog-versioned"
    prepare_bucket()
    inner_client().put_bucket_versioning(Bucket=settings.S3_BUCKET, VersioningConfiguration={"Status": "Enabled"})

    with pytest.raises(BucketIsVersioned):
        prepare_bucket()
    inner_client().delete_bucket(Bucket=settings.S3_BUCKET)


def test_the_policy_denies_everything_that_is_not_tls():
    statement = tls_only_policy("files")["Statement"][0]

    assert (statement["Effect"], statement["Principal"], statement["Action"]) == ("Deny", "*", "s3:*")
    assert statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    assert statement["Resource"] == ["arn:aws:s3:::files", "arn:aws:s3:::files/*"]


def test_a_production_start_needs_tls_to_the_store(settings):
    settings.S3_ENDPOINT = settings.S3_PUBLIC_ENDPOINT = "http://store.example"
    assert [error.id for error in store_over_tls()] == ["storage.E001", "storage.E002"]

    settings.S3_ENDPOINT = settings.S3_PUBLIC_ENDPOINT = "https://store.example"
    assert store_over_tls() == []


@pytest.mark.parametrize("text", ["", "short", base64.b64encode(b"x" * 31).decode()])
def test_a_key_encryption_key_must_be_one(settings, text):
    settings.KEY_ENCRYPTION_KEY = text

    assert [error.id for error in wrapping_keys_are_keys()] == ["storage.E003"]


def test_the_keys_of_the_demo_are_keys():
    assert wrapping_keys_are_keys() == []
