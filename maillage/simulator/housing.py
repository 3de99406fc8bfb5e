"""Dwellings: main homes (one per household), second homes, empty ones."""

from dataclasses import dataclass

import numpy as np

from maillage.simulator.households import ALONE, COUPLE, COUPLE_CHILDREN, MONO, Households
from maillage.simulator.territory import Territory


OWNER, SOCIAL_TENANT, PRIVATE_TENANT, FREE = range(4)
SECOND, VACANT = 1, 2  # why a dwelling has no household
NO_HEATING, COLLECTIVE_HEATING, CENTRAL_HEATING, ELECTRIC_HEATING = range(4)

_PERIODS = np.array([1820, 1919, 1946, 1971, 1991, 2006, 2021])


@dataclass
class Homes:
    """One value per household: its home."""

    tenure: np.ndarray
    house: np.ndarray
    rooms: np.ndarray
    surface: np.ndarray
    built: np.ndarray
    since: np.ndarray
    heating: np.ndarray
    bathroom: np.ndarray
    parking: np.ndarray
    cars: np.ndarray
    air_conditioned: np.ndarray


@dataclass
class Spare:
    """One value per dwelling without household."""

    cell: np.ndarray
    why: np.ndarray
    house: np.ndarray


def build_homes(territory: Territory, households: Households, seed: int) -> Homes:
    """Where each household lives."""
    rng = np.random.default_rng([seed, 3])
    tenure = _tenures(territory, households, rng)
    house = _houses(territory, households, tenure, rng)
    rooms = _rooms(households, house, rng)
    built = _years(territory, households, tenure, house, rng)
    count = len(tenure)
    return Homes(
        tenure=tenure,
        house=house,
        rooms=rooms,
        surface=np.clip(rooms * np.where(house, 25, 19) + rng.normal(0, 9, count), 14, 260),
        built=built,
        since=_years_in(households, tenure, built, rng),
        heating=_heating(house, tenure, rng),
        bathroom=rng.random(count) < np.where(built < 1946, 0.965, 0.995),
        parking=rng.random(count) < np.where(house, 0.88, 0.48),
        cars=_cars(territory, households, rng),
        air_conditioned=rng.random(count) < 0.14,
    )


def build_spare(territory: Territory, households: Households, seed: int) -> Spare:
    """Second homes and empty dwellings, in the proportions of the profile."""
    rng = np.random.default_rng([seed, 4])
    occupied = np.bincount(households.cell, minlength=len(territory.cell_share))
    second, vacancy = territory.of("second"), territory.of("vacancy")
    vacancy = np.clip(vacancy + 0.04 * territory.cell_poverty, 0.02, 0.3)
    stock = occupied / (1 - second - vacancy)
    counts = np.concatenate([rng.poisson(stock * second), rng.poisson(stock * vacancy)])
    cell = np.repeat(np.tile(np.arange(len(occupied)), 2), counts)
    kind = np.repeat(
        [SECOND, VACANT], [counts[: len(occupied)].sum(), counts[len(occupied) :].sum()]
    )
    flats = territory.of("flats")[cell] * np.where(kind == SECOND, 0.8, 1.3)
    return Spare(cell=cell, why=kind, house=rng.random(len(cell)) > np.clip(flats, 0.02, 0.95))


def _tenures(territory: Territory, households: Households, rng: np.random.Generator) -> np.ndarray:
    age = households.reference_age
    poverty = territory.of("poverty")[households.cell]
    social = (
        territory.of("social")[households.cell]
        * (1 + 1.2 * territory.cell_poverty)[households.cell]
    )
    need = np.where(households.kind == MONO, 2.4, np.where(households.kind == ALONE, 1.1, 0.8))
    need = need * np.exp(-0.45 * households.skill)
    owner = np.interp(age, [20, 30, 40, 55, 70, 90], [0.05, 0.36, 0.6, 0.72, 0.79, 0.74])
    owner = owner + 0.09 * households.skill - 0.12 * poverty
    owner = owner - 0.15 * (households.kind == MONO)
    draw = rng.random(len(age))
    social_share = np.clip(social * need, 0, 0.7)
    rest = np.clip(owner, 0.03, 0.96) * (1 - social_share)
    return np.select(
        [draw < social_share, draw < social_share + rest, draw > 0.982],
        [SOCIAL_TENANT, OWNER, FREE],
        PRIVATE_TENANT,
    ).astype(np.int8)


def _houses(
    territory: Territory, households: Households, tenure: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    flats = territory.of("flats")[households.cell]
    tilt = np.where(tenure == SOCIAL_TENANT, 3.2, np.where(tenure == OWNER, 0.45, 1.9))
    tilt = tilt * np.where(households.size >= 3, 0.75, 1.15)
    return rng.random(len(tenure)) > np.clip(flats * tilt, 0, 0.97)


def _rooms(households: Households, house: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    wish = 1.5 + 0.55 * households.size + 1.25 * house + 0.2 * households.skill
    wish = wish + 0.012 * (households.reference_age - 45)
    return np.clip(np.round(wish + rng.normal(0, 0.9, len(house))), 1, 9).astype(int)


def _years(
    territory: Territory,
    households: Households,
    tenure: np.ndarray,
    house: np.ndarray,
    rng: np.random.Generator,
) -> np.ndarray:
    """Old centres, estates of the seventies, new houses where the population grows."""
    growth = np.clip(territory.of("growth")[households.cell], -1.5, 1.5)
    weights = np.array([0.24, 0.08, 0.15, 0.25, 0.14, 0.14])
    tilt = np.exp(np.outer(growth, np.linspace(-0.6, 0.7, 6)))
    tilt[tenure == SOCIAL_TENANT] *= [0.15, 0.5, 2.4, 1.6, 0.7, 0.8]
    odds = weights * tilt
    band = (rng.random((len(house), 1)) > np.cumsum(odds, 1) / odds.sum(1, keepdims=True)).sum(1)
    return rng.integers(_PERIODS[band], _PERIODS[band + 1])


def _years_in(
    households: Households, tenure: np.ndarray, built: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    """Years since the household moved in: owners stay, private tenants do not."""
    mean = np.select([tenure == OWNER, tenure == SOCIAL_TENANT], [0.42, 0.24], 0.11)
    longest = np.maximum(households.reference_age - 18, 1)
    years = rng.exponential(1, len(tenure)) * mean * longest
    return np.minimum(np.minimum(years, longest), np.maximum(2021 - built, 0)).astype(int)


def _heating(house: np.ndarray, tenure: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    draw = rng.random(len(house))
    collective = np.where(house, 0.01, np.where(tenure == SOCIAL_TENANT, 0.6, 0.22))
    return np.select(
        [draw < collective, draw < collective + 0.34, draw < collective + 0.68],
        [COLLECTIVE_HEATING, CENTRAL_HEATING, ELECTRIC_HEATING],
        NO_HEATING,
    ).astype(np.int8)


def _cars(territory: Territory, households: Households, rng: np.random.Generator) -> np.ndarray:
    """0, 1 or 2: towns, age, poverty and living alone keep people without a car."""
    town = np.clip(territory.of("flats")[households.cell], 0, 0.6)
    age = households.reference_age
    score = 2.35 - 2.4 * town + 0.45 * households.skill - 0.6 * (households.kind == MONO)
    score = score + np.interp(age, [18, 26, 65, 78, 90], [-1.0, 0.3, 0.4, -0.5, -2.2])
    score = score - 0.5 * (households.kind == ALONE)
    some = rng.random(len(age)) < 1 / (1 + np.exp(-score))
    couple = np.isin(households.kind, (COUPLE_CHILDREN,)) | (households.size >= 3)
    two = rng.random(len(age)) < np.clip(
        0.2 + 0.5 * couple + 0.12 * (households.kind == COUPLE) - 0.4 * town, 0.02, 0.9
    )
    return some.astype(np.int8) + (some & two)
