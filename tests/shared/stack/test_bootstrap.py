import subprocess
import sys
from pathlib import Path

import pytest

BOOTSTRAP = Path(__file__).resolve().parents[3] / "deploy" / "bootstrap.sh"
SHIM = "#!/bin/sh\necho 'pyenv: command not found' >&2\nexit 127\n"
TOO_OLD = "#!/bin/sh\nexit 1\n"


@pytest.fixture
def programs(tmp_path):
    """A search path of our own: the shell's basics and what the test adds."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("sh", "dirname"):
        (folder / name).symlink_to(f"/bin/{name}" if name == "sh" else "/usr/bin/dirname")

    def add(name, text=None):
        program = folder / name
        program.write_text(text or f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
        program.chmod(0o755)
        return program

    add.folder = folder
    return add


@pytest.fixture
def probe(programs, tmp_path):
    def run(**variables):
        home = {"PATH": str(programs.folder), "HOME": str(tmp_path), "PYENV_ROOT": str(tmp_path / "pyenv")}
        return subprocess.run(
            ["/bin/sh", BOOTSTRAP, "--python-only"],
            env=home | variables,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_probe_passes_over_a_shim_that_does_not_run(programs, probe):
    programs("python3.13", SHIM)
    programs("python3.14", TOO_OLD)
    good = programs("python3.12")

    assert probe().stdout.strip() == str(good)


def test_probe_finds_what_pyenv_has_but_does_not_offer(programs, probe, tmp_path):
    programs("python3.13", SHIM)
    hidden = tmp_path / "pyenv" / "versions" / "3.13.0" / "bin"
    hidden.mkdir(parents=True)
    (hidden / "python").symlink_to(sys.executable)

    assert probe().stdout.strip() == str(hidden / "python")


def test_python_named_by_the_person_is_taken_first(programs, probe):
    programs("python3.13")
    named = programs("mine")

    assert probe(DIALOG_PYTHON=str(named)).stdout.strip() == str(named)
    assert probe(DEMO_PYTHON=str(named)).stdout.strip() == str(named)


def test_python_named_by_the_person_that_does_not_run_is_refused(programs, probe):
    programs("python3.13")
    shim = programs("mine", SHIM)

    done = probe(DIALOG_PYTHON=str(shim))

    assert (done.returncode, done.stdout) == (1, "")
    assert "is not a Python 3.12, 3.13 or 3.14 that runs" in done.stderr


def test_machine_without_a_python_is_told_what_to_do(programs, probe):
    programs("python3", TOO_OLD)

    done = probe()

    assert (done.returncode, done.stdout) == (1, "")
    assert "none was found" in done.stderr
    assert "DIALOG_PYTHON=" in done.stderr
