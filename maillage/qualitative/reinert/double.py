"""Double classification: only what two classifications agree on.

The second one is made on longer units (two neighbouring segments of a text put together). A
crossed class is the meeting of a class of the first with a class of the second, when it is larger
than chance and large enough. Among them, those kept are as many disjoint ones as asked that
classify most segments: an exact choice (set packing solved by HiGHS); enumerating takes hours.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from maillage.base.errors import NoData
from maillage.base.french import plural
from maillage.qualitative.reinert.profiles import NOTABLE, signed_chi2
from maillage.qualitative.reinert.tree import Node, Rules, Tree, grow, walk


TOGETHER = 2


@dataclass(frozen=True)
class Crossing:
    """Crossed classes.

    labels  class of each row, 0 when the two classifications disagree about it
    second  the classification of the longer units
    chi2    of each crossed class: membership of one × membership of the other
    """

    labels: np.ndarray
    second: Tree
    chi2: list[float]

    def described(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "classified": int((self.labels > 0).sum()),
            "segments": int(self.labels.size),
            "chi2": self.chi2,
            "second_heights": [node.chi2 for node in self.second.splits],
        }


def cross(segments: pl.DataFrame, counts: csr_array, first: Tree, rules: Rules) -> Crossing:
    """Cross a classification of segments with that of the same segments put two by two.

    segments  its column `source`, if any, says which text a segment is of: texts are never mixed

    Raises NoData when the two agree on too few classes.
    """
    rules = rules.settled(counts.shape[0])
    units = _units(segments)
    grouped = csr_array((np.ones(units.size), (units, np.arange(units.size)))) @ counts
    second = grow(csr_array(grouped), rules)
    members_one = _members(first, counts.shape[0])
    members_two = [inside[units] for inside in _members(second, grouped.shape[0])]
    return _packed(members_one, members_two, second, rules)


def _units(segments: pl.DataFrame) -> np.ndarray:
    """Number of the longer unit of each segment."""
    if "source" not in segments.columns:
        return np.arange(segments.height) // TOGETHER
    rank = segments.select(pl.int_range(pl.len()).over("source") // TOGETHER).to_series()
    pairs = pl.DataFrame({"source": segments["source"], "pair": rank})
    return pairs.select(pl.struct("source", "pair").rle_id()).to_series().to_numpy()


def _members(tree: Tree, rows: int) -> list[np.ndarray]:
    """Every class of a tree, terminal or not, but the whole: whether it holds each row."""

    def inside(node: Node) -> np.ndarray:
        found = np.zeros(rows, dtype=bool)
        found[node.rows] = True
        return found

    return [inside(node) for node in walk(tree.root)[1:]]


def _packed(one: list[np.ndarray], two: list[np.ndarray], second: Tree, rules: Rules) -> Crossing:
    candidates, chi2 = _candidates(one, two, rules)
    chosen = _choose(candidates, chi2, rules.classes) if candidates else []
    if len(chosen) < 2:
        raise NoData(
            "Les deux classifications ne s’accordent pas assez : "
            f"{plural(len(chosen), 'classe croisée', 'classes croisées')}.",
            todo="Demandez moins de classes, ou relancez sans --double.",
        )
    chosen.sort(key=lambda place: int(np.flatnonzero(candidates[place])[0]))
    labels = np.zeros(one[0].size, dtype=np.int64)
    for number, place in enumerate(chosen, start=1):
        labels[candidates[place]] = number
    return Crossing(labels, second, [chi2[place] for place in chosen])


def _candidates(
    one: list[np.ndarray], two: list[np.ndarray], rules: Rules
) -> tuple[list[np.ndarray], list[float]]:
    """Meetings larger than chance and large enough, each once, with their χ²."""
    found: dict[bytes, tuple[np.ndarray, float]] = {}
    rows = one[0].size
    for mine in one:
        for theirs in two:
            met = mine & theirs
            (chi2,) = signed_chi2(
                np.array([met.sum()]), np.array([theirs.sum()]), int(mine.sum()), rows
            )
            if met.sum() >= rules.min_members and chi2 >= NOTABLE:
                key = np.packbits(met).tobytes()
                known = found.get(key)
                if known is None or known[1] < chi2:
                    found[key] = (met, float(chi2))
    return [met for met, _ in found.values()], [chi2 for _, chi2 in found.values()]


def _choose(candidates: list[np.ndarray], chi2: list[float], wanted: int) -> list[int]:
    """As many disjoint candidates as wanted, or the most there can be, that hold most rows."""
    held = np.array(candidates, dtype=float).T
    held = np.unique(held[held.sum(axis=1) > 1], axis=0)
    sizes = np.array([met.sum() for met in candidates], dtype=float)
    # The χ² only settles between choices that hold as many rows.
    worth = sizes + np.array(chi2) / (1 + sum(chi2))
    count = np.ones((1, len(candidates)))
    for number in range(wanted, 1, -1):
        constraints = [LinearConstraint(count, number, number)]
        if held.size:
            constraints.append(LinearConstraint(held, -np.inf, 1))
        answer = milp(-worth, constraints=constraints, integrality=1, bounds=Bounds(0, 1))
        if answer.success:
            return [int(place) for place in np.flatnonzero(answer.x > 0.5)]
    return []
