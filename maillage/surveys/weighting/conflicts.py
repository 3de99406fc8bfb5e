"""Why a calibration has no solution: which margins conflict, how near one can get, what to relax.

Linear programmes (HiGHS): the smallest total change of the margins that weights within their bounds
allow, the variables whose sole removal is enough, the narrowest bounds that would do. Rows that the
margins cannot tell apart count as one. A programme that did not end as optimal says nothing.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import OptimizeResult, linprog

from maillage.base.errors import WrongCall
from maillage.base.french import join_words, number
from maillage.surveys.weighting.constraints import Categories, Constraints
from maillage.surveys.weighting.distances import Distance
from maillage.surveys.weighting.margins import Margin


Vector = NDArray[np.float64]
OPTIMAL, INFEASIBLE = 0, 2
SECONDS = 60
# A change of a margin smaller than this, relatively, is a rounding of the programme.
SEEN = 1e-6
SHOWN = 6
# Beyond, one programme is quick enough but not one for each variable.
MOST_GROUPS = 10_000
# Bounds found at the very limit would leave the solver no room.
ROOM = 0.01


class NoConvergence(WrongCall):
    """No weights meet the margins. conflicts: name of each margin, asked, nearest possible."""

    def __init__(
        self, message: str, *, todo: str = "", conflicts: list[tuple[str, float, float]]
    ) -> None:
        super().__init__(message, todo=todo)
        self.conflicts = conflicts


@dataclass(frozen=True)
class _Problem:
    """columns: one row per group of alike units; low, high: bounds of the sum of its weights."""

    columns: sparse.csr_matrix
    totals: Vector
    sizes: Vector
    initial: Vector
    low: Vector
    high: Vector


def refusal(
    constraints: Constraints, initial: Vector, way: Distance, margins: list[Margin]
) -> NoConvergence:
    """The error to raise, with all that could be found out."""
    problem = _problem(constraints, initial, way)
    nearest = _nearest(problem, free=np.zeros(len(problem.totals), dtype=bool))
    if nearest is None:
        return NoConvergence(
            "Pas de convergence, et le diagnostic n’a pas abouti dans le temps donné.",
            todo="Retirez une marge, regroupez des modalités ou élargissez les bornes.",
            conflicts=[],
        )
    conflicts = [
        (constraints.names[rank], float(problem.totals[rank]), float(problem.totals[rank] + change))
        for rank, change in enumerate(nearest)
        if abs(change) > SEEN * problem.sizes[rank]
    ]
    # A margin that is met to the last figure printed is in nobody's way.
    conflicts = [one for one in conflicts if _amount(one[1]) != _amount(round(one[2], 2))]
    if not conflicts:
        nought = [
            f"« {name} »"
            for name, asked in zip(constraints.names, problem.totals, strict=True)
            if asked == 0
        ]
        return _at_the_edge(way, nought)
    advice: list[str] = []
    if len(problem.initial) <= MOST_GROUPS:
        advice = _bounds_advice(problem, way) + _removal_advice(problem, margins)
    return NoConvergence(
        "Pas de convergence : aucun jeu de poids ne respecte toutes les marges à la fois. "
        f"Marges en conflit : {_listed(conflicts)}.",
        todo=" ".join(advice)
        or "Vérifiez les totaux de ces marges, regroupez leurs modalités ou retirez-en une.",
        conflicts=conflicts,
    )


def _at_the_edge(way: Distance, nought: list[str]) -> NoConvergence:
    """Weights exist, but only at a limit that the method never reaches.

    nought  the margins whose total is 0 though some answers are there
    """
    limit = "nuls" if way.low == 0 else "égaux aux bornes"
    told = f" Le total demandé est 0 pour {join_words(nought)}." if nought else ""
    return NoConvergence(
        "Pas de convergence : les marges ne peuvent être respectées qu’avec des poids "
        f"{limit} pour une partie des réponses.{told}",
        todo="Vérifiez ce total, ou retirez ces réponses de l’échantillon."
        if nought
        else "Élargissez les bornes, regroupez les modalités rares, ou prenez la méthode linear.",
        conflicts=[(name, 0.0, 0.0) for name in nought],
    )


def _listed(conflicts: list[tuple[str, float, float]]) -> str:
    words = [
        f"« {name} » (demandé {_amount(asked)}, au plus près {_amount(near)})"
        for name, asked, near in conflicts[:SHOWN]
    ]
    if len(conflicts) > SHOWN:
        words.append(f"{len(conflicts) - SHOWN} autres")
    return join_words(words)


def _amount(value: float) -> str:
    return number(value, decimals=0 if abs(value - round(value)) < SEEN * max(abs(value), 1) else 2)


def _problem(constraints: Constraints, initial: Vector, way: Distance) -> _Problem:
    group, first = _alike(constraints)
    summed = np.asarray(np.bincount(group, initial), dtype=np.float64)
    written = [
        np.eye(block.count)[block.codes[first]]
        if isinstance(block, Categories)
        else block.values[first]
        for block in constraints.blocks
    ]
    columns = np.hstack(written)
    sizes = np.maximum(np.abs(constraints.totals), np.abs(columns).T @ summed)
    return _Problem(
        columns=sparse.csr_matrix(columns.T),
        totals=constraints.totals,
        sizes=np.where(sizes > 0, sizes, 1.0),
        initial=summed,
        low=way.low * summed,
        high=way.high * summed,
    )


def _alike(constraints: Constraints) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Group of each unit, and one unit of each group: same columns, same group."""
    first_block = constraints.blocks[0]
    rows = len(first_block.codes if isinstance(first_block, Categories) else first_block.values)
    group = np.zeros(rows, dtype=np.int64)
    first = group[:1]
    for block in constraints.blocks:
        columns = [block.codes] if isinstance(block, Categories) else list(block.values.T)
        for column in columns:
            _, ranks = np.unique(column, return_inverse=True)
            joint = group * (int(ranks.max()) + 1) + ranks
            _, first, group = np.unique(joint, return_index=True, return_inverse=True)
    return group, first


def _nearest(problem: _Problem, *, free: NDArray[np.bool_]) -> Vector | None:
    """Change of each margin, the smallest in all, that makes the rest possible; None if unknown.

    free  margins whose change costs nothing
    """
    count = len(problem.totals)
    cost = np.where(free, 0.0, 1.0)
    # Everything is written in units of each margin and of each group: the numbers stay near 1.
    rows = sparse.diags(1 / problem.sizes) @ problem.columns @ sparse.diags(problem.initial)
    changes = sparse.identity(count, format="csr")
    answer = linprog(
        np.concatenate([np.zeros(len(problem.initial)), cost, cost]),
        A_eq=sparse.hstack([rows, -changes, changes], format="csr"),
        b_eq=problem.totals / problem.sizes,
        bounds=_limits(problem, 2 * count),
        method="highs",
        options={"time_limit": SECONDS},
    )
    if answer.status != OPTIMAL:
        return None
    more, less = answer.x[-2 * count : -count], answer.x[-count:]
    return np.asarray((more - less) * problem.sizes)


def _limits(problem: _Problem, more: int) -> list[tuple[float, float]]:
    low, high = problem.low / problem.initial, problem.high / problem.initial
    return [*zip(low.tolist(), high.tolist(), strict=True), *([(0.0, np.inf)] * more)]


def _removal_advice(problem: _Problem, margins: list[Margin]) -> list[str]:
    """The variables without which the rest becomes possible."""
    found = []
    start = 0
    for margin in margins:
        free = np.zeros(len(problem.totals), dtype=bool)
        free[start : start + len(margin.totals)] = True
        start += len(margin.totals)
        changes = _nearest(problem, free=free)
        if changes is not None and np.all(np.abs(changes[~free]) <= SEEN * problem.sizes[~free]):
            found.append(f"« {margin.variable} »")
    if not found:
        return ["Aucune variable retirée seule ne suffit : regroupez des modalités rares."]
    if len(found) == 1:
        return [f"Sans la marge {found[0]}, le calage est possible : vérifiez ses totaux."]
    return [f"Retirer {join_words(found, last='ou')} suffit : vérifiez d’abord leurs totaux."]


def _bounds_advice(problem: _Problem, way: Distance) -> list[str]:
    """The narrowest upper bound with this lower one, else the narrowest with 0."""
    if not np.isfinite(way.high):
        return []
    for low in (way.low, 0.0):
        high = _smallest_high(problem, low)
        if high is not None:
            shown = np.ceil(max(high, 1) * (1 + ROOM) * 100) / 100
            return [f"Des bornes {low:g},{shown:g} rendent le calage possible (--bounds)."]
    return []


def _smallest_high(problem: _Problem, low: float) -> float | None:
    """Smallest h such that weights between low and h times the initial ones meet the margins."""
    groups = len(problem.initial)
    rows = sparse.diags(1 / problem.sizes) @ problem.columns @ sparse.diags(problem.initial)
    aside = sparse.csr_matrix((len(problem.totals), 1))
    under = sparse.hstack(
        [sparse.identity(groups), sparse.csr_matrix(-np.ones((groups, 1)))], format="csr"
    )
    answer: OptimizeResult = linprog(
        np.append(np.zeros(groups), 1.0),
        A_ub=under,
        b_ub=np.zeros(groups),
        A_eq=sparse.hstack([rows, aside], format="csr"),
        b_eq=problem.totals / problem.sizes,
        bounds=[(low, None)] * groups + [(0, None)],
        method="highs",
        options={"time_limit": SECONDS},
    )
    return float(answer.x[-1]) if answer.status == OPTIMAL else None
