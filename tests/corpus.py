"""Files that uploads must survive: metadata that tells on people, bombs, polyglots, things that are not what they say.

Everything is built here from bytes; nothing is downloaded and nothing is dangerous at rest.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pyvips

CANARY = "CANARY-7F3A"
GPS_DEGREES = (22, 16, 55)
SCRIPT = f"<script>alert('{CANARY}')</script>"


def picture(width: int = 320, height: int = 240) -> pyvips.Image:
    """Return a colorful image."""
    x = pyvips.Image.xyz(width, height)
    bands = [x[0] * (255 / width), x[1] * (255 / height), (x[0] + x[1]) % 255]
    return bands[0].bandjoin(bands[1:]).cast("uchar").copy(interpretation="srgb")


def plain_jpeg() -> bytes:
    """Return an honest JPEG without metadata."""
    return picture().jpegsave_buffer(Q=85, keep="none")


def plain_png() -> bytes:
    """Return an honest PNG without metadata."""
    return picture().pngsave_buffer(keep="none")


def plain_webp() -> bytes:
    """Return an honest WebP without metadata."""
    return picture().webpsave_buffer(Q=80, keep="none")


def jpeg_with_metadata(orientation: int = 6) -> bytes:
    """Return a JPEG with EXIF (GPS, serial number, orientation), XMP, IPTC and a comment, each with the canary."""
    segments = (
        _segment(0xE1, b"Exif\0\0" + exif(orientation))
        + _segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + xmp())
        + _segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0" + _iptc())
        + _segment(0xFE, f"{CANARY} comment: at the client's home".encode())
    )
    body = plain_jpeg()
    return body[:2] + segments + body[2:]


def png_with_metadata() -> bytes:
    """Return a PNG with EXIF and text chunks, each with the canary."""
    text = _chunk(b"tEXt", f"Author\0{CANARY}".encode()) + _chunk(b"eXIf", exif(1))
    packed = _chunk(b"zTXt", b"Comment\0\0" + zlib.compress(CANARY.encode()))
    international = _chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp())
    body = plain_png()
    return body[:33] + text + packed + international + body[33:]


def webp_with_metadata() -> bytes:
    """Return a WebP with EXIF and XMP, each with the canary."""
    body = plain_webp()
    chunks = body[12:]
    header = _riff(b"VP8X", struct.pack("<BBH", 0x0C, 0, 0) + (319).to_bytes(3, "little") + (239).to_bytes(3, "little"))
    content = b"WEBP" + header + chunks + _riff(b"EXIF", exif(1)) + _riff(b"XMP ", xmp())
    return b"RIFF" + struct.pack("<I", len(content)) + content


def exif(orientation: int) -> bytes:
    """Return an EXIF block: orientation, maker, artist, GPS position."""
    texts = [(0x010F, b"Atelier 48\0"), (0x013B, f"{CANARY} Goldsmith\0".encode())]
    entries = 4
    first = 8 + 2 + entries * 12 + 4
    pool, rows = b"", []
    for tag, text in texts:
        rows.append(struct.pack("<HHII", tag, 2, len(text), first + len(pool)))
        pool += text + b"\0" * (len(text) % 2)
    rows.insert(1, struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0))
    rows.append(struct.pack("<HHII", 0x8825, 4, 1, first + len(pool)))
    directory = struct.pack("<H", entries) + b"".join(rows) + struct.pack("<I", 0)
    return b"II*\0" + struct.pack("<I", 8) + directory + pool + _gps(first + len(pool))


def _gps(start: int) -> bytes:
    first = start + 2 + 4 * 12 + 4
    degrees = b"".join(struct.pack("<II", part, 1) for part in GPS_DEGREES)
    rows = [
        struct.pack("<HHI4s", 1, 2, 2, b"N\0\0\0"),
        struct.pack("<HHII", 2, 5, 3, first),
        struct.pack("<HHI4s", 3, 2, 2, b"E\0\0\0"),
        struct.pack("<HHII", 4, 5, 3, first + len(degrees)),
    ]
    return struct.pack("<H", 4) + b"".join(rows) + struct.pack("<I", 0) + degrees * 2


def xmp() -> bytes:
    """Return an XMP packet."""
    return (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/" dc:creator="{CANARY}"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def png_bomb(side: int = 30_000) -> bytes:
    """Return a small PNG that is 30,000 x 30,000 when decoded (one bit a pixel, all black)."""
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    packer = zlib.compressobj(9)
    row = bytes(1 + (side + 7) // 8)
    data = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def png_bomb_header(side: int = 30_000) -> bytes:
    """Return only the promise of such a PNG: a header and no pixels."""
    header = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", b"") + _chunk(b"IEND", b"")


def truncated_jpeg() -> bytes:
    """Return the first half of a JPEG."""
    body = plain_jpeg()
    return body[: len(body) // 2]


def jpeg_with_html() -> bytes:
    """Return a JPEG that a careless browser may read as a page."""
    return plain_jpeg() + f"<html><body>{SCRIPT}</body></html>".encode()


def html_before_jpeg() -> bytes:
    """Return a page with a JPEG behind it."""
    return f"<html><body>{SCRIPT}</body></html>".encode() + plain_jpeg()


def zip_archive() -> bytes:
    """Return a zip archive, to be named like a picture."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../outside.txt", CANARY)
    return target.getvalue()


def jpeg_with_zip() -> bytes:
    """Return a JPEG that is a zip archive as well."""
    return plain_jpeg() + zip_archive()


def svg_with_script() -> bytes:
    """Return an SVG with a script, an event handler and an outside reference."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200" onload="alert(1)">{SCRIPT}'
        '<image href="file:///etc/passwd" width="10" height="10"/><rect width="200" height="200" fill="#c9a55c"/></svg>'
    ).encode()


def animated_gif() -> bytes:
    """Return a GIF of three pictures."""
    return _frames().gifsave_buffer()


def animated_webp() -> bytes:
    """Return a WebP of three pictures."""
    return _frames().webpsave_buffer(Q=70)


def _frames() -> pyvips.Image:
    one = picture(120, 90)
    roll = pyvips.Image.arrayjoin([one, one.invert(), one], across=1).copy()
    roll.set_type(pyvips.GValue.gint_type, "page-height", 90)
    roll.set_type(pyvips.GValue.array_int_type, "delay", [120, 120, 120])
    return roll


def noise_named_jpeg() -> bytes:
    """Return bytes that begin like a JPEG and are not one."""
    return b"\xff\xd8\xff\xe0" + bytes((k * 131 + 17) % 256 for k in range(4096))


def nothing() -> bytes:
    """Return an empty file."""
    return b""


HONEST: dict[str, Callable[[], bytes]] = {
    "plain.jpg": plain_jpeg,
    "plain.png": plain_png,
    "plain.webp": plain_webp,
    "metadata.jpg": jpeg_with_metadata,
    "metadata.png": png_with_metadata,
    "metadata.webp": webp_with_metadata,
}
HOSTILE: dict[str, Callable[[], bytes]] = {
    "bomb.png": png_bomb,
    "bomb-header.png": png_bomb_header,
    "truncated.jpg": truncated_jpeg,
    "archive.jpg": zip_archive,
    "page.jpg": html_before_jpeg,
    "script.svg": svg_with_script,
    "noise.jpg": noise_named_jpeg,
    "empty.jpg": nothing,
}
POLYGLOT: dict[str, Callable[[], bytes]] = {"html.jpg": jpeg_with_html, "zip.jpg": jpeg_with_zip}
ANIMATED: dict[str, Callable[[], bytes]] = {"animated.gif": animated_gif, "animated.webp": animated_webp}


def write_all(folder: Path) -> list[Path]:
    """Write the whole corpus into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, build in {**HONEST, **HOSTILE, **POLYGLOT, **ANIMATED}.items():
        path = folder / name
        path.write_bytes(build())
        paths.append(path)
    return paths


def _segment(marker: int, payload: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(payload) + 2) + payload


def _iptc() -> bytes:
    byline = CANARY.encode()
    record = struct.pack(">BBBH", 0x1C, 2, 80, len(byline)) + byline
    return struct.pack(">I", len(record)) + record + b"\0" * (len(record) % 2)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _riff(kind: bytes, data: bytes) -> bytes:
    return kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)
