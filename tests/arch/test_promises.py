"""Every promise of the policy has a test that proves it, or belongs to an issue that has not begun."""

import ast
from functools import cache
from pathlib import Path

import pytest

from tests.arch.promises import LATER, PROOFS

ROOT = Path(__file__).resolve().parents[2]
PROMISES = [f"P{number}" for number in range(1, 73)]


@cache
def names_in(path):
    tree = ast.parse((ROOT / path).read_text()) if (ROOT / path).exists() else ast.parse("")
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def exists(test):
    path, _, name = test.partition("::")
    return name.startswith("test_") and name in names_in(path)


def test_every_promise_is_proven_or_put_off_and_no_other_is_named():
    assert sorted([*PROOFS, *LATER], key=PROMISES.index) == PROMISES


@pytest.mark.parametrize("promise", PROOFS)
def test_the_tests_that_prove_a_promise_exist(promise):
    assert PROOFS[promise]
    assert [test for test in PROOFS[promise] if not exists(test)] == []


@pytest.mark.parametrize("promise", LATER)
def test_a_promise_is_put_off_only_until_its_work_has_begun(promise):
    assert not (ROOT / LATER[promise].sign).exists()
