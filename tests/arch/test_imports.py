"""The rules of direction: import-linter's contracts, and what it cannot say."""

import ast
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[2]
PUBLIC = {"models", "enums", "permissions", "operations", "queries", "pages", "kinds"}
TENANT_FILES = sorted((ROOT / "tenant_apps").rglob("*.py"))


def test_import_contracts_hold(monkeypatch):
    monkeypatch.chdir(ROOT)
    # It would silence the loggers of this process for every test after it.
    monkeypatch.setattr("importlinter.cli._configure_logging", lambda _verbose: None)

    assert lint_imports(config_filename="pyproject.toml", no_cache=True) == 0


def _tenant_imports(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tenant_apps."):
            _, other, *rest = node.module.split(".")
            yield other, {rest[0]} if rest else {alias.name for alias in node.names}, node.lineno


@pytest.mark.parametrize("path", TENANT_FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_an_app_is_touched_through_its_public_surface_only(path):
    app = path.relative_to(ROOT).parts[1]

    reaching_in = [
        (other, touched - PUBLIC, line)
        for other, touched, line in _tenant_imports(path)
        if other != app and not touched <= PUBLIC
    ]

    assert reaching_in == []


DOMAIN = [
    path
    for package in ("shared_apps", "tenant_apps")
    for path in sorted((ROOT / package).rglob("*.py"))
    if path.stem in {"models", "queries", "operations"} or path.parent.stem in {"models", "queries", "operations"}
]


@pytest.mark.parametrize("path", DOMAIN, ids=lambda path: str(path.relative_to(ROOT)))
def test_domain_code_knows_no_request(path):
    nodes = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.ImportFrom)]
    modules = {node.module for node in nodes if node.module}

    assert modules & {"django.http", "django.shortcuts", "django.contrib.messages", "rest_framework"} == set()


def test_nobody_listens_to_signals():
    listeners = [
        str(path.relative_to(ROOT))
        for package in ("config", "shared_apps", "tenant_apps", "public_site")
        for path in sorted((ROOT / package).rglob("*.py"))
        if "django.dispatch" in path.read_text() or "django.db.models.signals" in path.read_text()
    ]

    assert listeners == []
