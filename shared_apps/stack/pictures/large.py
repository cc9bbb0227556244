"""One photograph of 48 megapixels, with everything a camera writes into it."""

from __future__ import annotations

from pathlib import Path

import pyvips

from shared_apps.stack.pictures.raster import Finish, painted
from shared_apps.stack.pictures.shots import oval_solitaire

SCALE = 5.0
SENSOR = Finish(grain=0.4)
EXIF = {
    "exif-ifd0-Make": "Aurelle",
    "exif-ifd0-Model": "Atelier 48",
    "exif-ifd0-Artist": "A. Goldsmith",
    "exif-ifd0-DateTime": "2026:03:12 10:04:31",
    "exif-ifd2-BodySerialNumber": "48-0007731",
    "exif-ifd3-GPSLatitudeRef": "N",
    "exif-ifd3-GPSLatitude": "22/1 16/1 5500/100",
    "exif-ifd3-GPSLongitudeRef": "E",
    "exif-ifd3-GPSLongitude": "114/1 9/1 2900/100",
}


def draw_large(path: Path, *, scale: float = SCALE) -> None:
    """Write an 8000 x 6000 JPEG (at the full scale) with GPS position, camera serial number, an XMP packet and orientation 6."""
    image = painted(oval_solitaire(), SENSOR, scale).copy()
    for name, value in EXIF.items():
        image.set_type(pyvips.GValue.gstr_type, name, value)
    image.set_type(pyvips.GValue.gint_type, "orientation", 6)
    packet = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><creator>A. Goldsmith</creator></x:xmpmeta>'
    image.set_type(pyvips.GValue.blob_type, "xmp-data", packet.encode())
    image.jpegsave(str(path), Q=88)
