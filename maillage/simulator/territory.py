"""The fictitious département: communes, their groupings, their quarters and their social profile.

Everything downstream reads people by *cell*: an IRIS, a whole commune, or one half of the commune
born of a merger on 1 January 2023. A commune, an EPCI or the département is a set of cells.
"""

from dataclasses import dataclass, field

import numpy as np
from shapely.geometry import Polygon

from maillage.simulator import names, outlines


RADIUS_KM = 34.0
SIZES = (14, 9, 12, 7, 15, 8, 10, 6, 11, 5, 13, 9, 8)
# Twelve neighbours of the same class of population (20,000 to 35,000): a comparison needs ten.
POPULATIONS = (
    20960, 33200, 21500, 22100, 24300, 21600, 23200, 21800, 25400, 21400, 22600, 26300, 21700,
)  # fmt: skip
MERGER_YEAR = 2023
MERGED = 26  # this commune (in a neighbouring EPCI) absorbed a smaller one
DEPARTEMENT, REGION, ZONE = "00", "00", "fictif"

# name of column: what it tilts, roughly 0 = ordinary
PROFILE = ("ageing", "poverty", "second", "vacancy", "flats", "social", "jobs", "growth")
VALMEYRAC_POPULATION = (
    7500, 3050, 2100, 1750, 1450, 1200, 980, 810, 640, 520, 410, 290, 170, 90,
)  # fmt: skip
VALMEYRAC_PROFILE = np.array(
    [
        # ageing poverty second vacancy flats social jobs growth(% a year)
        [0.10, 0.55, 0.02, 0.125, 0.48, 0.22, 1.35, -0.25],  # Valmeyrac, a poor town centre
        [0.05, 0.30, 0.03, 0.095, 0.28, 0.10, 0.95, 0.10],
        [-0.35, -0.10, 0.04, 0.06, 0.10, 0.05, 0.45, 1.20],  # young families, housing estates
        [-0.25, -0.05, 0.05, 0.07, 0.08, 0.04, 0.40, 0.80],
        [0.30, 0.10, 0.12, 0.10, 0.07, 0.03, 0.50, -0.20],
        [0.10, 0.25, 0.06, 0.11, 0.12, 0.06, 0.70, -0.40],  # workers of a closed mill
        [-0.20, -0.15, 0.05, 0.06, 0.05, 0.02, 0.30, 0.90],
        [0.25, 0.05, 0.10, 0.09, 0.05, 0.01, 0.40, 0.00],
        [0.60, 0.00, 0.48, 0.07, 0.10, 0.00, 0.45, -0.30],  # second homes
        [0.40, 0.10, 0.14, 0.12, 0.04, 0.00, 0.35, -0.50],
        [0.75, 0.05, 0.57, 0.08, 0.06, 0.00, 0.30, -0.70],  # second homes
        [0.70, 0.15, 0.20, 0.14, 0.02, 0.00, 0.30, -1.10],
        [0.85, 0.15, 0.25, 0.15, 0.00, 0.00, 0.25, -1.30],
        [0.90, 0.20, 0.30, 0.17, 0.00, 0.00, 0.20, -1.60],
    ]
)


@dataclass(frozen=True)
class Territory:
    """Communes of today and the cells that make them.

    codes, labels      one per commune, in the order of their code
    epci               index of the grouping of each commune
    target             inhabitants aimed at
    profile            communes × PROFILE
    places             communes × 2, kilometres; outlines: polygons in kilometres
    cell_commune       commune of each cell; cell_share: part of its inhabitants
    cell_iris          IRIS code of each cell; cell_poverty: added to the profile of the commune
    cell_former        code of the commune of the cell before the merger
    former_label       label of the absorbed commune
    """

    codes: list[str]
    labels: list[str]
    epci: np.ndarray
    target: np.ndarray
    profile: np.ndarray
    places: np.ndarray
    outlines: list[Polygon]
    cell_commune: np.ndarray
    cell_share: np.ndarray
    cell_poverty: np.ndarray
    cell_iris: list[str]
    cell_former: list[str]
    former_label: str
    epci_codes: list[str] = field(default_factory=list)

    def of(self, column: str) -> np.ndarray:
        """One column of the profile, by cell."""
        values = self.profile[self.cell_commune, PROFILE.index(column)]
        return values + self.cell_poverty if column == "poverty" else values

    @property
    def areas(self) -> np.ndarray:
        """Square kilometres of each commune."""
        return np.array([outline.area for outline in self.outlines])


def build_territory(seed: int) -> Territory:
    """Draw the map, group the communes, choose their size and their character."""
    rng = np.random.default_rng([seed, 1])
    epci, places = _grouped_places(rng)
    populations = _populations(rng)
    count = len(populations)
    codes = [f"{rank:05d}" for rank in range(1, count + 1)]
    cells = _cells(codes, populations, rng)
    return Territory(
        codes=codes,
        labels=[*names.VALMEYRAC, *names.commune_names(count - len(names.VALMEYRAC))],
        epci=epci,
        target=populations,
        profile=_profiles(populations, rng),
        places=places,
        outlines=outlines.tessellation(places, RADIUS_KM),
        former_label=names.commune_names(count)[-1],
        epci_codes=[f"{999000001 + rank}" for rank in range(len(SIZES))],
        **cells,
    )


def _grouped_places(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Neighbouring points are put in the same group, from the rim inwards."""
    free = outlines.scattered_points(sum(SIZES), rng, RADIUS_KM)
    groups, places = [], []
    for rank, size in enumerate(SIZES):
        start = free[np.argmax(np.hypot(*(free - free.mean(axis=0)).T))] if rank else free[0]
        chosen = np.argsort(np.hypot(*(free - start).T), kind="stable")[:size]
        group = free[chosen]
        order = np.argsort(np.hypot(*(group - group.mean(axis=0)).T), kind="stable")
        places.append(group[order])
        groups.append(np.full(size, rank))
        free = np.delete(free, chosen, axis=0)
    return np.concatenate(groups), np.concatenate(places)


def _populations(rng: np.random.Generator) -> np.ndarray:
    """A town and smaller and smaller villages in each group."""
    sizes = [np.array(VALMEYRAC_POPULATION, float)]
    for size, total in zip(SIZES[1:], POPULATIONS[1:], strict=True):
        weights = np.arange(1, size + 1) ** -1.35 * rng.uniform(0.75, 1.25, size)
        sizes.append(np.sort(weights)[::-1] / weights.sum() * total)
    return np.maximum(np.concatenate(sizes), 60).round().astype(int)


def _profiles(populations: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Villages are older, towns poorer and with more flats; the rest is chance."""
    count = len(populations)
    small = np.clip((np.log(3000) - np.log(populations)) / 3, -0.9, 1)
    noise = rng.normal(0, 1, (count, len(PROFILE)))
    profile = np.column_stack(
        [
            0.35 * small + 0.25 * noise[:, 0],
            -0.15 * small + 0.18 * noise[:, 1],
            np.clip(0.09 + 0.09 * small + 0.07 * noise[:, 2], 0.01, 0.6),
            np.clip(0.09 + 0.03 * small + 0.02 * noise[:, 3], 0.03, 0.2),
            np.clip(0.2 - 0.28 * small + 0.04 * noise[:, 4], 0, 0.7),
            np.clip(0.08 - 0.12 * small + 0.02 * noise[:, 5], 0, 0.3),
            np.clip(0.8 - 0.5 * small + 0.1 * noise[:, 6], 0.2, 1.5),
            0.25 + 0.6 * noise[:, 7] - 0.3 * small,
        ]
    )
    profile[: len(VALMEYRAC_PROFILE)] = VALMEYRAC_PROFILE
    return profile


def _cells(codes: list[str], populations: np.ndarray, rng: np.random.Generator) -> dict:
    """Towns over 5,000 are cut into IRIS; the merged commune into its two former halves."""
    rows: list[tuple[int, float, float, str, str]] = []
    for index, (code, population) in enumerate(zip(codes, populations, strict=True)):
        if population >= 5000:
            rows += _quarters(index, code, int(population), rng)
        elif index == MERGED:
            absorbed = f"{len(codes) + 1:05d}"
            rows.append((index, 0.7, 0.0, f"{code}0000", code))
            rows.append((index, 0.3, 0.0, f"{code}0000", absorbed))
        else:
            rows.append((index, 1.0, 0.0, f"{code}0000", code))
    commune, share, poverty, iris, former = zip(*rows, strict=True)
    return {
        "cell_commune": np.array(commune),
        "cell_share": np.array(share),
        "cell_poverty": np.array(poverty),
        "cell_iris": list(iris),
        "cell_former": list(former),
    }


def _quarters(
    index: int, code: str, population: int, rng: np.random.Generator
) -> list[tuple[int, float, float, str, str]]:
    """The first quarter is the poorest (the centre of Valmeyrac), the last the most at ease."""
    count = max(3, round(population / 2500))
    shares = rng.uniform(0.8, 1.2, count)
    poverty = np.linspace(0.5, -0.5, count)
    return [
        (index, share / shares.sum(), shift, f"{code}{101 + rank:04d}", code)
        for rank, (share, shift) in enumerate(zip(shares, poverty, strict=True))
    ]
