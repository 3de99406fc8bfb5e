"""The repository installs anywhere: no address of a registry, no path of somebody's machine."""

import re
from pathlib import Path

import pytest

from tests.architecture.tree import REPOSITORY, name, text, tracked


REGISTRY_ADDRESS = re.compile(
    r'"resolved": *"(?:https?|file):'
    r"|(?:--)?(?:extra-)?index-url *[= ] *\S*:/"
    r"|--find-links|find-links *="
    r"|registry *[=] *[\"']?https?:"
    r"|(?:pypi|pythonhosted)\.org/(?:simple|packages)"
    r"|registry\.npmjs\.",
)
HOME_PATH = re.compile(r"(?<![\w.$}/])/(?:root|home/[a-z][\w.-]*|Users/\w+)/")
UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX)\b")

SELF = Path(__file__)
FILES = [path for path in tracked() if path != SELF]
LICENCE = "LICENSE"


@pytest.mark.parametrize("path", FILES, ids=name)
def test_file_holds_no_registry_address_and_no_path_of_a_machine(path):
    content = text(path)
    here = f"{REPOSITORY.as_posix()}/"

    assert not REGISTRY_ADDRESS.search(content)
    assert not HOME_PATH.search(content)
    assert here not in content


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.suffix in {".py", ".js", ".css", ".html"}], ids=name
)
def test_code_leaves_nothing_for_later(path):
    assert not UNFINISHED.search(text(path))


def test_no_real_data_file_is_committed():
    suffixes = {".parquet", ".xlsx", ".zip", ".gz", ".xz", ".lzma", ".sqlite3"}

    assert not [name(path) for path in tracked() if path.suffix in suffixes]
    assert not [name(path) for path in tracked() if path.stat().st_size > 2_000_000]


def test_licence_is_the_whole_affero_licence():
    lines = text(REPOSITORY / LICENCE).splitlines()

    assert lines[0].strip() == "GNU AFFERO GENERAL PUBLIC LICENSE"
    assert len(lines) > 600
