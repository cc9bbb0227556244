"""Versions: what a client is shown and approves, fixed at the moment of publishing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from uuid import UUID

from django.db.models import Max

from shared_apps.core.actors import Actor
from shared_apps.core.db import jeweler_atomic
from shared_apps.core.errors import DomainError
from tenant_apps.audit.operations import record
from tenant_apps.clients.operations import refuse_card_numbers
from tenant_apps.library.enums import DesignStatus, FileState
from tenant_apps.library.models import Design, DesignVersion, File, VersionImage
from tenant_apps.library.operations.designs import open_design


class VersionWithoutPictures(DomainError):
    message = "A version shows at least one picture. Please choose one."


class NotAPictureOfThisDesign(DomainError):
    message = "One of the chosen pictures is not ready, or is not part of this design any more."


@jeweler_atomic()
def publish_version(
    design: Design, *, title: str, notes: str = "", file_ids: Sequence[UUID], by: Actor
) -> DesignVersion:
    """Publish the next version of a design: title, notes and these pictures in this order."""
    design = open_design(design)
    refuse_card_numbers(title, notes)
    pictures = chosen_pictures(design, file_ids)
    last = design.versions.aggregate(last=Max("number"))["last"] or 0
    version = DesignVersion.objects.create(
        design=design,
        number=last + 1,
        title=title,
        notes=notes,
        hash=version_hash(design, last + 1, title, notes, pictures),
        published_by_id=by.actor_id if by.actor_kind == "member" else None,
    )
    VersionImage.objects.bulk_create(
        VersionImage(version=version, file=picture, position=place, sha256=picture.sha256)
        for place, picture in enumerate(pictures, start=1)
    )
    design.status = DesignStatus.IN_REVIEW
    design.save(update_fields=["status"])
    record(
        "library.version.published",
        version,
        by=by,
        number=design.number,
        version=version.number,
        images=len(pictures),
        hash=version.hash,
    )
    return version


def chosen_pictures(design: Design, file_ids: Sequence[UUID]) -> list[File]:
    """Return the pictures in the order chosen, held against removal."""
    if not file_ids:
        raise VersionWithoutPictures
    ready = design.files.select_for_update().filter(pk__in=file_ids, state=FileState.READY).exclude(object_key="")
    found = {file.pk: file for file in ready}
    wanted = list(dict.fromkeys(file_ids))
    if any(pk not in found for pk in wanted):
        raise NotAPictureOfThisDesign
    return [found[pk] for pk in wanted]


def version_hash(design: Design, number: int, title: str, notes: str, pictures: Sequence[File]) -> str:
    """Return the SHA-256 over everything a client sees of a version."""
    shown = [[str(picture.pk), picture.sha256] for picture in pictures]
    said = [str(design.pk), number, title, notes, shown]
    return hashlib.sha256(json.dumps(said, separators=(",", ":"), ensure_ascii=True).encode()).hexdigest()


@jeweler_atomic()
def approve_version(version: DesignVersion, *, by: Actor) -> Design:
    """Note that a version was approved; only the latest one makes its design approved."""
    design = open_design(version.design)
    latest = design.versions.aggregate(last=Max("number"))["last"]
    if version.number == latest and design.status != DesignStatus.APPROVED:
        design.status = DesignStatus.APPROVED
        design.save(update_fields=["status"])
        record("library.design.approved", design, by=by, number=design.number, version=version.number)
    return design
