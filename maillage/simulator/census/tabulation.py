"""Count people, households and dwellings by cell, as the census does for one year.

A *principal* variable (P…) counts everybody; a *complementary* one (C…) a sample: one household in
four, two in five in communes of 10,000 inhabitants or more, weighted. The tables of 2015 and 2010
are those of today's people, weighted by how rarer or commoner their kind was then: sums of parts
therefore equal totals in every year.
"""

import numpy as np

from maillage.simulator.households import ALONE, MONO
from maillage.simulator.work import RETIRED
from maillage.simulator.world import World


class Tabulation:
    """Named columns of one census year, one value per cell, in the order they are asked for."""

    def __init__(self, world: World, year: int) -> None:
        self.world = world
        self.year = year
        self.columns: dict[str, np.ndarray] = {}
        self.cells = len(world.territory.cell_share)
        self._inside = world.people.household >= 0
        principal = _past_weights(world, year)
        self._household = {"P": principal, "C": principal * _sample_weights(world)}
        self._person = {
            key: self._person_weights(weights) for key, weights in self._household.items()
        }

    def people(self, name: str, chosen: np.ndarray | None = None) -> None:
        """Number of people of `chosen` (everybody when None)."""
        self._count(name, self.world.people.cell, self._person[name[0]], chosen)

    def households(
        self, name: str, chosen: np.ndarray | None = None, of: np.ndarray | None = None
    ) -> None:
        """Number of households of `chosen`, or the sum of `of` over them."""
        weights = self._household[name[0]]
        weights = weights if of is None else weights * of
        self._count(name, self.world.households.cell, weights, chosen)

    def jobs(self, name: str, chosen: np.ndarray) -> None:
        """Number of jobs, counted where people work, in the first cell of that commune."""
        place = self.world.work.place
        _, first = np.unique(self.world.territory.cell_commune, return_index=True)
        cell = first[np.maximum(place, 0)]
        self._count(name, cell, self._person[name[0]], chosen & (place >= 0))

    def put(self, name: str, values: np.ndarray) -> None:
        """A column computed elsewhere, by cell."""
        self.columns[self.named(name)] = values

    def get(self, name: str) -> np.ndarray:
        """A column already counted."""
        return self.columns[self.named(name)]

    def named(self, name: str) -> str:
        """`P_POP` becomes `P21_POP`."""
        return f"{name[0]}{self.year % 100:02d}{name[1:]}"

    def _count(
        self, name: str, cell: np.ndarray, weights: np.ndarray, chosen: np.ndarray | None
    ) -> None:
        if chosen is not None:
            rows = np.flatnonzero(chosen)
            cell, weights = cell[rows], weights[rows]
        self.columns[self.named(name)] = np.bincount(cell, weights, minlength=self.cells)

    def _person_weights(self, weights: np.ndarray) -> np.ndarray:
        people = self.world.people
        alone = self.world.history.population[self.year] / self.world.history.population[2021]
        household = np.where(self._inside, people.household, 0)
        return np.where(self._inside, weights[household], alone[people.cell])


def ages(label: str) -> tuple[int, int]:
    """`1529` is (15, 29); `75P` is 75 and over."""
    if label.endswith("P"):
        return int(label[:-1]), 200
    half = len(label) // 2
    return int(label[:half]), int(label[half:])


def within(age: np.ndarray, label: str) -> np.ndarray:
    """Who is in that age group."""
    low, high = ages(label)
    return (age >= low) & (age <= high)


def reference_values(world: World, values: np.ndarray) -> np.ndarray:
    """The value of each household's reference person."""
    people = world.people
    answer = np.zeros(len(world.households.size), values.dtype)
    reference = np.flatnonzero((people.role == 0) & (people.household >= 0))
    answer[people.household[reference]] = values[reference]
    return answer


def _past_weights(world: World, year: int) -> np.ndarray:
    """1 in 2021; before, fewer retired, alone or monoparental, and as many people as told."""
    if year == 2021:
        return np.ones(len(world.households.size))
    households, people = world.households, world.people
    back = 2021 - year
    tilt = -0.011 * (households.kind == ALONE) - 0.012 * (households.kind == MONO)
    tilt = tilt - 0.014 * (reference_values(world, world.work.activity) == RETIRED)
    tilt = tilt - 0.008 * (reference_values(world, world.work.diploma) >= 4)
    weights = np.exp(back * tilt)
    inside = people.household >= 0
    alone = np.bincount(people.cell[~inside], minlength=len(world.territory.cell_share))
    past = world.history.population[year] * (1 - alone / world.history.population[2021])
    now = np.bincount(households.cell, weights * households.size, minlength=len(past))
    return weights * (past / now)[households.cell]


def _sample_weights(world: World) -> np.ndarray:
    """Weight of each household in the complementary sample; 0 when it is not drawn."""
    territory, households = world.territory, world.households
    large = territory.target[territory.cell_commune] >= 10_000
    step = np.where(large, 2.5, 4.0)[households.cell]
    order = np.lexsort((households.size, households.kind, households.cell))
    start = world.rng(20).random(len(territory.cell_share))[households.cell]
    first = np.searchsorted(households.cell[order], households.cell[order])
    rank = np.empty(len(order))
    rank[order] = np.arange(len(order)) - first
    drawn = np.floor((rank + 1) / step + start) > np.floor(rank / step + start)
    count = np.bincount(households.cell, minlength=len(start))
    sampled = np.bincount(households.cell[drawn], minlength=len(start))
    return np.where(drawn, (count / np.maximum(sampled, 1))[households.cell], 0.0)
