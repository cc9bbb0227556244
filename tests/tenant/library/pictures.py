"""Small pictures as a camera, a phone or an attacker would make them."""

import io
import struct
import zlib

from PIL import Image, ImageCms, ImageDraw

SECRET = b"GPS-22.2793N-114.1628E-of-a-client"
FORMATS = ("jpeg", "png", "webp", "avif", "tiff")


def drawn(size=(640, 480), mode="RGB"):
    """Draw a gold band on ivory, darker on the left, so that turning it shows."""
    image = Image.new("RGB", size, (240, 234, 222))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, size[0] // 8, size[1]), fill=(40, 30, 20))
    draw.ellipse((size[0] // 4, size[1] // 4, size[0] * 3 // 4, size[1] * 3 // 4), outline=(198, 160, 84), width=12)
    if mode == "RGBA":
        image.putalpha(Image.radial_gradient("L").resize(size))
    return image.convert(mode)


def encoded(kind="jpeg", *, size=(640, 480), mode="RGB", **options):
    target = io.BytesIO()
    drawn(size, mode).save(target, kind, **options)
    return target.getvalue()


def with_metadata(kind):
    """Return a picture that carries the secret in every place its format has for words."""
    exif = Image.Exif()
    exif[0x010E] = exif[0x9286] = SECRET.decode()
    exif.get_ifd(0x8825)[0x001D] = SECRET.decode()
    options = {"exif": exif}
    if kind in {"jpeg", "png", "webp", "avif"}:
        options["icc_profile"] = profile()
    if kind in {"jpeg", "webp", "avif"}:
        options["xmp"] = b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>"
    if kind == "jpeg":
        options["comment"] = SECRET
    if kind == "tiff":
        del options["exif"]
        options["description"] = SECRET.decode()
    made = encoded(kind, **options)
    if kind == "jpeg":
        made = in_app_segment(made, 0xE2, b"MPF\0" + SECRET) + b"trailing " + SECRET
    if kind == "png":
        made = in_chunk(made, b"tEXt", b"Comment\0" + SECRET)
    assert SECRET in made
    return made


def profile():
    """Return a small color profile whose description holds the secret."""
    base = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return base + SECRET


def in_app_segment(jpeg, marker, body):
    return jpeg[:2] + struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body + jpeg[2:]


def in_chunk(png, name, body):
    chunk = struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
    return png[:33] + chunk + png[33:]


def bomb(width=30_000, height=30_000):
    """Return a few kilobytes that unpack to 900 megapixels."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    packer = zlib.compressobj(9)
    row = b"\0" + bytes(width // 8)
    body = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    parts = ((b"IHDR", header), (b"IDAT", body), (b"IEND", b""))
    chunks = (struct.pack(">I", len(b)) + n + b + struct.pack(">I", zlib.crc32(n + b)) for n, b in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def animated(kind):
    target = io.BytesIO()
    frames = [drawn().rotate(angle) for angle in (10, 20)]
    drawn().save(target, kind, save_all=True, append_images=frames)
    return target.getvalue()


def polyglot():
    """Return a JPEG that is also a page with a program."""
    return in_app_segment(encoded("jpeg"), 0xFE, b"<html><script>alert(1)</script>") + b"<script>alert(2)</script>"


def turned(orientation):
    """Return a wide picture a camera has noted to be turned."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    return encoded("jpeg", exif=exif)


PDF = b"%PDF-1.7\n1 0 obj << /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >> endobj\n%%EOF"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
ZIP = b"PK\x03\x04" + bytes(40)
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(100)
