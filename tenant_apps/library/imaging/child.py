"""The one process that decodes strangers' pictures: ``python -m tenant_apps.library.imaging.child LIMITS``.

Standard input is the file, descriptors passed by number take the results, standard output the answer as JSON. It
holds no secret, imports no Django, opens no file by name, and its memory and processor time are bounded.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import sys
from typing import Any

from tenant_apps.library.imaging.sniff import Format, Refusal, sniffed

RENDITIONS = (("full", 2400), ("preview", 1200), ("thumb", 320))
MASTER_QUALITY = 90
RENDITION_QUALITY = 82
# Of six, two is the knee: within 3 % of the size at a third of the time.
WEBP_EFFORT = 2
# The WebP encoder wants 40 bytes a pixel; PNG is written row by row.
MAX_WEBP_PIXELS = 20_000_000
LOADERS = {
    Format.JPEG: ("VipsForeignLoadJpeg", "jpegload_source"),
    Format.PNG: ("VipsForeignLoadPng", "pngload_source"),
    Format.WEBP: ("VipsForeignLoadWebp", "webpload_source"),
    Format.AVIF: ("VipsForeignLoadHeif", "heifload_source"),
    Format.TIFF: ("VipsForeignLoadTiff", "tiffload_source"),
}
PR_SET_PDEATHSIG = 1


class Refused(Exception):
    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason)
        self.reason = reason


def bound(memory: int, seconds: int) -> None:
    """Limit this process's memory (bytes) and processor time (seconds); die with the parent."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class Picture:
    """One picture on a descriptor, opened by the loader of its own format and no other."""

    def __init__(self, vips: Any, descriptor: int, kind: Format) -> None:
        self.vips = vips
        self.descriptor = descriptor
        guarded, self.loader = LOADERS[kind]
        vips.block_untrusted_set(True)
        vips.operation_block_set("VipsForeignLoad", True)
        vips.operation_block_set(guarded, False)
        self.header = self.opened()

    def source(self) -> Any:
        os.lseek(self.descriptor, 0, os.SEEK_SET)
        return self.vips.Source.new_from_descriptor(self.descriptor)

    def opened(self) -> Any:
        return getattr(self.vips.Image, self.loader)(self.source(), access="sequential", fail_on="truncated")

    def check(self, max_pixels: int, max_side: int) -> None:
        """Refuse by the header, before a pixel is decoded."""
        header = self.header
        if header.width * header.height > max_pixels:
            raise Refused(Refusal.TOO_MANY_PIXELS)
        if max(header.width, header.height) > max_side:
            raise Refused(Refusal.TOO_LONG_A_SIDE)
        if header.get_typeof("n-pages") and header.get("n-pages") > 1:
            raise Refused(Refusal.ANIMATED)

    @property
    def has_profile(self) -> bool:
        return bool(self.header.get_typeof("icc-profile-data")) or self.header.interpretation == "cmyk"

    @property
    def is_upright(self) -> bool:
        return not self.header.get_typeof("orientation") or self.header.get("orientation") == 1

    def at_full_size(self) -> Any:
        """Return the whole picture, upright, in sRGB, eight bits a band."""
        image = self.opened()
        if not self.is_upright:
            image = image.copy_memory().autorot()
        if self.has_profile:
            image = image.icc_transform("srgb", embedded=True, input_profile=self.fallback_profile())
        return self.in_srgb(image)

    def within(self, side: int) -> Any:
        """Return the picture shrunk into a square, decoding no more of it than that needs."""
        profiles = {}
        if self.has_profile:
            profiles = {"output_profile": "srgb", "input_profile": self.fallback_profile()}
        small = self.vips.Image.thumbnail_source(
            self.source(), side, height=side, size="down", fail_on="truncated", **profiles
        )
        return self.in_srgb(small).copy_memory()

    def fallback_profile(self) -> str:
        return "cmyk" if self.header.interpretation == "cmyk" else "srgb"

    @staticmethod
    def in_srgb(image: Any) -> Any:
        image = image.colourspace("srgb")
        return image if image.format == "uchar" else image.cast("uchar")


def ingest(picture: Picture, targets: dict[str, int]) -> dict[str, Any]:
    """Write a fresh master and the renditions, without any metadata, and tell their measures."""
    master = picture.at_full_size()
    answer: dict[str, Any] = {"width": master.width, "height": master.height}
    answer["master"] = save_master(picture, master, targets["master"])
    del master
    answer["renditions"], thumb = renditions(picture, targets)
    return answer | impression(thumb)


def renditions(picture: Picture, targets: dict[str, int]) -> tuple[dict[str, dict[str, int]], Any]:
    """Write the pictures for the screen, each smaller one from the largest; return their sizes and the smallest."""
    largest = image = picture.within(RENDITIONS[0][1])
    sizes = {}
    for name, side in RENDITIONS:
        if image.width > side or image.height > side:
            image = largest.thumbnail_image(side, height=side, size="down").copy_memory()
        target = picture.vips.Target.new_to_descriptor(targets[name])
        image.webpsave_target(target, Q=RENDITION_QUALITY, effort=WEBP_EFFORT, keep="none")
        sizes[name] = {"width": image.width, "height": image.height}
    return sizes, image


def save_master(picture: Picture, image: Any, descriptor: int) -> str:
    """Write the full-size picture; return its content type: JPEG, or WebP or PNG where there is transparency."""
    target = picture.vips.Target.new_to_descriptor(descriptor)
    if not image.hasalpha():
        image.jpegsave_target(target, Q=MASTER_QUALITY, keep="none")
        return "image/jpeg"
    if image.width * image.height <= MAX_WEBP_PIXELS:
        image.webpsave_target(target, Q=MASTER_QUALITY, effort=WEBP_EFFORT, keep="none")
        return "image/webp"
    image.pngsave_target(target, keep="none")
    return "image/png"


def impression(thumb: Any) -> dict[str, str]:
    """Return the mean color (``aabbcc``) and the 64-bit difference hash (16 hex digits)."""
    plain = thumb.flatten(background=255) if thumb.hasalpha() else thumb
    mean = plain.thumbnail_image(1, height=1, size="force")(0, 0)
    gray = plain.colourspace("b-w").thumbnail_image(9, height=8, size="force")
    rows = [bytes(gray.crop(0, y, 9, 1).write_to_memory()) for y in range(8)]
    bits = "".join("1" if row[x] < row[x + 1] else "0" for row in rows for x in range(8))
    return {"color": "".join(f"{round(band):02x}" for band in mean), "hash": f"{int(bits, 2):016x}"}


def answer_for(limits: dict[str, Any]) -> dict[str, Any]:
    with os.fdopen(os.dup(0), "rb") as file:
        kind = sniffed(file)
    if isinstance(kind, Refusal):
        return {"refused": kind}
    if kind is Format.PDF:
        return {"format": kind}
    import pyvips  # noqa: PLC0415 -- slow import, and only after the limits are set

    try:
        picture = Picture(pyvips, 0, kind)
        picture.check(limits["pixels"], limits["side"])
        return {"format": kind} | ingest(picture, limits["targets"])
    except Refused as refused:
        return {"refused": refused.reason}
    except pyvips.Error as error:
        lacking = "memory" in f"{error.message} {error.detail}"
        return {"refused": Refusal.TOO_HEAVY if lacking else Refusal.DAMAGED}
    except MemoryError:
        return {"refused": Refusal.TOO_HEAVY}


def main() -> None:
    limits = json.loads(sys.argv[1])
    bound(limits["memory"], limits["seconds"])
    sys.stdout.write(json.dumps(answer_for(limits)))


if __name__ == "__main__":
    main()
