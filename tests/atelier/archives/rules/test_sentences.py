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
    """Action → the module that records it: names given to a call, where `record` is imported."""
    found = {}
    for path in files("atelier"):
        tree = syntax(path)
        if not any(
            isinstance(node, ast.ImportFrom)
            and node.module == "atelier.audit.actions"
            and any(alias.name == "record" for alias in node.names)
            for node in ast.walk(tree)
        ):
            continue
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            for node in [one for given in call.args for one in ast.walk(given)]:
                value = getattr(node, "value", None)
                if isinstance(value, str) and ACTION.fullmatch(value) and room_of(value) in LABELS:
                    found[value] = name(path)
    return found


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
