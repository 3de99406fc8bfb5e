"""One world and one folder of its files for all the tests of the simulator."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from maillage.simulator import World, simulate, write_official_files


@pytest.fixture(scope="session")
def world() -> World:
    return simulate()


@pytest.fixture(scope="session")
def official(world: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of official files."""
    folder = tmp_path_factory.mktemp("territoire-fictif")
    write_official_files(world, folder)
    return folder


@pytest.fixture(scope="session")
def rows(official: Path) -> Callable[..., list[dict[str, str]]]:
    """Rows of a file of the folder, by its name."""

    def read(name: str, separator: str = ";") -> list[dict[str, str]]:
        with (official / name).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file, delimiter=separator))

    return read


@pytest.fixture(scope="session")
def census(rows: Callable[..., list[dict[str, str]]]) -> list[dict[str, str]]:
    """The rows of the dossier complet."""
    return rows("dossier_complet.csv")
