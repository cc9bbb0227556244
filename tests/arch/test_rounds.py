"""Nobody reads across jewelers but the rounds named here, and what the counting round brings home is numbers (P9)."""

import ast
from pathlib import Path
from typing import get_type_hints

from tenant_apps.dashboard import counts

ROOT = Path(__file__).parents[2]
WALKERS = {"open_tenants", "active_tenants", "in_each"}

# Where every workspace is visited, and why that reads nobody's content for a purpose of ours.
MAY_WALK = {
    "shared_apps/core/tasks.py": "sends a jeweler's own jobs again",
    "shared_apps/tenancy/context.py": "hands the register on",
    "shared_apps/jewelers/tasks.py": "counts: whole numbers alone come back",
    "tenant_apps/library/tasks.py": "clears what uploads left",
    "tenant_apps/portal/tasks.py": "forgets expired links",
    "tenant_apps/search/management/commands/rebuild_search.py": "writes each workspace's own search anew",
    "tenant_apps/privacy/tasks.py": "lets old copies expire",
    "shared_apps/registers/transfer.py": "counts what a transfer of the business would hand on",
    "shared_apps/retention/operations.py": "carries out the retention each jeweler's half declares",
}


def names_used(path):
    tree = ast.parse(path.read_text())
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} | {
        alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names
    }


def test_only_the_listed_rounds_visit_every_jeweler():
    code = [
        path
        for package in ("config", "shared_apps", "tenant_apps", "public_site")
        for path in (ROOT / package).rglob("*.py")
    ]
    walking = {str(path.relative_to(ROOT)) for path in code if names_used(path) & WALKERS}

    assert walking == set(MAY_WALK)


def test_the_counting_crossing_says_it_returns_integers():
    assert get_type_hints(counts.count)["return"] == dict[str, int]
