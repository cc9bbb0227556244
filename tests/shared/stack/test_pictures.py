import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from itertools import chain

import pytest
import pyvips

from shared_apps.stack import pictures
from shared_apps.stack.pictures import catalogue, raster
from shared_apps.stack.pictures.facets import CUTS, cut
from shared_apps.stack.pictures.geometry import area, dot, hull
from shared_apps.stack.pictures.glyphs import GLYPHS
from shared_apps.stack.pictures.large import draw_large
from shared_apps.stack.pictures.lettering import Pen, strokes, write
from shared_apps.stack.pictures.optics import Optics, traced
from tests import corpus


@pytest.fixture(scope="module")
def drawings():
    """Collect the layers as they are painted: drawing everything a second time would double the wait."""
    return []


@pytest.fixture(scope="module")
def collection(tmp_path_factory, drawings):
    def painted(layers, finish):
        drawings.append(layers)
        return raster.painted(layers, finish)

    folder = tmp_path_factory.mktemp("pictures")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "painted", painted)
        drawn = pictures.draw_all(folder)
    return folder, drawn


def digest(slug):
    return hashlib.sha256("".join(layer.svg for layer in catalogue.entry_of(slug).layers()).encode()).hexdigest()


def test_the_collection_has_every_kind(collection):
    _, drawn = collection
    kinds = Counter(picture.kind for picture in drawn)
    assert len(drawn) == len(pictures.ENTRIES) >= 24
    assert set(kinds) == {"sketch", "render", "photo", "certificate", "stone", "logo"}
    assert kinds["logo"] == 3


def test_every_picture_decodes_at_its_size_without_metadata(collection):
    _, drawn = collection
    for picture in drawn:
        image = pyvips.Image.new_from_file(str(picture.path), access="sequential")
        image.avg()
        assert (image.width, image.height) == (picture.width, picture.height), picture.slug
        assert image.bands == 3
        assert not [field for field in image.get_fields() if field.startswith(("exif", "xmp", "iptc"))]


def test_photographs_are_jpeg_sheets_webp_and_certificates_upright_png(collection):
    _, drawn = collection
    suffixes = {picture.kind: set() for picture in drawn}
    for picture in drawn:
        suffixes[picture.kind].add(picture.path.suffix)
    assert suffixes == {
        "photo": {".jpg"},
        "render": {".jpg"},
        "stone": {".jpg"},
        "sketch": {".webp"},
        "certificate": {".png"},
        "logo": {".png"},
    }
    assert {(p.width, p.height) for p in drawn if p.kind == "certificate"} == {(1240, 1754)}


def test_a_second_run_draws_nothing_again(collection):
    folder, drawn = collection
    stamps = {picture.path: picture.path.stat().st_mtime_ns for picture in drawn}
    assert pictures.draw_all(folder) == drawn
    assert {picture.path: picture.path.stat().st_mtime_ns for picture in drawn} == stamps


def test_a_missing_or_outdated_picture_is_drawn_again(tmp_path):
    first = pictures.draw("logo-kwan", tmp_path)
    content = first.path.read_bytes()
    first.path.unlink()
    assert pictures.draw("logo-kwan", tmp_path).path.read_bytes() == content
    (tmp_path / catalogue.MANIFEST).write_text('{"logo-kwan": "older"}')
    first.path.write_bytes(b"older")
    assert pictures.draw("logo-kwan", tmp_path).path.read_bytes() == content
    assert sorted(path.name for path in tmp_path.iterdir()) == ["logo-kwan.png", catalogue.MANIFEST]


def test_an_unknown_slug_is_refused_and_leaves_nothing(tmp_path):
    with pytest.raises(pictures.UnknownPicture):
        pictures.draw("tiara", tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "slug", ["ring-signet", "sketch-solitaire", "stone-emerald", "certificate-sapphire", "logo-bellamy"]
)
def test_drawings_are_the_same_in_another_process(slug):
    code = (
        "import hashlib, sys; from shared_apps.stack.pictures import catalogue; "
        "drawn = ''.join(layer.svg for layer in catalogue.entry_of(sys.argv[1]).layers()); "
        "print(hashlib.sha256(drawn.encode()).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "4711"}
    done = subprocess.run(
        [sys.executable, "-c", code, slug], capture_output=True, text=True, check=True, env=environment
    )
    assert done.stdout.strip() == digest(slug) == digest(slug)


@pytest.mark.usefixtures("collection")
def test_drawings_use_no_font_and_nothing_from_outside(drawings):
    assert len(drawings) == len(pictures.ENTRIES)
    for layer in chain.from_iterable(drawings):
        assert not re.search(r"<(text|tspan|image|script|style|foreignObject)\b|font|@import", layer.svg)
        assert set(re.findall(r'\b(?:href|src)="([^"#])', layer.svg)) == set()
        assert set(re.findall(r"url\((?!#)", layer.svg)) == set()
        assert re.findall(r"https?://[^\"]*", layer.svg) == ["http://www.w3.org/2000/svg"]
        assert not re.search(r"\b(nan|inf)\b", layer.svg)


def test_a_process_that_forbids_svg_says_so(tmp_path):
    code = (
        "import sys, pyvips; from pathlib import Path; from shared_apps.stack import pictures; "
        "pyvips.block_untrusted_set(True)\n"
        "try: pictures.draw('logo-kwan', Path(sys.argv[1]))\n"
        "except pictures.DrawingBlocked: print('blocked')"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout == "blocked\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", sorted(CUTS))
def test_a_cut_is_a_closed_convex_solid(name):
    solid = cut(name)
    for facet in solid.facets:
        for other in solid.facets:
            for corner in other.corners:
                assert sum(a * b for a, b in zip(facet.normal, corner, strict=True)) <= facet.reach + 1e-6
    outward = [sum(_areas(facet.corners, axis) for facet in solid.facets) for axis in range(3)]
    assert outward == pytest.approx([0, 0, 0], abs=1e-6)


def _areas(corners, axis):
    i, j = (axis + 1) % 3, (axis + 2) % 3
    return sum(a[i] * b[j] - b[i] * a[j] for a, b in zip(corners, corners[1:] + corners[:1], strict=True)) / 2


@pytest.mark.parametrize("name", ["emerald", "oval", "pear", "single"])
def test_the_light_paths_cover_the_whole_stone_once(name):
    views = [((1, 0, 0), (0, 1, 0), (0, 0, 1)), ((0.8, 0.6, 0), (-0.36, 0.48, 0.8), (0.48, -0.64, 0.6))]
    for right, up, toward in views:
        patches = traced(name, (right, up, toward), Optics(1.9, 0.02, 3, 2.0**-11))
        corners = [corner for facet in cut(name).facets for corner in facet.corners]
        seen = abs(area(hull([(dot(corner, right), dot(corner, up)) for corner in corners])))
        covered = sum(abs(area(patch.polygon)) for patch in patches)
        assert covered == pytest.approx(seen, rel=0.02)
        assert all(0 < sum(out.share for out in patch.exits) <= 1.0 + 1e-9 for patch in patches)


def test_the_outline_of_points_is_not_upset_by_rounding_errors():
    square = [(x + k * 1e-12, y - k * 1e-13) for x in (-1.0, 0.0, 1.0) for y in (-1.0, 1.0) for k in range(3)]
    assert sorted(hull(square)) == [(-1.0, -1.0), (-1.0, 1.0), (1.0, -1.0), (1.0, 1.0)]


def test_a_round_brilliant_has_its_facets():
    solid = cut("round")
    assert (len(solid.top()), len(solid.bottom())) == (33, 24)


def test_every_letter_has_strokes_and_stays_on_its_line():
    for letter in GLYPHS:
        points = [point for line in strokes(letter) for point in line]
        assert bool(points) == (letter != " ")
        assert all(-4 < v < 11 for _, v in points), letter
    with pytest.raises(KeyError):
        write("\u2603", (0, 0), Pen())


def test_certificates_name_no_real_laboratory():
    reports = [getattr(catalogue.reports, name) for name in ("OVAL", "ROUND", "SAPPHIRE", "EMERALD")]
    assert {report.laboratory.name for report in reports} == {
        "MERIDIAN GEM LABORATORY",
        "AURORA INSTITUTE OF GEMMOLOGY",
    }


def test_the_large_photograph_tells_where_it_was_taken(tmp_path):
    path = tmp_path / "large.jpg"
    draw_large(path, scale=1.0)
    image = pyvips.Image.new_from_file(str(path), access="sequential")
    assert (image.width, image.height) == (1600, 1200)
    assert image.get("orientation") == 6
    assert "exif-ifd3-GPSLatitude" in image.get_fields()
    assert "xmp-data" in image.get_fields()


def test_the_corpus_carries_what_it_promises(tmp_path):
    image = pyvips.Image.new_from_buffer(corpus.jpeg_with_metadata(), "")
    fields = image.get_fields()
    assert image.get("orientation") == 6
    assert image.get("exif-ifd3-GPSLatitude").startswith("22/1 16/1 55/1")
    assert {"xmp-data", "iptc-data"} <= set(fields)
    assert corpus.CANARY.encode() in corpus.jpeg_with_metadata()
    assert pyvips.Image.new_from_buffer(corpus.png_with_metadata(), "").get("png-comment-0-Author") == corpus.CANARY
    assert "exif-data" in pyvips.Image.new_from_buffer(corpus.webp_with_metadata(), "").get_fields()
    bomb = pyvips.Image.new_from_buffer(corpus.png_bomb(), "")
    assert (bomb.width, bomb.height) == (30_000, 30_000)
    assert len(corpus.png_bomb()) < 200_000
    assert pyvips.Image.new_from_buffer(corpus.animated_gif(), "", n=-1).get("n-pages") == 3
    assert pyvips.Image.new_from_buffer(corpus.animated_webp(), "", n=-1).get("n-pages") == 3
    assert len(corpus.write_all(tmp_path)) == 18


def test_layers_are_laid_from_the_ground_up():
    ground = raster.Layer(raster.opened(8, 8) + '<rect width="8" height="8" fill="#ffffff"/></svg>')
    mark = raster.Layer(raster.opened(8, 8) + '<rect width="4" height="8" fill="#1f4a38"/></svg>')
    image = raster.painted([ground, mark])
    assert image(1, 4) == [31, 74, 56]
    assert image(6, 4) == [255, 255, 255]
