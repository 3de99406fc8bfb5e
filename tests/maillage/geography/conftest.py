"""A fictitious geography, built once."""

from pathlib import Path

import pytest

from maillage.geography import Geography, build_geography
from tests.maillage.geography import fictitious


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built folder, without published events."""
    folder = tmp_path_factory.mktemp("geography")
    build_geography(fictitious.tables(), folder)
    return folder


@pytest.fixture
def geography(folder: Path) -> Geography:
    """The fictitious geography, freshly opened."""
    return Geography.load(folder)


@pytest.fixture(scope="session")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Geography:
    """The same with published events."""
    folder = tmp_path_factory.mktemp("dated")
    build_geography(fictitious.tables() | {"cog_evenements": fictitious.events()}, folder)
    return Geography.load(folder)
