"""Numbers go through the gate, and a missing one never becomes zero."""

import ast

import pytest

from tests.architecture.tree import PACKAGES, files, name, syntax


GATE = "maillage/disclosure/release.py"
MODULES = files(*PACKAGES)


def calls(path, function: str) -> list[ast.Call]:
    return [
        node
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) == function
    ]


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_released_tables_are_made_by_the_gate_only(path):
    assert name(path) == GATE or not calls(path, "ReleasedTable")


def test_the_gate_itself_makes_them_at_one_place():
    (gate,) = [path for path in MODULES if name(path) == GATE]

    assert len(calls(gate, "ReleasedTable")) == 1


def test_nothing_leaves_the_gate_without_the_attack():
    (gate,) = [path for path in MODULES if name(path) == GATE]
    (passed,) = [
        node
        for node in ast.walk(syntax(gate))
        if isinstance(node, ast.FunctionDef) and node.name == "_passed"
    ]

    last, end = passed.body[-2:]
    assert isinstance(last, ast.Expr)
    assert getattr(getattr(last.value, "func", None), "id", "") == "refuse_leaks"
    assert isinstance(end, ast.Return)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_key_of_the_gate_is_not_borrowed(path):
    borrowed = [
        node
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.ImportFrom)
        and node.module == "maillage.disclosure.release"
        and any(alias.name.startswith("_") for alias in node.names)
    ]

    assert not borrowed


def ends_in_zero(node: ast.AST) -> bool:
    """`value or 0`, `value or 0.0`."""
    if not (isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or)):
        return False
    last = node.values[-1]
    return isinstance(last, ast.Constant) and type(last.value) in {int, float} and last.value == 0


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_missing_value_is_never_replaced_by_zero(path):
    lines = [node.lineno for node in ast.walk(syntax(path)) if ends_in_zero(node)]

    if lines:
        pytest.fail(f"{name(path)}: « or 0 » at lines {lines}", pytrace=False)


DRAWN = [path for path in MODULES if name(path).split("/")[1] in {"maps", "reports"}]


@pytest.mark.parametrize("path", DRAWN, ids=name)
def test_what_draws_and_prints_never_opens_the_gate_itself(path):
    assert not calls(path, "release")


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_portraits_are_made_where_their_rows_are_released(path):
    assert name(path) == "maillage/portraits/assembling.py" or not calls(path, "Portrait")
