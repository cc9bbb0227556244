"""The Site's pictures: our own drawings, cut to the sizes pages ask for; drawn at set-up, never committed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pyvips

from shared_apps.stack import locks
from shared_apps.stack.pictures import draw
from shared_apps.stack.pictures.catalogue import version

FOLDER = "public_site/pictures"
WIDTHS = (480, 960, 1600)
CARD = (1200, 630)
CUTS = 3


@dataclass(frozen=True)
class Shot:
    """A picture of the collection as the Site cuts it: width to height, and whether it stands on shared links."""

    slug: str
    shape: tuple[int, int]
    is_card: bool = False

    @property
    def sizes(self) -> list[tuple[int, int]]:
        across, down = self.shape
        return [(width, width * down // across) for width in WIDTHS]

    @property
    def files(self) -> list[str]:
        names = [self.file(width) for width in WIDTHS]
        return [*names, self.card] if self.is_card else names

    @property
    def card(self) -> str:
        return f"{FOLDER}/{self.slug}-card.jpg"

    def file(self, width: int) -> str:
        return f"{FOLDER}/{self.slug}-{width}.webp"


SHOTS = {
    shot.slug: shot
    for shot in (
        Shot("ring-oval-solitaire-top", (4, 3), is_card=True),
        Shot("ring-sapphire-three-stone", (1, 1)),
        Shot("pendant-pearl", (1, 1)),
        Shot("ring-signet", (1, 1)),
        Shot("ring-oval-solitaire", (4, 3), is_card=True),
        Shot("sketch-solitaire", (4, 3)),
        Shot("ring-emerald-halo", (4, 3), is_card=True),
        Shot("sketch-halo", (4, 3)),
        Shot("stone-parcel", (16, 9)),
    )
}


def every_file() -> list[str]:
    """Return the static path of every picture the Site shows."""
    return [name for shot in SHOTS.values() for name in shot.files]


def cut_all(folder: Path) -> None:
    """Draw and cut the collection into a folder, once a version of the drawings; other processes wait for it."""
    mark = folder / "site.json"
    wanted = json.dumps([version(), CUTS, every_file()])
    with locks.exclusive(folder / "cutting.lock"):
        if mark.exists() and mark.read_text() == wanted:
            return
        for shot in SHOTS.values():
            _cut(shot, folder)
        mark.write_text(wanted)


def _cut(shot: Shot, folder: Path) -> None:
    drawn = draw(shot.slug, folder / "drawn").path
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    for width, height in shot.sizes:
        _thumbnail(drawn, width, height).webpsave(str(folder / shot.file(width)), Q=80, effort=5, keep="none")
    if shot.is_card:
        _thumbnail(drawn, *CARD).jpegsave(str(folder / shot.card), Q=82, keep="none", optimize_coding=True)


def _thumbnail(path: Path, width: int, height: int) -> pyvips.Image:
    image = pyvips.Image.thumbnail(str(path), width, height=height, crop="centre")
    return image.extract_band(0, n=3) if image.bands > 3 else image
