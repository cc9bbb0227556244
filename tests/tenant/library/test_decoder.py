"""The decoding child: confined, bounded, and equal to what cameras make."""

import json
import subprocess
import sys
from tempfile import TemporaryFile

import pytest
import pyvips

from tenant_apps.library.imaging import runner
from tenant_apps.library.imaging.runner import DecoderStopped, decoded
from tenant_apps.library.imaging.sniff import Refusal
from tests.tenant.library.pictures import encoded


@pytest.fixture
def source():
    with TemporaryFile() as file:
        yield lambda body: (file.write(body), file.flush(), file)[2]


def plain(width, height, bands=3):
    return pyvips.Image.black(width, height, bands=bands).copy(interpretation="srgb")


def test_forty_eight_megapixels_are_taken_in(source):
    with decoded(source(plain(8000, 6000).jpegsave_buffer())) as found:
        sizes = {made.name: (made.width, made.height) for made in found.pictures}

    assert sizes == {"master": (8000, 6000), "full": (2400, 1800), "preview": (1200, 900), "thumb": (320, 240)}


def test_a_hundred_megapixels_are_the_end(source):
    body = plain(10_000, 10_001).pngsave_buffer(compression=1)

    with decoded(source(body)) as found:
        assert found is Refusal.TOO_MANY_PIXELS


def test_a_large_transparent_picture_stays_within_memory(source):
    with decoded(source(plain(6000, 4000, bands=4).pngsave_buffer(compression=1))) as found:
        assert {made.content_type for made in found.pictures} == {"image/png", "image/webp"}


def test_a_file_that_asks_for_too_much_memory_is_refused_and_the_worker_lives(source, monkeypatch):
    body = plain(8000, 6000).jpegsave_buffer(interlace=True)
    monkeypatch.setattr(runner, "MEMORY", 350_000_000)

    with decoded(source(body)) as found:
        assert found is Refusal.TOO_HEAVY


def test_a_file_that_takes_too_much_processor_time_is_refused(source, monkeypatch):
    body = plain(9000, 9000).jpegsave_buffer(interlace=True)
    monkeypatch.setattr(runner, "PROCESSOR_SECONDS", 0)

    with decoded(source(body)) as found:
        assert found is Refusal.TOO_HEAVY


def test_a_child_that_hangs_is_stopped_and_tried_again_later(source, monkeypatch):
    monkeypatch.setattr(runner, "WALL_SECONDS", 0.01)

    with pytest.raises(DecoderStopped) as stopped, decoded(source(encoded("jpeg"))):
        pass
    assert stopped.value.permanent is False


def test_the_child_is_given_no_secret_and_imports_no_django():
    script = (
        "import sys, os, json; import tenant_apps.library.imaging.child; "
        "ours = [m for m in sys.modules if m.startswith(('django', 'config', 'boto3'))]; "
        "print(json.dumps([sorted(os.environ), ours]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=runner.ROOT,
        env=runner.environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    names, modules = json.loads(done.stdout)

    assert set(names) <= {"PATH", "VIPS_CONCURRENCY", "VIPS_DISC_THRESHOLD", "MALLOC_ARENA_MAX", "LC_CTYPE"}
    assert modules == []


def test_only_the_loader_of_the_sniffed_format_is_open():
    script = (
        "import pyvips, sys; from tenant_apps.library.imaging.child import Picture; "
        "from tenant_apps.library.imaging.sniff import Format; "
        "picture = Picture(pyvips, 0, Format.JPEG); "
        "pyvips.Image.new_from_buffer(open(sys.argv[1], 'rb').read(), '')"
    )
    with TemporaryFile() as jpeg, TemporaryFile() as png:
        jpeg.write(encoded("jpeg"))
        jpeg.flush()
        png.write(encoded("png"))
        png.flush()
        done = subprocess.run(
            [sys.executable, "-c", script, f"/proc/self/fd/{png.fileno()}"],
            cwd=runner.ROOT,
            stdin=jpeg,
            pass_fds=[png.fileno()],
            capture_output=True,
            text=True,
            check=False,
        )

    assert done.returncode == 1
    assert "pyvips.error.Error" in done.stderr
