"""The past of the territory: population since 1876, births and deaths by year.

The past is not lived through: it is told backwards from 2021, by commune, then used to weight
today's households so that every table of 2015 or 2010 keeps its identities.
"""

from dataclasses import dataclass

import numpy as np

from maillage.simulator.households import People
from maillage.simulator.territory import Territory


CENSUS_YEARS = (
    1876, 1881, 1886, 1891, 1896, 1901, 1906, 1911, 1921, 1926, 1931, 1936, 1954, 1962, 1968,
    1975, 1982, 1990, 1999, *range(2006, 2022),
)  # fmt: skip
CIVIL_YEARS = range(1968, 2024)

# general course of a rural département, 2021 = 1
_COURSE_YEARS = [1876, 1911, 1921, 1954, 1975, 1999, 2021]
_COURSE = [1.42, 1.2, 1.02, 0.86, 0.84, 0.93, 1.0]


@dataclass(frozen=True)
class History:
    """population[year]: by cell; births[year], deaths[year]: by cell (integers)."""

    population: dict[int, np.ndarray]
    births: dict[int, np.ndarray]
    deaths: dict[int, np.ndarray]


def build_history(territory: Territory, people: People, seed: int) -> History:
    """Population, births and deaths of each cell."""
    rng = np.random.default_rng([seed, 6])
    now = np.bincount(people.cell, minlength=len(territory.cell_share))
    population = _populations(territory, now, rng)
    births, deaths = _civil_status(people, now, population, rng)
    return History(population, births, deaths)


def _populations(
    territory: Territory, now: np.ndarray, rng: np.random.Generator
) -> dict[int, np.ndarray]:
    growth = territory.of("growth") / 100
    wiggle = rng.normal(0, 0.012, (len(CENSUS_YEARS), len(now)))
    past = {}
    for rank, year in enumerate(CENSUS_YEARS):
        recent = np.exp(-growth * (2021 - max(year, 1975)))
        course = np.interp(year, _COURSE_YEARS, _COURSE)
        shape = 1 + wiggle[rank] if year < 2021 else np.ones(len(now))
        past[year] = np.maximum(np.round(now * course * recent * shape), 12)
    past[2021] = now.astype(float)
    return past


def _civil_status(
    people: People, now: np.ndarray, population: dict[int, np.ndarray], rng: np.random.Generator
) -> tuple[dict[int, np.ndarray], dict[int, np.ndarray]]:
    """Births follow the children of 2021, deaths the ages; earlier years follow the population."""
    count = len(now)
    children = np.bincount(people.cell[people.age < 8], minlength=count) / 8
    risk = 0.000028 * np.exp(0.094 * people.age) * np.where(people.female, 0.8, 1.25) + 0.0004
    dying = np.bincount(people.cell, np.minimum(risk, 0.5), minlength=count)
    births, deaths = {}, {}
    for year in CIVIL_YEARS:
        scale = _population_in(population, year) / np.maximum(now, 1)
        births[year] = rng.poisson(
            children * scale * np.interp(year, [1968, 2014, 2021, 2023], [1.5, 1.12, 1, 0.92])
        )
        deaths[year] = rng.poisson(
            dying * scale * np.interp(year, [1968, 2019, 2020, 2023], [1.1, 0.97, 1.08, 1.02])
        )
    return births, deaths


def _population_in(population: dict[int, np.ndarray], year: int) -> np.ndarray:
    """Population of the nearest census year known."""
    nearest = min(population, key=lambda known: abs(known - year))
    return population[nearest]
