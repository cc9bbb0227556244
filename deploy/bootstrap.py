"""Make the environment: packages by hash, typefaces and htmx, a browser for the tests. Standard library only.

Each step leaves a stamp of what it was made from, so a second run takes no time and downloads nothing.
"""

import fcntl
import hashlib
import os
import shutil
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
TOOLS = ROOT / ".tools"
LOCK = ROOT / "requirements-dev.lock"
NODE_MODULES = ROOT / "node_modules"
VENDOR = ROOT / "shared_apps" / "ui" / "static" / "ui" / "vendor"
HALVES = ("public_site", "shared_apps", "tenant_apps")
BROWSER = ROOT / "var" / "chromium"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

_CORMORANT = "@fontsource-variable/cormorant"
_HANKEN = "@fontsource-variable/hanken-grotesk"
VENDORED = {
    **{
        f"cormorant-{script}-wght-{style}.woff2": f"{_CORMORANT}/files/cormorant-{script}-wght-{style}.woff2"
        for script in ("latin", "latin-ext")
        for style in ("normal", "italic")
    },
    **{
        (name := f"hanken-grotesk-{script}-wght-normal.woff2"): f"{_HANKEN}/files/{name}"
        for script in ("latin", "latin-ext")
    },
    "cormorant.LICENSE.txt": f"{_CORMORANT}/LICENSE",
    "hanken-grotesk.LICENSE.txt": f"{_HANKEN}/LICENSE",
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "htmx.LICENSE.txt": "htmx.org/LICENSE",
}


class SetUpStopped(Exception):
    """What is missing, and the way out."""


def main(arguments: Sequence[str]) -> int:
    """Run every step; `--browser` adds the one only the tests need, `--vendored` is the image's one step."""
    if "--vendored" in arguments:
        copy_vendored()
        return 0
    steps = [python_packages, front_end_packages, translations, *([browser] if "--browser" in arguments else [])]
    os.umask(0o022)
    trust_the_system()
    try:
        with one_at_a_time():
            for make in steps:
                make()
    except SetUpStopped as error:
        return stopped(str(error))
    except PermissionError as error:
        return stopped(
            f"{error.filename} belongs to another user. Run this as that user, or give the folder "
            f"to yourself: chown -R $(id -u) {ROOT}"
        )
    except KeyboardInterrupt:
        return stopped("run it again to go on.")
    return 0


def stopped(reason: str) -> int:
    """Say why the set-up ended early and return the exit code."""
    print(f"\nSet-up stopped: {reason}", file=sys.stderr, flush=True)
    return 1


def trust_the_system() -> None:
    """Have every installer trust what the machine trusts: many networks have a certificate of their own."""
    bundle = ssl.get_default_verify_paths().cafile or "/etc/ssl/certs/ca-certificates.crt"
    if Path(bundle).exists():
        for variable in ("UV_NATIVE_TLS", "UV_SYSTEM_CERTS"):
            os.environ.setdefault(variable, "1")
        for variable in ("PIP_CERT", "NODE_EXTRA_CA_CERTS"):
            os.environ.setdefault(variable, bundle)


def say(text: str, end: str = "\n") -> None:
    """Write at once, so that a waiting person sees each step begin."""
    print(text, end=end, flush=True)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let a second set-up of this folder wait for the first."""
    lock = ROOT / "var" / "bootstrap.lock"
    lock.parent.mkdir(exist_ok=True)
    with lock.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another set-up of this folder is running; waiting for it.")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def step(title: str) -> Iterator[None]:
    """Print one line: what is done, that it goes on, how long it took."""
    started, done = time.monotonic(), threading.Event()
    say(f"· {title} ", end="")

    def tick() -> None:
        while not done.wait(3):
            say(".", end="")

    ticker = threading.Thread(target=tick, daemon=True)
    ticker.start()
    try:
        yield
    finally:
        done.set()
        ticker.join()
    say(f" {time.monotonic() - started:.0f} s")


def run(command: Sequence[object], *, otherwise: str) -> str:
    """Run a program quietly; when it fails, stop with its last lines and what to do."""
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    if done.returncode:
        tail = "\n  ".join((done.stdout + done.stderr).strip().splitlines()[-8:])
        raise SetUpStopped(f"{otherwise}\n  {' '.join(words[:4])} ... said:\n  {tail}")
    return done.stdout


def works(command: Sequence[object]) -> bool:
    """Tell whether a program is there and runs; a shim that cannot run is no program."""
    words = [str(word) for word in command]
    try:
        return not subprocess.run(words, capture_output=True, check=False).returncode
    except OSError:
        return False


def fingerprint(*parts: object) -> str:
    """Return a digest of files and words."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.read_bytes() if isinstance(part, Path) else str(part).encode())
    return digest.hexdigest()


def made_from(stamp: Path, wanted: str) -> bool:
    """Tell whether a step has been finished for exactly these inputs."""
    return stamp.exists() and stamp.read_text() == wanted


def python_packages() -> None:
    """Install the locked packages, each checked against its hash, and compile them."""
    stamp = VENV / ".made-from"
    wanted = fingerprint(LOCK, sys.version, str(ROOT))
    if made_from(stamp, wanted) and (VENV / "bin" / "granian").exists() and works([PYTHON, "-c", ""]):
        return
    uv = find_uv()
    os.environ["UV_COMPILE_BYTECODE"] = "1"
    if not works([PYTHON, "-c", f"import sys; sys.exit(sys.version != {sys.version!r})"]):
        with step(f"Environment for Python {sys.version.split()[0]}"):
            run(
                [uv, "venv", "--clear", "--quiet", "--no-python-downloads", "--python", sys.executable, VENV],
                otherwise="The environment .venv could not be made.",
            )
    with step(f"Python packages ({len(locked())} of them, by hash)"):
        run(
            [uv, "pip", "sync", "--quiet", "--require-hashes", "--python", PYTHON, LOCK],
            otherwise="The Python packages could not be installed; is the package index reachable? "
            "Another index is set with UV_INDEX_URL.",
        )
    stamp.write_text(wanted)


def locked() -> list[str]:
    """Return the lock file's lines that name a package."""
    return [line for line in LOCK.read_text().splitlines() if line[:1].isalnum()]


def find_uv() -> str:
    """Return a uv that runs: the system's, else one of our own beside the environment."""
    own = TOOLS / "bin" / "uv"
    for candidate in ("uv", own):
        if works([candidate, "pip", "sync", "--help"]):
            return str(candidate)
    with step("uv, which installs the rest"):
        run(
            [sys.executable, "-m", "venv", "--clear", TOOLS],
            otherwise=f"{sys.executable} cannot make environments: install python3-venv (Debian), or uv.",
        )
        requirements = ROOT / "deploy" / "uv.lock.txt"
        run(
            [TOOLS / "bin" / "python", "-m", "pip", "install", "-q", "--require-hashes", "-r", requirements],
            otherwise="uv could not be installed with pip; is the package index reachable? "
            "Another index is set with PIP_INDEX_URL.",
        )
    return str(own)


def front_end_packages() -> None:
    """Copy the typefaces and htmx to where our own host serves them from."""
    stamp = VENDOR / ".made-from"
    wanted = fingerprint(ROOT / "package-lock.json", *sorted(VENDORED.items()))
    if made_from(stamp, wanted) and all((VENDOR / name).exists() for name in VENDORED):
        return
    if not all((NODE_MODULES / source).exists() for source in VENDORED.values()) or not _npm_is_current():
        _install_npm_packages()
    copy_vendored()
    stamp.write_text(wanted)


def copy_vendored() -> None:
    """Copy the few files that are served, each with its license."""
    VENDOR.mkdir(parents=True, exist_ok=True)
    for name, source in VENDORED.items():
        shutil.copyfile(NODE_MODULES / source, VENDOR / name)


def _npm_is_current() -> bool:
    return made_from(NODE_MODULES / ".made-from", fingerprint(ROOT / "package-lock.json"))


def _install_npm_packages() -> None:
    if not works(["npm", "--version"]):
        raise SetUpStopped(
            "npm is needed once, to fetch two typefaces and htmx, and was not found. Install Node.js 18 "
            "or later with npm (on Debian: apt-get install npm) and run this again."
        )
    with step("Typefaces and htmx"):
        run(
            ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
            otherwise="The front-end packages could not be installed; is the npm registry reachable?",
        )
    (NODE_MODULES / ".made-from").write_text(fingerprint(ROOT / "package-lock.json"))


def translations() -> None:
    """Compile the translations before anything reads them: a process that found none does not look again."""
    written = [path for half in HALVES for path in (ROOT / half).glob("**/locale/*/LC_MESSAGES/django.po")]
    compiled = {path: path.with_suffix(".mo") for path in written}
    if all(made.exists() and made.stat().st_mtime > path.stat().st_mtime for path, made in compiled.items()):
        return
    with step("Translations"):
        run([PYTHON, "-m", "shared_apps.stack.messages"], otherwise="the translations could not be compiled")


def browser() -> None:
    """Find a Chromium for the browser tests, or install one; `var/chromium` says where it is."""
    known = BROWSER.read_text() if BROWSER.exists() else ""
    if known and works([known, "--version"]):
        return
    for look in (_installed_browser, _debian_browser, _playwright_browser):
        if found := look():
            BROWSER.write_text(found)
            return
    raise SetUpStopped(
        "the browser tests need Chromium, and none could be had: not installed, not from the system's "
        "packages, not from Playwright. Install Chromium or Google Chrome, or name one: "
        "DIALOG_CHROMIUM=/path/to/chromium"
    )


def _installed_browser() -> str | None:
    for name in (os.environ.get("DIALOG_CHROMIUM"), *BROWSERS):
        if name and works([name, "--version"]):
            return shutil.which(name)
    return None


def _debian_browser() -> str | None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    with step("Chromium from the system's packages"):
        os.environ["DEBIAN_FRONTEND"] = "noninteractive"
        _attempt("apt-get", "update", "-q")
        _attempt("apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium")
    return _installed_browser()


def _playwright_browser() -> str | None:
    ask = "from playwright.sync_api import sync_playwright as p; print(p().start().chromium.executable_path)"
    with step("Chromium from Playwright"):
        _attempt(PYTHON, "-m", "playwright", "install", "chromium")
        where = _attempt(PYTHON, "-c", ask).strip()
    return where if where and works([where, "--version"]) else None


def _attempt(*command: object) -> str:
    """Try one of several ways; the caller says what to do when all have failed."""
    try:
        return run(command, otherwise="")
    except SetUpStopped:
        return ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
