"""From drawings to pixels: layers of SVG, softened and laid over each other by libvips."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyvips


class DrawingBlocked(RuntimeError):
    """Raised in a process that has forbidden libvips to read SVG; draw in a process of its own."""


@dataclass(frozen=True)
class Layer:
    """One SVG of a picture.

    `soften` smooths colors inside the drawn shape, in pixels. A layer with `shadow` is only a mask in
    that color: blurred, in its own pixels, and `coarse` times smaller than the picture.
    """

    svg: str
    soften: float = 0.0
    shadow: str = ""
    blur: float = 0.0
    coarse: int = 1


@dataclass(frozen=True)
class Finish:
    """What the camera adds: glow around the brightest parts of a dim picture, and grain."""

    glow: float = 0.0
    grain: float = 0.0


DIM = 120
PRINT = Finish()
PAPER_GRAIN = Finish(grain=0.10)
PHOTO = Finish(glow=0.16, grain=0.25)


def opened(width: int, height: int) -> str:
    """Return the opening tag of a picture."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'


def painted(layers: list[Layer], finish: Finish = PRINT, scale: float = 1.0) -> Any:
    """Return the layers as one opaque image; what is coarse is put together small and enlarged once."""
    image = _loaded(layers[0].svg, scale)
    image = image.flatten() if image.hasalpha() else image
    coarse = layers[0].coarse
    for layer in layers[1:]:
        over = _loaded(layer.svg, scale)
        if layer.coarse != coarse:
            image = image.resize(coarse / layer.coarse, kernel="linear").copy_memory()
            coarse = layer.coarse
        image = _shaded(image, over[3], layer, scale) if layer.shadow else _over(image, over, layer.soften * scale)
    return _finished(image, finish)


def write(image: Any, path: Path) -> None:
    """Write an image in the format its name asks for, without metadata."""
    match path.suffix:
        case ".jpg":
            image.jpegsave(str(path), Q=88, keep="none", optimize_coding=True, subsample_mode="off")
        case ".png":
            image.pngsave(str(path), compression=5, keep="none")
        case ".webp":
            image.webpsave(str(path), Q=90, effort=2, keep="none")
        case other:
            raise ValueError(other)


def _loaded(svg: str, scale: float) -> Any:
    try:
        return pyvips.Image.svgload_buffer(svg.encode(), scale=scale, unlimited=True).copy_memory()
    except pyvips.Error as error:
        if "blocked" in str(error):
            raise DrawingBlocked("libvips may not read SVG in this process") from error
        raise


def _shaded(image: Any, mask: Any, layer: Layer, scale: float) -> Any:
    soft = mask.gaussblur(layer.blur * scale, min_ampl=0.05) if layer.blur else mask
    color = [int(layer.shadow[i : i + 2], 16) for i in (1, 3, 5)]
    return soft.ifthenelse(color, image, blend=True).copy_memory()


def _over(image: Any, over: Any, soften: float) -> Any:
    left, top, wide, high = over[3].find_trim(threshold=1, background=[0])
    if not wide:
        return image
    part = over.crop(left, top, wide, high)
    colors = _softened(part, soften) if soften else part[0:3]
    mixed = part[3].ifthenelse(colors, image.crop(left, top, wide, high), blend=True)
    return image.insert(mixed, left, top).copy_memory()


def _softened(over: Any, blur: float) -> Any:
    soft = over.premultiply().cast("uchar").gaussblur(blur, min_ampl=0.1).copy_memory()
    return soft.unpremultiply()[0:3].cast("uchar")


def _finished(image: Any, finish: Finish) -> Any:
    image = image.copy_memory()
    if finish.glow and image.avg() < DIM:
        bright = ((image.shrink(8, 8) - 226) * (9 * finish.glow)).cast("uchar").gaussblur(2.6).copy_memory()
        halo = bright.resize(image.width / bright.width, vscale=image.height / bright.height, kernel="linear")
        image = (image + halo).cast("uchar")
    if finish.grain:
        image = (image + _grain(image.width, image.height, finish.grain)).cast("uchar")
    return image.copy(interpretation="srgb").copy_memory()


def _grain(width: int, height: int, strength: float) -> Any:
    tile = _grain_tile(strength)
    return tile.replicate(-(-width // tile.width), -(-height // tile.height)).crop(0, 0, width, height)


@lru_cache(maxsize=4)
def _grain_tile(strength: float) -> Any:
    return pyvips.Image.gaussnoise(1600, 1754, mean=0, sigma=8 * strength, seed=7).rint().cast("char").copy_memory()
