"""Calibration on margins: weights as near as possible to the initial ones that meet every margin.

People or households: with a household column, everybody of a household gets one weight. A
calibration that cannot be done is refused with the margins that conflict; nothing is returned then.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from maillage.base.errors import WrongCall
from maillage.base.french import number
from maillage.sources.own_tables import OwnTable
from maillage.surveys.answers import need_columns, numbers_of, where
from maillage.surveys.weighting.constraints import Constraints
from maillage.surveys.weighting.distances import Method, distance
from maillage.surveys.weighting.margins import (
    HOUSEHOLD,
    PERSON,
    Margin,
    check_not_shares,
    scaled_margins,
)
from maillage.surveys.weighting.solving import Solution, Solver
from maillage.surveys.weighting.units import Units, constraints_for, units_of


Vector = NDArray[np.float64]
WEIGHT = "calibrated_weight"


@dataclass(frozen=True)
class Plan:
    """How to calibrate.

    method       linear, truncated, raking or logit; bounds, for truncated and logit
    initial      column of the initial weights; "" gives everyone the same
    household    column that names the household; its members get one weight
    q            column of individual factors (1 for everyone when ""): the larger, the freer
    proportions  categorical margins are shares of `population`
    align        bring categorical margins to one population
    population   number of people; found in the categorical margins when None
    scale        multiply the initial weights so that they add up to the population (answers
                 lost to non-response)
    """

    method: str = Method.LINEAR
    bounds: tuple[float, float] | None = None
    initial: str = ""
    household: str = ""
    q: str = ""
    proportions: bool = False
    align: bool = False
    population: float | None = None
    scale: bool = False


@dataclass(frozen=True)
class Calibrated:
    """What calibration gives.

    weights, initial  one per row of the sample (initial after scaling)
    margins           as totals
    constraints       at the level of units (people, or households)
    units             which unit each row belongs to
    """

    weights: Vector
    initial: Vector
    margins: list[Margin]
    constraints: Constraints
    units: Units
    iterations: int
    plan: Plan = field(default_factory=Plan)

    @property
    def ratios(self) -> Vector:
        """Final over initial weight, one per row."""
        return self.weights / self.initial


def calibrate(sample: OwnTable, margins: list[Margin], plan: Plan) -> Calibrated:
    """Weights that meet the margins. Raises WrongCall when the call or the files cannot be right,
    NoConvergence when no weights meet the margins.
    """
    way = distance(plan.method, plan.bounds)
    if not plan.proportions and not plan.align:
        check_not_shares(margins, sample.frame.height)
    totals = scaled_margins(
        margins, proportions=plan.proportions, align=plan.align, population=plan.population
    )
    need_columns(sample, [*(one.variable for one in totals), *_columns(plan)])
    units = units_of(sample, plan.household)
    constraints = constraints_for(sample, totals, units)
    initial = _initial(sample, totals, plan, units)
    factors = _factors(sample, plan, units)
    solution = Solver(constraints, initial, factors, way).run()
    if not solution.converged:
        from maillage.surveys.weighting.conflicts import refusal  # its solver is slow to load

        raise refusal(constraints, initial, way, totals)
    return _result(solution, initial, totals, constraints, units, plan)


def _result(
    solution: Solution,
    initial: Vector,
    totals: list[Margin],
    constraints: Constraints,
    units: Units,
    plan: Plan,
) -> Calibrated:
    return Calibrated(
        weights=(initial * solution.ratios)[units.of_row],
        initial=initial[units.of_row],
        margins=totals,
        constraints=constraints,
        units=units,
        iterations=solution.iterations,
        plan=plan,
    )


def _columns(plan: Plan) -> list[str]:
    return [name for name in (plan.initial, plan.household, plan.q) if name]


def _population(totals: list[Margin], plan: Plan, level: str) -> float | None:
    if level == PERSON and plan.population is not None:
        return plan.population
    counted = [one for one in totals if one.level == level and not one.is_quantity]
    return counted[0].population if counted else None


def _initial(sample: OwnTable, totals: list[Margin], plan: Plan, units: Units) -> Vector:
    """One positive initial weight per unit."""
    people = _population(totals, plan, PERSON)
    if not plan.initial:
        return np.full(units.count, _equal_weight(totals, plan, units, people))
    rows = numbers_of(sample, plan.initial)
    _check_positive(sample, plan.initial, rows)
    weights = units.common(sample, plan.initial, rows)
    if not plan.scale:
        return weights
    if people is None:
        raise WrongCall(
            "Pour mettre les poids initiaux à l’échelle, il manque l’effectif de la population.",
            todo="Ajoutez --population EFFECTIF.",
        )
    return weights * (people / float(rows.sum()))


def _equal_weight(totals: list[Margin], plan: Plan, units: Units, people: float | None) -> float:
    """The same weight for all: the population over the answers; 1 when no population is known."""
    households = _population(totals, plan, HOUSEHOLD)
    if people is not None:
        return people / len(units.of_row)
    return 1.0 if households is None else households / units.count


def _factors(sample: OwnTable, plan: Plan, units: Units) -> Vector:
    if not plan.q:
        return np.ones(units.count)
    rows = numbers_of(sample, plan.q)
    _check_positive(sample, plan.q, rows)
    return units.common(sample, plan.q, rows)


def _check_positive(sample: OwnTable, name: str, values: Vector) -> None:
    wrong = np.flatnonzero(values <= 0).tolist()
    if wrong:
        raise WrongCall(
            f"{where(sample, name, wrong)} : "
            f"{number(values[wrong[0]], decimals=2)} n’est pas un nombre positif.",
            todo="Un poids est positif : corrigez la ligne, ou retirez-la du fichier.",
        )
