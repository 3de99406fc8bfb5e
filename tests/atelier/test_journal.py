"""The journal is complete: every action of every room writes in it, in its own transaction."""

import ast
from pathlib import Path

import pytest

from tests.factories.site import REPOSITORY


ROOMS = REPOSITORY / "atelier"
# The demonstration plays the other rooms' actions; the journal does not tell of itself.
APART = {"demonstration", "audit"}
# What actions share: they write in the journal too.
SHARED = (
    "accounts/links.py",
    "accounts/address_book.py",
    "accounts/addresses.py",
    "demarches/uploads.py",
)
# Each gesture that came in is an action of its own, in its own transaction.
MANY_ACTIONS = {"sync"}


def actions() -> dict[str, dict[str, ast.FunctionDef]]:
    """Functions of every module of actions, by module."""
    found = [*ROOMS.glob("*/actions.py"), *ROOMS.glob("*/actions/*.py")]
    found += [ROOMS / name for name in SHARED]
    return {
        str(path.relative_to(ROOMS)): _functions(path)
        for path in sorted(found)
        if path.relative_to(ROOMS).parts[0] not in APART
    }


def _functions(path: Path) -> dict[str, ast.FunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {one.name: one for one in tree.body if isinstance(one, ast.FunctionDef)}


MODULES = actions()
PUBLIC = [
    (module, name)
    for module, functions in MODULES.items()
    for name, function in functions.items()
    if not name.startswith("_") and any(one.arg == "by" for one in function.args.kwonlyargs)
]


def calls(function: ast.FunctionDef) -> set[str]:
    """Names of what a function calls."""
    called = [one.func for one in ast.walk(function) if isinstance(one, ast.Call)]
    return {one.id for one in called if isinstance(one, ast.Name)} | {
        one.attr for one in called if isinstance(one, ast.Attribute)
    }


def records(module: str, name: str, seen: frozenset[tuple[str, str]] = frozenset()) -> bool:
    """Whether the function writes in the journal, by itself or by what it calls."""
    called = calls(MODULES[module][name])
    if "record" in called:
        return True
    ways = {(where, one) for where, known in MODULES.items() for one in called & set(known)}
    inside = {way for way in ways if way[0] == module or not way[1].startswith("_")}
    return any(records(*way, seen | inside) for way in inside - seen)


def is_one_transaction(function: ast.FunctionDef) -> bool:
    """Whether it opens a transaction, or is another action under another name."""
    return (
        "transaction.atomic" in ast.unparse(function)
        or isinstance(function.body[-1], ast.Return)
        and len(function.body) == 2
    )


@pytest.mark.parametrize(("module", "name"), PUBLIC)
def test_action_writes_in_the_journal_in_its_transaction(module, name):
    if name not in MANY_ACTIONS:
        assert records(module, name)
        assert is_one_transaction(MODULES[module][name])


def test_every_room_with_actions_is_walked():
    assert len({module.split("/")[0] for module, _ in PUBLIC}) >= 8
