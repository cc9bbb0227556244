from __future__ import annotations

from django.db.models import TextChoices

from tenant_apps.library.imaging.sniff import Refusal


class DesignStatus(TextChoices):
    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "With the client"
    APPROVED = "approved", "Approved"
    ARCHIVED = "archived", "Archived"


class FileKind(TextChoices):
    IMAGE = "image", "Image"
    DOCUMENT = "document", "Document"


class FileState(TextChoices):
    AWAITING = "awaiting", "Waiting for the upload"
    UPLOADED = "uploaded", "Waiting to be prepared"
    CHECKING = "checking", "Being prepared"
    READY = "ready", "Ready"
    REFUSED = "refused", "Not taken in"
    REMOVED = "removed", "Removed"


WORKING = frozenset({FileState.UPLOADED, FileState.CHECKING})
UNSETTLED = WORKING | {FileState.AWAITING}


class RenditionName(TextChoices):
    THUMB = "thumb", "320 px"
    PREVIEW = "preview", "1200 px"
    FULL = "full", "2400 px"


REFUSALS: dict[str, str] = {
    Refusal.EMPTY: "This file is empty.",
    Refusal.HEIC: "HEIC pictures can’t be read here yet. Please save it as JPEG and upload that.",
    Refusal.SVG: "SVG drawings can carry programs, so they are not taken in. Please export it as PNG.",
    Refusal.GIF: "GIF files are not taken in. Please save the picture as PNG or JPEG.",
    Refusal.ARCHIVE: "Archives are not taken in. Please unpack it and upload the pictures.",
    Refusal.UNKNOWN: "This is not a picture we can read. JPEG, PNG, WebP, AVIF and TIFF work.",
    Refusal.DAMAGED: "This picture is damaged or was cut off on its way. Please upload it again.",
    Refusal.ANIMATED: "This file holds several pictures or an animation. Please upload a single picture.",
    Refusal.TOO_MANY_PIXELS: "This picture has more than 100 megapixels. Please make it smaller.",
    Refusal.TOO_LONG_A_SIDE: "One side of this picture is longer than 16,000 pixels. Please make it smaller.",
    Refusal.TOO_MANY_BYTES: "This file is larger than was announced. Please upload it again.",
    Refusal.TOO_HEAVY: "This picture takes too much memory or time to read. Please save it again as JPEG.",
    Refusal.NOT_AN_IMAGE: "This is a PDF. Please add it under documents.",
    Refusal.NOT_UPLOADED: "The upload was never finished. Please upload it again.",
}
