"""The demo's collection of pictures: what each is called, how it is drawn, where it goes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from shared_apps.stack.pictures import grounds, logos, reports, sheets, shots
from shared_apps.stack.pictures.certificates import certificate
from shared_apps.stack.pictures.geometry import Point
from shared_apps.stack.pictures.loose import Pose, cabochon, loose_stone, parcel, pearls
from shared_apps.stack.pictures.pearls import BLACK_NACRE, GOLD_NACRE, WHITE_NACRE, Nacre
from shared_apps.stack.pictures.raster import PAPER_GRAIN, PHOTO, PRINT, Finish, Layer, painted, write

type Kind = Literal["sketch", "render", "photo", "certificate", "stone", "logo"]

MANIFEST = "pictures.json"
FORMATS: dict[Kind, tuple[str, Finish]] = {
    "photo": (".jpg", PHOTO),
    "render": (".jpg", PRINT),
    "stone": (".jpg", PHOTO),
    "sketch": (".webp", PAPER_GRAIN),
    "certificate": (".png", PRINT),
    "logo": (".png", PRINT),
}


class UnknownPicture(KeyError):
    """Raised for a slug that is not in the collection."""


@dataclass(frozen=True)
class Picture:
    """A drawn picture: size in pixels."""

    slug: str
    kind: Kind
    title: str
    path: Path
    width: int
    height: int


@dataclass(frozen=True)
class Entry:
    """A picture that can be drawn."""

    slug: str
    kind: Kind
    title: str
    size: tuple[int, int]
    layers: Callable[[], list[Layer]]


WIDE, SQUARE, PAGE = (1600, 1200), (1200, 1200), (1240, 1754)

SIX: list[tuple[str, str, float, Point, float]] = [
    ("oval", "spinel", 2.2, (-6.0, 3.5), 20.0),
    ("cushion", "sapphire", 2.3, (0.5, 4.2), -12.0),
    ("round", "tsavorite", 2.0, (6.6, 3.4), 0.0),
    ("pear", "paraiba", 1.9, (-6.6, -3.4), 100.0),
    ("emerald", "aquamarine", 2.0, (0.2, -3.2), 14.0),
    ("round", "pink sapphire", 2.0, (6.4, -3.2), 0.0),
]

LYING: list[tuple[Point, float, Nacre]] = [
    ((470, 470), 270, WHITE_NACRE),
    ((840, 720), 190, GOLD_NACRE),
    ((480, 880), 150, BLACK_NACRE),
]

ENTRIES = (
    Entry("ring-oval-solitaire", "photo", "Oval solitaire, yellow gold", WIDE, shots.oval_solitaire),
    Entry("ring-oval-solitaire-top", "photo", "Oval solitaire from above", WIDE, shots.oval_solitaire_top),
    Entry("ring-emerald-halo", "photo", "Emerald halo ring, platinum", WIDE, shots.emerald_halo),
    Entry("ring-sapphire-three-stone", "photo", "Three-stone sapphire ring", WIDE, shots.sapphire_three_stone),
    Entry("ring-eternity", "photo", "Eternity band, white gold", WIDE, shots.eternity_band),
    Entry("rings-wedding", "photo", "Wedding bands, yellow and rose gold", WIDE, shots.wedding_bands),
    Entry("ring-signet", "photo", "Signet ring, engraved", WIDE, shots.signet),
    Entry("earrings-ruby-drops", "photo", "Ruby drop earrings", WIDE, shots.ruby_drops),
    Entry("necklace-riviera", "photo", "Riviera necklace", WIDE, shots.riviera),
    Entry("pendant-pearl", "photo", "South Sea pearl pendant", WIDE, shots.pearl_pendant),
    Entry("bangle-jade", "photo", "Jadeite bangle", WIDE, shots.jade_bangle),
    Entry("cufflinks-enamel", "photo", "Enamel cufflinks with tsavorites", WIDE, shots.cufflinks),
    Entry("render-rose-solitaire", "render", "Round solitaire, model", WIDE, shots.rose_solitaire_render),
    Entry("render-paraiba-halo", "render", "Paraiba halo ring, model", WIDE, shots.paraiba_render),
    Entry("sketch-solitaire", "sketch", "Solitaire, design sheet", WIDE, sheets.solitaire_sheet),
    Entry("sketch-halo", "sketch", "Emerald halo, design sheet", WIDE, sheets.halo_sheet),
    Entry("sketch-earrings", "sketch", "Drop earrings, gouache", WIDE, sheets.earrings_sheet),
    Entry("sketch-signet", "sketch", "Signet, design sheet", WIDE, sheets.signet_sheet),
    Entry("sketch-necklace", "sketch", "Sapphire necklace, first idea", WIDE, sheets.necklace_sheet),
    Entry(
        "stone-diamond-oval",
        "stone",
        "Oval diamond, 1.52 ct",
        SQUARE,
        lambda: loose_stone("oval", "diamond", grounds.NIGHT_VELVET, Pose(330)),
    ),
    Entry(
        "stone-diamond-round",
        "stone",
        "Round diamond, 0.91 ct",
        SQUARE,
        lambda: loose_stone("round", "diamond", grounds.IVORY, Pose(380)),
    ),
    Entry(
        "stone-sapphire-cushion",
        "stone",
        "Royal blue sapphire, 3.07 ct",
        SQUARE,
        lambda: loose_stone("cushion", "sapphire", grounds.IVORY, Pose(370, glow="#3a5bd8")),
    ),
    Entry(
        "stone-ruby-oval",
        "stone",
        "Ruby, oval, 2.10 ct",
        SQUARE,
        lambda: loose_stone("oval", "ruby", grounds.PAPER, Pose(330, glow="#d02a44")),
    ),
    Entry(
        "stone-emerald",
        "stone",
        "Emerald, 1.84 ct",
        SQUARE,
        lambda: loose_stone("emerald", "emerald", grounds.IVORY, Pose(330, glow="#3fb56c")),
    ),
    Entry(
        "stone-paraiba-pear",
        "stone",
        "Paraiba tourmaline, pear",
        SQUARE,
        lambda: loose_stone("pear", "paraiba", grounds.MIST, Pose(280, 90, glow="#38cfd0")),
    ),
    Entry(
        "stone-yellow-marquise",
        "stone",
        "Fancy yellow marquise",
        SQUARE,
        lambda: loose_stone("marquise", "yellow diamond", grounds.CHARCOAL, Pose(260, 90)),
    ),
    Entry("stone-jade-cabochon", "stone", "Jadeite cabochon", SQUARE, lambda: cabochon(grounds.PAPER)),
    Entry("stone-pearls", "stone", "South Sea and Tahitian pearls", SQUARE, lambda: pearls(LYING, grounds.SAGE)),
    Entry("stone-parcel", "stone", "Parcel of colored stones", WIDE, lambda: parcel(SIX, grounds.PAPER)),
    Entry(
        "certificate-diamond-oval",
        "certificate",
        "Report 4417720931",
        PAGE,
        lambda: certificate(reports.OVAL),
    ),
    Entry(
        "certificate-diamond-round",
        "certificate",
        "Report 6183774120",
        PAGE,
        lambda: certificate(reports.ROUND),
    ),
    Entry(
        "certificate-sapphire",
        "certificate",
        "Report AIG 118420",
        PAGE,
        lambda: certificate(reports.SAPPHIRE),
    ),
    Entry("certificate-emerald", "certificate", "Report AIG 120077", PAGE, lambda: certificate(reports.EMERALD)),
    Entry("logo-aurelle", "logo", "Maison Aurelle", SQUARE, logos.aurelle),
    Entry("logo-bellamy", "logo", "Atelier Bellamy", SQUARE, logos.bellamy),
    Entry("logo-kwan", "logo", "Kwan & Daughters", SQUARE, logos.kwan),
)


def draw_all(folder: Path) -> list[Picture]:
    """Draw the whole collection into a folder; what is there in this version stays as it is."""
    return [_drawn(entry, folder) for entry in ENTRIES]


def draw(slug: str, folder: Path) -> Picture:
    """Draw one picture into a folder unless this version of it is there."""
    return _drawn(entry_of(slug), folder)


def entry_of(slug: str) -> Entry:
    """Return a picture of the collection by its slug."""
    for entry in ENTRIES:
        if entry.slug == slug:
            return entry
    raise UnknownPicture(slug)


def _drawn(entry: Entry, folder: Path) -> Picture:
    suffix, finish = FORMATS[entry.kind]
    path = folder / f"{entry.slug}{suffix}"
    picture = Picture(entry.slug, entry.kind, entry.title, path, *entry.size)
    known = _manifest(folder)
    if path.exists() and known.get(entry.slug) == version():
        return picture
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / f".{entry.slug}{suffix}"
    write(painted(entry.layers(), finish), unfinished)
    unfinished.replace(path)
    _remember(folder, {**known, entry.slug: version()})
    return picture


@lru_cache(maxsize=1)
def version() -> str:
    """Return the version of the drawings: a digest of the code that draws them."""
    digest = hashlib.sha256()
    for source in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(source.name.encode() + b"\0" + source.read_bytes())
    return digest.hexdigest()[:16]


def _manifest(folder: Path) -> dict[str, str]:
    try:
        known = json.loads((folder / MANIFEST).read_text())
    except (FileNotFoundError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _remember(folder: Path, known: dict[str, str]) -> None:
    unfinished = folder / f".{MANIFEST}"
    unfinished.write_text(json.dumps(known, indent=1, sort_keys=True))
    unfinished.replace(folder / MANIFEST)
