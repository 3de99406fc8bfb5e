"""Facilities and services of the territory: how many of each kind, and where.

A kind of facility appears from a size of commune and is more frequent in towns, as in the country
it imitates. Valmeyrac lacks childcare and doctors: that is part of its story.
"""

from dataclasses import dataclass

import numpy as np

from maillage.simulator.households import People
from maillage.simulator.territory import Territory


# code of the Base permanente des équipements: (facilities for 1,000 inhabitants, smallest commune)
KINDS: dict[str, tuple[float, int]] = {
    "A104": (0.04, 2500), "A122": (0.03, 5000), "A124": (0.02, 7000), "A125": (0.02, 7000),
    "A128": (0.05, 2500), "A129": (0.0, 0), "A203": (0.3, 1800), "A206": (0.12, 1500),
    "A207": (0.12, 400), "A208": (0.16, 400), "A501": (1.3, 500), "A504": (2.4, 250),
    "B104": (0.03, 9000), "B105": (0.12, 2000), "B201": (0.12, 900), "B202": (0.4, 500),
    "B204": (0.3, 1000), "B207": (0.65, 500), "B316": (0.15, 900), "C107": (0.1, 1500),
    "C108": (0.45, 250), "C109": (0.12, 1500), "C201": (0.11, 3000), "C301": (0.035, 7000),
    "C302": (0.025, 7000), "D106": (0.012, 15000), "D107": (0.008, 15000), "D108": (0.03, 5000),
    "D113": (0.06, 1500), "D235": (0.12, 2500), "D265": (0.75, 900), "D277": (0.4, 1800),
    "D279": (0.95, 1000), "D281": (1.6, 500), "D307": (0.33, 1000), "D401": (0.16, 900),
    "D402": (0.05, 2500), "D403": (0.1, 1500), "D502": (0.18, 1200), "D503": (0.03, 5000),
    "D504": (0.08, 1500), "D505": (0.22, 700), "D506": (0.06, 2000), "E101": (0.15, 700),
    "E107": (0.01, 7000), "E108": (0.02, 4000), "E109": (0.04, 2500), "F101": (0.05, 3000),
    "F107": (0.06, 3000), "F113": (0.6, 400), "F121": (0.35, 700), "F303": (0.04, 6000),
    "F307": (0.3, 500),
}  # fmt: skip
EVERY_COMMUNE = ("A129",)
RARE_IN_VALMEYRAC = {"D265": 0.55, "D277": 0.4, "D502": 0.35, "D279": 0.7}
# What the town of Valmeyrac has, whatever the draw: one crèche, one collège, one lycée…
IN_VALMEYRAC = {"A128": 1, "C201": 1, "C301": 1, "D113": 1, "D401": 2, "D502": 1, "E109": 1}
CRECHE, SCHOOL_KINDS, COLLEGE = "D502", ("C107", "C108", "C109"), "C201"


@dataclass(frozen=True)
class Services:
    """By commune: counts (one column per kind), places for children under three."""

    counts: np.ndarray
    creche_places: np.ndarray
    assistant_places: np.ndarray
    home_places: np.ndarray
    early_school: np.ndarray
    under_three: np.ndarray

    def of(self, kind: str) -> np.ndarray:
        """Number of facilities of that kind in each commune."""
        return self.counts[:, list(KINDS).index(kind)]


def build_services(territory: Territory, people: People, seed: int) -> Services:
    """Facilities of each commune and childcare places."""
    rng = np.random.default_rng([seed, 8])
    counts = _counts(territory, rng)
    commune = territory.cell_commune[people.cell]
    count = len(territory.codes)
    under_three = np.bincount(commune[people.age < 3], minlength=count)
    lacking = np.where(territory.epci == 0, 0.55, 1.0)
    creches = counts[:, list(KINDS).index(CRECHE)]
    return Services(
        counts=counts,
        creche_places=creches * rng.integers(12, 34, count),
        assistant_places=np.round(under_three * rng.uniform(0.3, 0.55, count) * lacking).astype(
            int
        ),
        home_places=rng.binomial(under_three, 0.012),
        early_school=rng.binomial(under_three, 0.035),
        under_three=under_three,
    )


def _counts(territory: Territory, rng: np.random.Generator) -> np.ndarray:
    """Poisson around the rate; the largest commune of each EPCI serves its neighbours."""
    population = territory.target.astype(float)
    town = np.zeros(len(population))
    for group in range(int(territory.epci.max()) + 1):
        members = np.flatnonzero(territory.epci == group)
        town[members[np.argmax(population[members])]] = 0.45
    columns = []
    for kind, (rate, smallest) in KINDS.items():
        factor = np.where(territory.epci == 0, RARE_IN_VALMEYRAC.get(kind, 1), 1)
        mean = rate * population / 1000 * (1 + town) * factor * (population >= smallest)
        drawn = rng.poisson(mean)
        drawn = np.where((mean > 0.8) & (drawn == 0), 1, drawn)
        drawn[0] = IN_VALMEYRAC.get(kind, drawn[0])
        columns.append(np.ones(len(population), int) if kind in EVERY_COMMUNE else drawn)
    return np.column_stack(columns)
