"""Calibration of 200,000 answers on 60 margins: ours, and svy's raking on the same table.

R's `sampling::calib` took 2.27 seconds for raking on a problem of this size, on another machine
(R 4.2.2, two shared processors): a number measured elsewhere, to be read as an order.
"""

import time

import numpy as np
import polars as pl

from maillage.surveys.answers import answers
from maillage.surveys.weighting.calibration import Plan, calibrate
from maillage.surveys.weighting.margins import Margin


ANSWERS, VARIABLES, MODALITIES = 200_000, 12, 5
POPULATION = 2_000_000.0
MEETS = 1e-6
SAMPLING_ELSEWHERE = 2.27
MEASURES = ("linear", "ours", "logit", "by_svy")


def problem(people: int = ANSWERS) -> tuple[pl.DataFrame, list[Margin]]:
    """Twelve questions of five modalities and a weight; margins met by weights not far from it."""
    chance = np.random.default_rng(7)
    names = [f"v{rank}" for rank in range(VARIABLES)]
    codes = {name: chance.integers(0, MODALITIES, people) for name in names}
    weights = chance.uniform(0.5, 1.5, people)
    true = weights * chance.uniform(0.6, 1.6, people)
    for name in names:
        true *= np.linspace(0.9, 1.1, MODALITIES)[codes[name]]
    true *= POPULATION / true.sum()
    weights *= POPULATION / weights.sum()
    margins = [
        Margin(name, dict(zip("01234", np.bincount(one, true).tolist(), strict=True)))
        for name, one in codes.items()
    ]
    frame = pl.DataFrame({**codes, "w": weights}).with_columns(pl.col(names).cast(pl.String))
    return frame, margins


def check(frame: pl.DataFrame, margins: list[Margin], weights: np.ndarray) -> None:
    """Every margin is met: a fast wrong answer is no answer."""
    weighted = frame.with_columns(pl.Series("new", weights))
    for margin in margins:
        sums = weighted.group_by(margin.variable).agg(pl.col("new").sum())
        for modality, total in sums.iter_rows():
            assert abs(total / margin.totals[modality] - 1) < MEETS


def _ours(method: str, size: str, bounds: tuple[float, float] | None = None) -> float:
    frame, margins = problem(round(ANSWERS * float(size)))
    table = answers(frame)
    start = time.perf_counter()
    found = calibrate(table, margins, Plan(method, bounds, initial="w"))
    seconds = time.perf_counter() - start
    check(frame, margins, found.weights)
    return seconds


def linear(size: str = "1") -> float:
    """Ours, linear."""
    return _ours("linear", size)


def ours(size: str = "1") -> float:
    """Ours, raking ratio."""
    return _ours("raking", size)


def logit(size: str = "1") -> float:
    """Ours, logit."""
    return _ours("logit", size, (0.3, 3.0))


def by_svy(size: str = "1") -> float:
    """svy, raking to the same margins; its weights are ours."""
    import svy

    frame, margins = problem(round(ANSWERS * float(size)))
    sample = svy.Sample(frame, svy.Design(wgt="w"))
    controls = {one.variable: dict(one.totals) for one in margins}
    start = time.perf_counter()
    weighted = sample.weighting.rake(controls=controls, wgt_name="new", tol=1e-9)
    seconds = time.perf_counter() - start
    weights = weighted.data["new"].to_numpy()
    check(frame, margins, weights)
    mine = calibrate(answers(frame), margins, Plan("raking", initial="w")).weights
    gap = float(np.max(np.abs(weights / mine - 1)))
    assert gap < MEETS, gap
    return seconds
