"""What a file is, by its content; its name and declared type say nothing. Knows no image library."""

from __future__ import annotations

import struct
from enum import StrEnum
from typing import BinaryIO

HEAD = 512
HEIC_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"})
PNG_START = b"\x89PNG\r\n\x1a\n"


class Format(StrEnum):
    """The formats taken in."""

    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    AVIF = "avif"
    TIFF = "tiff"
    PDF = "pdf"


class Refusal(StrEnum):
    """Why a file is not taken in; ``enums.REFUSALS`` has the sentences."""

    EMPTY = "empty"
    HEIC = "heic"
    SVG = "svg"
    GIF = "gif"
    ARCHIVE = "archive"
    UNKNOWN = "unknown"
    DAMAGED = "damaged"
    ANIMATED = "animated"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_LONG_A_SIDE = "too_long_a_side"
    TOO_MANY_BYTES = "too_many_bytes"
    TOO_HEAVY = "too_heavy"
    NOT_AN_IMAGE = "not_an_image"
    NOT_UPLOADED = "not_uploaded"


def sniffed(file: BinaryIO) -> Format | Refusal:
    """Return a seekable file's format by its first bytes, or why it is not taken in."""
    file.seek(0)
    head = file.read(HEAD)
    if not head:
        return Refusal.EMPTY
    found = _image(head) or _other(head)
    if found is Format.PNG and _has_frames(file):
        return Refusal.ANIMATED
    return found


def _image(head: bytes) -> Format | Refusal | None:
    if head.startswith(b"\xff\xd8\xff"):
        return Format.JPEG
    if head.startswith(PNG_START):
        return Format.PNG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Format.WEBP
    if head.startswith((b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")):
        return Format.TIFF
    if head[4:8] == b"ftyp":
        return _branded(head)
    return None


def _branded(head: bytes) -> Format | Refusal:
    """Read an ISO media file's brands: AVIF also calls itself mif1, so its own name goes first."""
    size = min(struct.unpack(">I", head[:4])[0], len(head))
    brands = {head[8:12], *(head[at : at + 4] for at in range(16, size - 3, 4))}
    if b"avis" in brands:
        return Refusal.ANIMATED
    if b"avif" in brands:
        return Format.AVIF
    return Refusal.HEIC if brands & HEIC_BRANDS else Refusal.UNKNOWN


def _other(head: bytes) -> Format | Refusal:
    if head.startswith(b"%PDF-"):
        return Format.PDF
    if head.startswith((b"GIF87a", b"GIF89a")):
        return Refusal.GIF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")):
        return Refusal.ARCHIVE
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return Refusal.SVG if text.startswith(b"<") and b"<svg" in text else Refusal.UNKNOWN


def _has_frames(file: BinaryIO) -> bool:
    """Tell whether a PNG declares an animation before its first picture."""
    file.seek(len(PNG_START))
    while len(chunk := file.read(8)) == 8:
        size, name = struct.unpack(">I4s", chunk)
        if name == b"acTL":
            return True
        if name in {b"IDAT", b"IEND"}:
            return False
        file.seek(size + 4, 1)
    return False
