"""What looks back in the « dossier complet »: censuses since 1968, births, deaths; area."""

import numpy as np

from maillage.simulator.files.delimited import plain
from maillage.simulator.files.levels import communes
from maillage.simulator.housing import SECOND, VACANT
from maillage.simulator.world import World


PAST = (1999, 1990, 1982, 1975, 1968)
PERIODS = (
    ("1520", 2015, 2020), ("1014", 2010, 2014), ("9909", 1999, 2009), ("9099", 1990, 1998),
    ("8290", 1982, 1989), ("7582", 1975, 1981), ("6875", 1968, 1974),
)  # fmt: skip
# persons per main home then, and how many second and empty homes for a hundred of today's
_HOME_SIZE = {1999: 2.45, 1990: 2.6, 1982: 2.75, 1975: 2.95, 1968: 3.15}
_SECOND = {1999: 0.9, 1990: 0.85, 1982: 0.72, 1975: 0.5, 1968: 0.35}
_VACANT = {1999: 0.62, 1990: 0.6, 1982: 0.55, 1975: 0.5, 1968: 0.45}


def past_block(world: World) -> dict[str, list[str]]:
    """From D99_POP to DECESD23, by commune."""
    population, history = communes(world.territory), world.history
    columns: dict[str, np.ndarray] = {}
    for year in PAST:
        columns[f"D{year % 100}_POP"] = population.total(history.population[year])
    columns["SUPERF"] = np.round(world.territory.areas, 2)
    for prefix, events in (("NAIS", history.births), ("DECE", history.deaths)):
        for name, first, last in PERIODS:
            years = [population.total(events[year]) for year in range(first, last + 1)]
            columns[f"{prefix}{name}"] = np.sum(years, axis=0)
    columns.update(_dwellings(world, columns))
    for prefix, events in (("NAISD", history.births), ("DECESD", history.deaths)):
        for year in range(2014, 2024):
            columns[f"{prefix}{year % 100}"] = population.total(events[year])
    return {name: [plain(value) for value in values] for name, values in columns.items()}


def _dwellings(world: World, columns: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Dwellings of past censuses; the parts add up to the total."""
    grouping = communes(world.territory)
    spare = grouping.spread(world.spare.cell)
    count = len(grouping.codes)
    second = np.bincount(spare[world.spare.why == SECOND], minlength=count)
    vacant = np.bincount(spare[world.spare.why == VACANT], minlength=count)
    main = {
        year: np.round(columns[f"D{year % 100}_POP"] * 0.98 / _HOME_SIZE[year]) for year in PAST
    }
    old = {year: np.round(second * _SECOND[year]) for year in PAST}
    empty = {year: np.round(vacant * _VACANT[year]) for year in PAST}
    found: dict[str, np.ndarray] = {}
    for year in PAST:
        found[f"D{year % 100}_LOG"] = main[year] + old[year] + empty[year]
    for name, part in (("RP", main), ("RSECOCC", old), ("LOGVAC", empty)):
        found.update({f"D{year % 100}_{name}": part[year] for year in PAST})
    for year in PAST:
        name = "D99_PMEN" if year == 1999 else f"D{year % 100}_NPER_RP"
        found[name] = np.round(columns[f"D{year % 100}_POP"] * 0.98)
    return found
