"""Sizes and names a newcomer can live with. An exemption no longer needed fails too."""

from datetime import date

import pytest

from tests.architecture.tree import files, name, text


MAX_LINES = {".py": 400, ".js": 400, ".css": 400, ".html": 150}
MAX_TEST_LINES = 600
MAX_PATH = 90
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "stuff"}

# path -> day by which it must be gone
FILES_ALLOWED_TO_BE_LONG: dict[str, date] = {}

CODE = files("maillage", "atelier", "frontend", "benchmarks", suffixes=tuple(MAX_LINES))
TESTS = files("tests")


def is_too_long(path) -> bool:
    limit = MAX_TEST_LINES if name(path).startswith("tests/") else MAX_LINES[path.suffix]
    return len(text(path).splitlines()) > limit


@pytest.mark.parametrize("path", CODE + TESTS, ids=name)
def test_file_is_short_enough_to_read_in_one_sitting(path):
    exempted = name(path) in FILES_ALLOWED_TO_BE_LONG

    assert exempted or not is_too_long(path)


@pytest.mark.parametrize("path", CODE + TESTS, ids=name)
def test_module_says_what_it_is_for_in_its_name(path):
    words = {*path.relative_to(path.anchor).with_suffix("").parts[-2:]}

    assert FORBIDDEN_NAMES.isdisjoint(words)
    assert len(name(path)) <= MAX_PATH


def test_every_exemption_is_still_needed_and_not_overdue():
    by_name = {name(path): path for path in CODE + TESTS}

    for exempted, day in FILES_ALLOWED_TO_BE_LONG.items():
        assert exempted in by_name, f"{exempted} is gone: remove it from the exemptions"
        assert is_too_long(by_name[exempted]), f"{exempted} fits now: remove it"
        assert day >= date.today(), f"{exempted} was to be split by {day}"
