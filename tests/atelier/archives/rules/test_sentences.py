"""Every action that the site records has its French sentence."""

import ast
import re

import pytest
from django.apps import apps

from atelier.archives.rules.sentences import ROOMS, SENTENCES, room_of, sentence
from tests.architecture.tree import files, name, syntax


ACTION = re.compile(r"[a-z]+\.[a-z_]+")
LABELS = {config.label for config in apps.get_app_configs() if config.name.startswith("atelier.")}
# What the site no longer writes but that journals already hold, or that an archive may bring.
KEPT_FOR_OLD_LINES = {"accounts.logo_put", "accounts.logo_removed"}


def recorded() -> dict[str, str]:
    """Action → the module that records it, where `record` is imported.

    Names given whole to a call, and those a module completes: `_record("moved", …)` for
    `f"restitution.{verb}"`.
    """
    found = {}
    for path in files("atelier"):
        tree = syntax(path)
        if imports_record(tree):
            named = whole_names(tree) | completed_names(tree)
            found |= dict.fromkeys(named, name(path))
    return found


def imports_record(tree: ast.AST) -> bool:
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == "atelier.audit.actions"
        and any(alias.name == "record" for alias in node.names)
        for node in ast.walk(tree)
    )


def calls(tree: ast.AST) -> list[ast.Call]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def whole_names(tree: ast.AST) -> set[str]:
    values = {
        getattr(node, "value", None)
        for call in calls(tree)
        for given in call.args
        for node in ast.walk(given)
    }
    texts = {value for value in values if isinstance(value, str)}
    return {text for text in texts if ACTION.fullmatch(text) and room_of(text) in LABELS}


def completed_names(tree: ast.AST) -> set[str]:
    """What `function("verb")` records, for a function that records `f"room.{verb}"`."""
    found = set()
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        own = [call for call in calls(function) if call.args and is_record(call)]
        for given in (call.args[0] for call in own if isinstance(call.args[0], ast.JoinedStr)):
            start, verb = given.values
            rank = [one.arg for one in function.args.args].index(verb.value.id)
            used = [call for call in calls(tree) if getattr(call.func, "id", "") == function.name]
            found |= {f"{start.value}{ast.literal_eval(call.args[rank])}" for call in used}
    return found


def is_record(call: ast.Call) -> bool:
    return getattr(call.func, "id", "") == "record"


def test_names_completed_by_their_module_are_found():
    assert "restitution.produced" in recorded()


def test_every_recorded_action_has_its_sentence():
    missing = {action: path for action, path in recorded().items() if action not in SENTENCES}

    assert missing == {}


def test_no_sentence_is_written_for_an_action_nobody_records():
    assert set(SENTENCES) - set(recorded()) - KEPT_FOR_OLD_LINES == set()


def test_every_room_that_records_has_its_words():
    assert {room_of(action) for action in recorded()} <= set(ROOMS)


@pytest.mark.parametrize("text", SENTENCES.values())
def test_sentence_follows_a_name_and_ends_without_full_stop(text):
    assert text[0].islower()
    assert text[-1] not in ".!"
    assert "'" not in text


def test_action_of_another_version_is_named_as_such():
    assert "futur.geste" in sentence("futur.geste")
