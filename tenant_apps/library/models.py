"""Designs, their versions, and the files that belong to them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from shared_apps.core.models import Row
from tenant_apps.library.enums import (
    REFUSALS,
    WORKING,
    DesignStatus,
    FileKind,
    FileState,
    RenditionName,
)

MEBIBYTE = 1024 * 1024
MAX_IMAGE_BYTES = 60 * MEBIBYTE
MAX_DOCUMENT_BYTES = 30 * MEBIBYTE


class Design(Row):
    """A piece thought out for one client; ``revision`` counts edits, so that none overwrites another unseen."""

    client = models.ForeignKey("clients.Client", on_delete=models.PROTECT, related_name="designs")
    number = models.BigIntegerField(unique=True)
    title = models.CharField(max_length=120)
    description = models.TextField(max_length=5000, default="", db_default="", blank=True)
    status = models.CharField(
        max_length=10, choices=DesignStatus, default=DesignStatus.DRAFT, db_default=DesignStatus.DRAFT
    )
    revision = models.IntegerField(default=1, db_default=1)

    class Meta:
        indexes = [models.Index(fields=["client", "-id"], name="library_design_of_client")]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        return f"D-{self.number}"


class File(Row):
    """An image or a document of a design. Keys are relative to the jeweler's prefix and say nothing.

    ``object_key`` is the full-size picture we made ourselves, ``original_key`` the bytes as they came (documents
    only), ``attempt`` the stem of what a running check writes, so that whoever comes next can clear it away.
    """

    design = models.ForeignKey(Design, on_delete=models.PROTECT, related_name="files")
    kind = models.CharField(max_length=10, choices=FileKind)
    state = models.CharField(
        max_length=10, choices=FileState, default=FileState.AWAITING, db_default=FileState.AWAITING
    )
    refusal = models.CharField(max_length=20, default="", db_default="", blank=True)
    name = models.CharField(max_length=160)
    declared_bytes = models.BigIntegerField()
    declared_type = models.CharField(max_length=100)
    bytes = models.BigIntegerField(default=0, db_default=0)
    sha256 = models.CharField(max_length=64, default="", db_default="", blank=True)
    content_type = models.CharField(max_length=40, default="", db_default="", blank=True)
    width = models.IntegerField(default=0, db_default=0)
    height = models.IntegerField(default=0, db_default=0)
    color = models.CharField(max_length=6, default="", db_default="", blank=True)
    perceptual_hash = models.CharField(max_length=16, default="", db_default="", blank=True)
    staging_key = models.CharField(max_length=100, default="", db_default="", blank=True)
    attempt = models.CharField(max_length=100, default="", db_default="", blank=True)
    object_key = models.CharField(max_length=100, default="", db_default="", blank=True)
    original_key = models.CharField(max_length=100, default="", db_default="", blank=True)
    original_type = models.CharField(max_length=40, default="", db_default="", blank=True)
    original_bytes = models.BigIntegerField(default=0, db_default=0)
    uploaded_by = models.ForeignKey("team.Member", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["design", "id"], name="library_file_of_design"),
            models.Index(fields=["id"], condition=~Q(state__in=["ready", "refused"]), name="library_file_unsettled"),
        ]

    def __str__(self) -> str:
        return f"file {self.pk}"

    @property
    def is_ready(self) -> bool:
        return self.state == FileState.READY

    @property
    def is_working(self) -> bool:
        return self.state in WORKING

    @property
    def is_picture(self) -> bool:
        """Whether there is something to look at; a PDF is only kept."""
        return self.is_ready and self.object_key != ""

    @property
    def refusal_sentence(self) -> str:
        return REFUSALS.get(self.refusal, "")

    @property
    def tone(self) -> str:
        """Return the tile's placeholder tone that is nearest to the picture's mean color."""
        if not self.color:
            return ""
        red, green, blue = (int(self.color[at : at + 2], 16) for at in (0, 2, 4))
        if max(red, green, blue) < 80:
            return "dark"
        if green >= red and green >= blue:
            return "green"
        if blue > red:
            return "cool"
        return "rose" if blue > green else "warm"


class Rendition(Row):
    """A picture made for the screen, always WebP."""

    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="renditions")
    name = models.CharField(max_length=10, choices=RenditionName)
    format = models.CharField(max_length=10, default="webp", db_default="webp")
    width = models.IntegerField()
    height = models.IntegerField()
    bytes = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    object_key = models.CharField(max_length=100)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "name"], name="library_rendition_once")]


class DesignVersion(Row):
    """What a client is shown and approves: a copy that no later edit reaches, and its hash."""

    design = models.ForeignKey(Design, on_delete=models.CASCADE, related_name="versions")
    number = models.IntegerField()
    title = models.CharField(max_length=120)
    notes = models.TextField(max_length=5000, default="", db_default="", blank=True)
    hash = models.CharField(max_length=64)
    published_by = models.ForeignKey("team.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    files = models.ManyToManyField(File, through="VersionImage", related_name="versions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["design", "number"], name="library_version_number")]

    def __str__(self) -> str:
        return f"version {self.number}"


class VersionImage(Row):
    """One picture of a version, in its place, with the hash it had."""

    version = models.ForeignKey(DesignVersion, on_delete=models.CASCADE, related_name="images")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="appearances")
    position = models.IntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "position"], name="library_version_image_place")]
