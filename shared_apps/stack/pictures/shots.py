"""The shots of the demo's collection: which piece, in what light, on what ground."""

from __future__ import annotations

from shared_apps.stack.pictures import grounds, jewels, rings
from shared_apps.stack.pictures.geometry import Frame, Point, Vec, camera
from shared_apps.stack.pictures.light import DARK_ROOM, PAPER_LIGHT, VITRINE, Studio
from shared_apps.stack.pictures.metals import PLATINUM, ROSE, WHITE, YELLOW
from shared_apps.stack.pictures.raster import Layer
from shared_apps.stack.pictures.rings import FINGER, leaning
from shared_apps.stack.pictures.scene import Scene

MIDDLE: Point = (800.0, 600.0)


def _scene(
    height: float, scale: float, studio: Studio, target: Vec, center: Point = MIDDLE, soft: float = 1.7
) -> Scene:
    return Scene(camera(0, height, scale, center, target), studio, 1600, 1200, soft=soft)


def oval_solitaire() -> list[Layer]:
    """Return the yellow gold solitaire with its oval diamond, three-quarter view on paper."""
    scene = _scene(27, 44, PAPER_LIGHT, (0, 0, 11), (800, 630))
    rings.solitaire(scene, leaning(20, 26, FINGER + 1.75), YELLOW, ("oval", "diamond", 3.2))
    return grounds.shot(scene, grounds.PAPER)


def oval_solitaire_top() -> list[Layer]:
    """Return the same ring looked at from above on dark velvet."""
    scene = _scene(90, 78, DARK_ROOM, (0, 0, 0))
    frame = Frame().spun((0, 0, 1), -24).moved((0, 0, FINGER + 1.75))
    rings.solitaire(scene, frame, YELLOW, ("oval", "diamond", 3.6))
    return grounds.shot(scene, grounds.GREEN_VELVET, 34)


def emerald_halo() -> list[Layer]:
    """Return the emerald in its diamond halo on green velvet."""
    scene = _scene(27, 44, DARK_ROOM, (0, 0, 11), (800, 640))
    rings.halo(scene, leaning(22, 26, FINGER + 1.75), PLATINUM, ("emerald", "emerald", 3.0))
    return grounds.shot(scene, grounds.CHARCOAL)


def sapphire_three_stone() -> list[Layer]:
    """Return the cushion sapphire between two round diamonds."""
    scene = _scene(27, 44, PAPER_LIGHT, (0, 0, 11), (820, 630))
    rings.three_stone(
        scene,
        leaning(24, -22, FINGER + 1.75),
        PLATINUM,
        ("cushion", "sapphire", 3.5),
        ("round", "diamond", 2.0),
    )
    return grounds.shot(scene, grounds.MIST)


def eternity_band() -> list[Layer]:
    """Return the eternity band on midnight velvet."""
    scene = _scene(32, 46, VITRINE, (0, 0, 9.5))
    rings.eternity(scene, leaning(16, 34, FINGER + 2.6), WHITE)
    return grounds.shot(scene, grounds.NIGHT_VELVET)


def wedding_bands() -> list[Layer]:
    """Return a pair of bands in yellow and rose gold."""
    scene = _scene(30, 38, PAPER_LIGHT, (0, 0, 9), (790, 600), 2.8)
    rings.wedding(scene, leaning(0, -30, FINGER + 1.7, (9.6, 8, 0)), ROSE, 2.6, 2.2)
    rings.wedding(scene, leaning(0, 38, FINGER + 1.7, (-7.6, -3, 0)), YELLOW, 4.5, 2.6)
    return grounds.shot(scene, grounds.BLUSH)


def signet() -> list[Layer]:
    """Return the engraved signet ring."""
    scene = _scene(34, 44, DARK_ROOM, (0, 0, 10), soft=2.6)
    frame = leaning(36, 24, FINGER + 1.6)
    jewels.signet(scene, frame, YELLOW)
    jewels.engrave(scene, frame, "A", 6.4, "#6d4812", "#fff3cf")
    return grounds.shot(scene, grounds.BURGUNDY)


def ruby_drops() -> list[Layer]:
    """Return the pair of ruby drop earrings."""
    scene = _scene(74, 50, DARK_ROOM, (0, 2.4, 0))
    for x, y, spin in ((-7.6, 0.0, 4.0), (7.6, 0.5, 4.0)):
        jewels.drop_earring(scene, (x, y, 0), spin, WHITE, ("diamond", "ruby"))
    return grounds.shot(scene, grounds.CHARCOAL)


def riviera() -> list[Layer]:
    """Return the diamond line necklace on midnight velvet."""
    scene = _scene(90, 20.5, DARK_ROOM, (0, 25, 0))
    jewels.riviera(scene, PLATINUM)
    return grounds.shot(scene, grounds.NIGHT_VELVET, 14)


def pearl_pendant() -> list[Layer]:
    """Return the South Sea pearl pendant."""
    scene = _scene(62, 40, PAPER_LIGHT, (0, 8.5, 4))
    jewels.pearl_pendant(scene, YELLOW)
    return grounds.shot(scene, grounds.SAGE)


def jade_bangle() -> list[Layer]:
    """Return the jadeite bangle."""
    scene = _scene(40, 19, PAPER_LIGHT, (0, 0, 3), soft=3.4)
    jewels.bangle(scene)
    return grounds.shot(scene, grounds.PAPER)


def cufflinks() -> list[Layer]:
    """Return the enamel cufflinks with tsavorites."""
    scene = _scene(38, 40, PAPER_LIGHT, (0, 0, 7))
    jewels.cufflink(scene, (-9, 3, 8.5), 35, 18, YELLOW, "tsavorite")
    jewels.cufflink(scene, (9.5, -1, 8.5), 30, -28, YELLOW, "tsavorite")
    return grounds.shot(scene, grounds.IVORY)


def rose_solitaire_render() -> list[Layer]:
    """Return the computer model of a round solitaire in rose gold."""
    scene = _scene(22, 44, PAPER_LIGHT, (0, 0, 11), (800, 630))
    rings.solitaire(scene, leaning(14, -30, FINGER + 1.75), ROSE, ("round", "diamond", 3.3), PLATINUM)
    return grounds.shot(scene, grounds.IVORY)


def paraiba_render() -> list[Layer]:
    """Return the computer model of a Paraiba tourmaline in a halo."""
    scene = _scene(30, 46, PAPER_LIGHT, (0, 0, 11), (800, 630))
    rings.halo(scene, leaning(26, 24, FINGER + 1.75), WHITE, ("oval", "paraiba", 3.0))
    return grounds.shot(scene, grounds.IVORY)
