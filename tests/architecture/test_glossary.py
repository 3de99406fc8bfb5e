"""One concept, one word: every room, theme, level, status and stored thing is in the glossary."""

import re
from collections import Counter

import yaml
from django.apps import apps

from maillage.base.levels import Level
from maillage.base.statuses import Status
from tests.architecture.tree import PACKAGES, REPOSITORY, rooms, text


GLOSSARY = REPOSITORY / "docs" / "glossaire.md"


def entries() -> list[list[str]]:
    """The lines of the tables: code, mot affiché, définition, source."""
    lines = [line for line in text(GLOSSARY).splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def codes() -> set[str]:
    return {code for cells in entries() for code in re.findall(r"`([^`]+)`", cells[0])}


def test_every_entry_has_its_word_definition_and_source():
    assert [cells for cells in entries() if len(cells) != 4 or not all(cells)] == []


def test_no_code_has_two_entries():
    counts = Counter(code for cells in entries() for code in re.findall(r"`([^`]+)`", cells[0]))

    assert [code for code, count in counts.items() if count > 1] == []


def test_every_room_is_in_the_glossary():
    expected = {f"{package}.{room}" for package in PACKAGES for room in rooms(package)}

    assert expected - codes() == set()


def test_glossary_describes_no_room_that_is_gone():
    described = {code for code in codes() if code.split(".")[0] in PACKAGES}
    expected = {f"{package}.{room}" for package in PACKAGES for room in rooms(package)}

    assert described - expected == set()


def test_every_theme_is_in_the_glossary():
    themes = yaml.safe_load(text(REPOSITORY / "definitions" / "themes.yaml"))

    assert set(themes) - codes() == set()


def test_every_level_and_status_is_in_the_glossary():
    assert {*map(str, Level), *map(str, Status)} - codes() == set()


def test_every_model_is_in_the_glossary():
    models = {
        model.__name__ for model in apps.get_models() if model.__module__.split(".")[0] == "atelier"
    }

    assert models - codes() == set()
