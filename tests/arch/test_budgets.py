"""The tail is what hurts: files and functions stay small, and nothing unfinished or foreign is committed."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LISTED = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
TRACKED = [ROOT / line for line in LISTED.split("\n") if line]
CODE = [path for path in TRACKED if path.suffix in {".py", ".css", ".js", ".html"} and "/migrations/" not in str(path)]
PYTHON = [path for path in CODE if path.suffix == ".py"]
# Split, so that this file does not find itself.
REGISTRIES = ("py" + r"pi\.org", "python" + r"hosted\.org", "registry\\.npm" + r"js\.org", "deb" + r"\.debian\.org")
UNFINISHED = (r"\bTO" + "DO\\b", r"\bFIX" + "ME\\b", r"\bX" + "XX\\b", "pytest\\.mark\\.sk" + "ip", "x" + "fail")
MACHINE_PATHS = (r"/(work|root|home)/[a-z]",)
PICTURES = {".png", ".webp", ".jpg", ".woff2", ".mo"}


def name(path):
    return str(path.relative_to(ROOT))


def test_files_have_at_most_400_lines():
    assert {name(path): n for path in CODE if path.exists() and (n := len(path.read_text().splitlines())) > 400} == {}


def test_functions_have_at_most_40_lines():
    long = {}
    for path in PYTHON:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > 40:
                    long[f"{name(path)}:{node.name}"] = lines

    assert long == {}


@pytest.mark.parametrize(
    "patterns",
    [
        pytest.param(REGISTRIES, id="registry"),
        pytest.param(UNFINISHED, id="unfinished"),
        pytest.param(MACHINE_PATHS, id="machine path"),
    ],
)
def test_no_committed_file_names(patterns):
    pattern, found = re.compile("|".join(patterns)), []
    for path in TRACKED:
        if path.suffix in PICTURES or not path.is_file():
            continue
        lines = enumerate(path.read_text().splitlines(), 1)
        found += [f"{name(path)}:{number}" for number, line in lines if pattern.search(line)]

    assert found == []
