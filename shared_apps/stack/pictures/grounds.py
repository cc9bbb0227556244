"""Grounds of the shots: warm paper, stone and velvet, with the shadow lying on them."""

from __future__ import annotations

from dataclasses import dataclass

from shared_apps.stack.pictures.geometry import Polygon, path_of
from shared_apps.stack.pictures.raster import Layer, opened
from shared_apps.stack.pictures.scene import Scene

COARSE = 4


@dataclass(frozen=True)
class Ground:
    """Colors of a ground from where the light falls to its far corner, and how dark its shadows are."""

    light: str
    middle: str
    far: str
    shadow: str
    depth: float


PAPER = Ground("#fdfaf4", "#f1eadd", "#d9cdb8", "#4a3722", 0.34)
IVORY = Ground("#ffffff", "#f6f3ee", "#e2dcd2", "#3c342c", 0.28)
BLUSH = Ground("#fdf3ee", "#f0ddd3", "#d6b8aa", "#542f25", 0.32)
SAGE = Ground("#eff3ec", "#d7e0d3", "#aebdab", "#22362a", 0.34)
MIST = Ground("#f4f6f8", "#dfe4ea", "#b7c1cd", "#26303d", 0.32)
GREEN_VELVET = Ground("#2c5344", "#183529", "#081510", "#000000", 0.72)
NIGHT_VELVET = Ground("#33384b", "#1a1d2b", "#090a11", "#000000", 0.75)
CHARCOAL = Ground("#4a4643", "#2a2725", "#100f0e", "#000000", 0.7)
BURGUNDY = Ground("#5c2430", "#37131c", "#14060a", "#000000", 0.7)


def shot(scene: Scene, ground: Ground, blur: float = 20.0) -> list[Layer]:
    """Return a whole picture: ground, soft shadow, contact shadow, bodies."""
    w, h = scene.width, scene.height
    small = opened(w // COARSE, h // COARSE)
    backdrop = f'{small}<defs>{_light(ground)}</defs><rect width="100%" height="100%" fill="url(#ground)"/></svg>'
    symbols = f"<defs>{''.join(svg for _, svg in scene.symbols.values())}</defs>"
    layers = [
        Layer(backdrop, coarse=COARSE),
        _shadow(scene, scene.cast, ground, ground.depth * 0.72, blur),
        _shadow(scene, scene.contact, ground, ground.depth, blur * 0.4),
    ]
    for stones, svg in scene.runs():
        whole = f"{opened(w, h)}{symbols if '<use' in svg else ''}{svg}</svg>"
        layers.append(Layer(whole, soften=0.0 if stones else scene.soft))
    return layers


def _shadow(scene: Scene, polygons: list[Polygon], ground: Ground, depth: float, blur: float) -> Layer:
    paths = "".join(path_of([(x / COARSE, y / COARSE) for x, y in polygon]) for polygon in polygons)
    size = opened(scene.width // COARSE, scene.height // COARSE)
    svg = f'{size}<path fill-opacity="{depth:.2f}" d="{paths}"/></svg>'
    return Layer(svg, shadow=ground.shadow, blur=blur / COARSE, coarse=COARSE)


def _light(ground: Ground) -> str:
    return (
        '<radialGradient id="ground" cx=".40" cy=".36" r=".82">'
        f'<stop offset="0" stop-color="{ground.light}"/><stop offset=".45" stop-color="{ground.middle}"/>'
        f'<stop offset="1" stop-color="{ground.far}"/></radialGradient>'
    )
