"""A photograph of 48 megapixels to three renditions: our child process against Pillow doing the same.

Each runs in a fresh process, by turns; processor time and peak memory are the process's own, so that other work on
the machine does not count.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from shared_apps.stack.pictures import draw_large
from tests.benchmarks.results import Result, compared

ROUNDS = 5
SIDES = (2400, 1200, 320)
QUALITY, EFFORT = 82, 2
ROOT = Path(__file__).resolve().parents[2]


def with_vips(path: str, folder: str) -> None:
    """Make the renditions as the worker does, by its own code."""
    import pyvips

    from tenant_apps.library.imaging.child import Picture, renditions
    from tenant_apps.library.imaging.sniff import Format

    names = ("full", "preview", "thumb")
    targets = {name: os.open(f"{folder}/{name}.webp", os.O_WRONLY | os.O_CREAT | os.O_TRUNC) for name in names}
    with open(path, "rb") as file:  # noqa: PTH123 -- the child knows descriptors only
        renditions(Picture(pyvips, file.fileno(), Format.JPEG), targets)


def with_pillow(path: str, folder: str) -> None:
    """Do the same with Pillow: upright first, then each size from the whole picture."""
    from PIL import Image, ImageOps

    image = ImageOps.exif_transpose(Image.open(path)).convert("RGB")
    save_with_pillow(image, folder)


def with_pillow_draft(path: str, folder: str) -> None:
    """Do it with Pillow asked for a half-size decode, which it can do for JPEG only."""
    from PIL import Image, ImageOps

    image = Image.open(path)
    image.draft("RGB", (SIDES[0], SIDES[0]))
    save_with_pillow(ImageOps.exif_transpose(image).convert("RGB"), folder)


def save_with_pillow(image, folder: str) -> None:
    from PIL import Image

    for side in SIDES:
        small = image.copy()
        small.thumbnail((side, side), Image.Resampling.LANCZOS)
        small.save(f"{folder}/{side}.webp", quality=QUALITY, method=EFFORT)


WAYS = {"vips": with_vips, "pillow": with_pillow, "pillow_draft": with_pillow_draft}


def measured(way: str, path: Path, folder: str) -> dict[str, float]:
    """Run one way in a fresh process; return its processor seconds, wall seconds and peak memory in MB."""
    command = [sys.executable, "-m", "tests.benchmarks.images", way, str(path), folder]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def run() -> list[Result]:
    """Measure every way by turns; compare medians."""
    with tempfile.TemporaryDirectory() as folder:
        photograph = Path(folder) / "large.jpg"
        draw_large(photograph)
        rounds = {way: [] for way in WAYS}
        for _ in range(ROUNDS):
            for way, runs in rounds.items():
                runs.append(measured(way, photograph, folder))

    def typical(way: str, what: str) -> float:
        return median(found[what] for found in rounds[way])

    def row(name: str, other: str, what: str, unit: str, target: float | None) -> Result:
        return compared(name, typical(other, what), typical("vips", what), unit=unit, target=target)

    return [
        row("48 MP JPEG to 3 renditions, processor time / Pillow", "pillow", "cpu", "s", 0.5),
        row("48 MP JPEG to 3 renditions, elapsed / Pillow", "pillow", "wall", "s", 0.5),
        row("48 MP JPEG to 3 renditions, peak memory / Pillow", "pillow", "peak", "MB", 1 / 3),
        row("the same, processor time / Pillow with half-size decoding", "pillow_draft", "cpu", "s", None),
        row("the same, peak memory / Pillow with half-size decoding", "pillow_draft", "peak", "MB", None),
    ]


def main() -> None:
    way, path, folder = sys.argv[1:]
    began = time.perf_counter()
    WAYS[way](path, folder)
    wall = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_SELF)
    sys.stdout.write(json.dumps({"cpu": used.ru_utime + used.ru_stime, "wall": wall, "peak": peak_memory()}))


def peak_memory() -> float:
    """Return this process's peak memory in MB; ``ru_maxrss`` would count the parent's from before the exec."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    main()
