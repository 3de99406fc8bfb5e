"""The solver against an obvious one, on problems drawn at random."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize

from maillage.surveys.weighting.constraints import Categories, Constraints, Quantities
from maillage.surveys.weighting.distances import Method, distance
from maillage.surveys.weighting.solving import Solver


def problem(seed: int, *, redundant: bool = False) -> tuple[Constraints, np.ndarray]:
    """Two categorical margins and a quantity, met by some weights between 0.7 and 1.4."""
    draw = np.random.default_rng(seed)
    blocks = [
        Categories(draw.permutation(np.arange(60) % 3), 3),
        Categories(draw.permutation(np.arange(60) % 2), 2),
        Quantities(draw.gamma(2, 50, (60, 1))),
    ]
    if redundant:
        blocks.append(blocks[0])
    initial = draw.uniform(5, 15, 60)
    empty = Constraints(blocks, np.zeros(0), [])
    totals = empty.sums(initial * draw.uniform(0.7, 1.4, 60))
    return Constraints(blocks, totals, [""] * len(totals)), initial


def raked_one_margin_at_a_time(constraints: Constraints, initial: np.ndarray) -> np.ndarray:
    """Iterative proportional fitting on the two categorical margins alone."""
    weights = initial.copy()
    for _ in range(2000):
        for start, block in ((0, constraints.blocks[0]), (3, constraints.blocks[1])):
            sums = np.bincount(block.codes, weights, block.count)
            weights *= (constraints.totals[start : start + block.count] / sums)[block.codes]
    return weights


@given(st.integers(0, 10_000))
def test_linear_is_the_closed_form_of_the_regression_estimator(seed):
    constraints, initial = problem(seed)
    columns = constraints.matrix()
    gap = constraints.totals - columns.T @ initial
    closed = initial * (1 + columns @ np.linalg.pinv((columns.T * initial) @ columns) @ gap)

    found = Solver(constraints, initial, np.ones(60), distance("linear")).run()

    assert initial * found.ratios == pytest.approx(closed, rel=1e-6)


@given(st.integers(0, 10_000))
def test_raking_is_proportional_fitting_when_margins_are_categories(seed):
    constraints, initial = problem(seed)
    short = Constraints(constraints.blocks[:2], constraints.totals[:5], [""] * 5)

    found = Solver(short, initial, np.ones(60), distance("raking")).run()

    assert initial * found.ratios == pytest.approx(
        raked_one_margin_at_a_time(short, initial), rel=1e-8
    )


@pytest.mark.parametrize("seed", range(3))
def test_truncated_is_the_nearest_point_between_the_bounds(seed):
    constraints, initial = problem(seed)
    way = distance("truncated", (0.6, 1.6))
    columns = constraints.matrix()

    found = Solver(constraints, initial, np.ones(60), way).run()
    twin = minimize(
        lambda ratios: (initial @ (ratios - 1) ** 2, 2 * initial * (ratios - 1)),
        np.ones(60),
        jac=True,
        method="SLSQP",
        bounds=[(0.6, 1.6)] * 60,
        constraints={
            "type": "eq",
            "fun": lambda ratios: (columns.T @ (initial * ratios) / constraints.totals - 1)[1:],
            "jac": lambda _: ((columns.T * initial) / constraints.totals[:, None])[1:],
        },
        options={"maxiter": 500, "ftol": 1e-12},
    )

    assert found.converged
    assert found.ratios == pytest.approx(twin.x, abs=1e-4)


@pytest.mark.parametrize("method", Method)
def test_margin_given_twice_changes_nothing(method):
    bounds = (0.3, 3.0) if method in ("truncated", "logit") else None
    once, initial = problem(3)
    twice, _ = problem(3, redundant=True)

    alone = Solver(once, initial, np.ones(60), distance(method, bounds)).run()
    doubled = Solver(twice, initial, np.ones(60), distance(method, bounds)).run()

    assert doubled.converged
    assert doubled.ratios == pytest.approx(alone.ratios, rel=1e-8)


def test_unit_with_a_larger_factor_moves_more():
    blocks = [Quantities(np.ones((2, 1)))]
    constraints = Constraints(blocks, np.array([26.0]), ["n"])

    found = Solver(constraints, np.array([10.0, 10.0]), np.array([1.0, 2.0]), distance("linear"))

    assert 10 * found.run().ratios == pytest.approx([12, 14])


def test_impossible_margins_are_not_called_met():
    blocks = [Categories(np.array([0, 0, 1, 1]), 2)]
    constraints = Constraints(blocks, np.array([9.0, 1.0]), ["a", "b"])

    found = Solver(constraints, np.ones(4), np.ones(4), distance("logit", (0.8, 1.2))).run()

    assert not found.converged
