"""The « dossier complet » of the census of 2021 and the five IRIS bases."""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from maillage.simulator.census import housing, people, work
from maillage.simulator.census.tabulation import Tabulation
from maillage.simulator.files.delimited import plain, write_table
from maillage.simulator.files.levels import communes
from maillage.simulator.world import World


YEARS = (2021, 2015, 2010)
THEMES: tuple[Callable[[Tabulation], None], ...] = (
    people.structure,
    people.families,
    housing.dwellings,
    work.schooling,
    work.activity,
    work.conditions,
)


def census_tables(world: World) -> dict[str, np.ndarray]:
    """Every P… and C… variable by cell, theme after theme and year after year."""
    tables = [Tabulation(world, year) for year in YEARS]
    columns: dict[str, np.ndarray] = {}
    for theme in THEMES:
        for table in tables:
            theme(table)
            columns.update({key: table.columns[key] for key in table.columns if key not in columns})
    return columns


def census_by_commune(world: World, columns: dict[str, np.ndarray]) -> dict[str, list[str]]:
    """The same variables by commune, written as the file writes them."""
    grouping = communes(world.territory)
    return {
        name: [plain(value) for value in grouping.total(values)] for name, values in columns.items()
    }


def write_dossier_complet(world: World, folder: Path, blocks: list[dict[str, list[str]]]) -> Path:
    """dossier_complet.csv: the blocks side by side, one row per commune."""
    names = [name for block in blocks for name in block]
    columns = [block[name] for block in blocks for name in block]
    rows = zip(world.territory.codes, *columns, strict=True)
    return write_table(folder / "dossier_complet.csv", ["CODGEO", *names], rows)
