"""From cells to communes, former communes, IRIS, EPCI: which cell belongs to which, and sums."""

from dataclasses import dataclass

import numpy as np

from maillage.simulator import names
from maillage.simulator.territory import DEPARTEMENT, MERGED, REGION, Territory


@dataclass(frozen=True)
class Grouping:
    """Territories of one level, in the order of their codes; `of_cell`: the rank of each cell."""

    codes: list[str]
    labels: list[str]
    of_cell: np.ndarray

    def total(self, by_cell: np.ndarray) -> np.ndarray:
        """The sum over the cells of each territory."""
        return np.bincount(self.of_cell, by_cell, minlength=len(self.codes))

    def spread(self, cells: np.ndarray) -> np.ndarray:
        """The rank of the territory of each person or household, from their cell."""
        return self.of_cell[cells]


def communes(territory: Territory) -> Grouping:
    """Communes of today (2023 and later)."""
    return Grouping(territory.codes, territory.labels, territory.cell_commune)


def former_communes(territory: Territory) -> Grouping:
    """Communes before the merger of 1 January 2023."""
    labels = dict(zip(territory.codes, territory.labels, strict=True))
    labels[territory.cell_former[absorbed_cell(territory)]] = territory.former_label
    codes = sorted(set(territory.cell_former))
    rank = {code: position for position, code in enumerate(codes)}
    of_cell = np.array([rank[code] for code in territory.cell_former])
    return Grouping(codes, [labels[code] for code in codes], of_cell)


def iris(territory: Territory) -> Grouping:
    """IRIS; a commune that is not divided is one IRIS ending in 0000."""
    codes = sorted(set(territory.cell_iris))
    rank = {code: position for position, code in enumerate(codes)}
    label = dict(zip(territory.codes, territory.labels, strict=True))
    labels = [_iris_label(code, label[code[:5]]) for code in codes]
    return Grouping(codes, labels, np.array([rank[code] for code in territory.cell_iris]))


def epcis(territory: Territory) -> Grouping:
    """The thirteen groupings of communes."""
    return Grouping(territory.epci_codes, list(names.EPCI), territory.epci[territory.cell_commune])


def departements(territory: Territory) -> Grouping:
    """The only département."""
    everywhere = np.zeros(len(territory.cell_commune), int)
    return Grouping([DEPARTEMENT], [names.DEPARTEMENT], everywhere)


def regions(territory: Territory) -> Grouping:
    """The only région, which has the same limits."""
    everywhere = np.zeros(len(territory.cell_commune), int)
    return Grouping([REGION], [names.REGION], everywhere)


def absorbed_cell(territory: Territory) -> int:
    """The cell of the commune that disappeared."""
    merged = np.flatnonzero(territory.cell_commune == MERGED)
    return int(merged[-1])


def iris_type(code: str) -> str:
    """H for a quarter of a town, Z for a whole commune."""
    return "Z" if code.endswith("0000") else "H"


def _iris_label(code: str, commune: str) -> str:
    if iris_type(code) == "Z":
        return f"{commune} (commune non irisée)"
    quarters = ("Centre", "Gare-Les Tanneries", "Les Coteaux")
    rank = int(code[5:]) - 101
    return quarters[rank] if rank < len(quarters) else f"Secteur {rank + 1}"
