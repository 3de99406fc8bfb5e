"""A projection tried on the past: from 2010 and 2015, what would have been said of 2021?

The errors of the past, by size of territory, are the only honest interval of a projection by
Hamilton and Perry's ratios: they widen where territories are small.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from maillage.base.errors import NoData, WrongCall
from maillage.stats.projection.broad_ages import (
    BOUNDS,
    FEWEST_ALIKE,
    SIZES,
    advance,
    ratios,
    size_class,
)


COVERED = 0.9
SMALLEST = 500.0


@dataclass(frozen=True)
class Backcast:
    """What was projected and what was counted.

    table   code, age ("0-14" … "90+", "total"), counted, projected, error (percent of counted)
    errors  size, territories, age, median and p90 of the absolute error (percent), and the same
            for two naive projections: nothing changes, everybody grows as before
    """

    table: pl.DataFrame
    errors: pl.DataFrame


def age_labels() -> list[str]:
    """`0-14`, `15-29` … `90+`."""
    ends = [f"{low}-{high - 1}" for low, high in zip(BOUNDS, BOUNDS[1:], strict=False)]
    return [*ends, f"{BOUNDS[-1]}+"]


def backcast(
    codes: Sequence[str], counts: dict[int, np.ndarray], years: tuple[int, int, int]
) -> Backcast:
    """Ratios of the first two years, applied to the second, compared with the third.

    counts  year → (territories, 7) people by broad age, in the order of `codes`
    """
    first, second, third = years
    missing = [year for year in years if year not in counts]
    if missing:
        raise NoData(
            f"L’année {missing[0]} manque pour l’essai sur le passé.",
            todo="Ajoutez ce recensement, ou retirez --errors.",
        )
    found = ratios(counts[first], counts[second], second - first)
    projected = advance(counts[second], found, third - second)
    table = _compared(codes, counts[third], projected)
    before, after = (counts[year].sum(axis=1) for year in (first, second))
    growth = np.divide(after, before, out=np.ones_like(after), where=before > 0) ** (
        (third - second) / (second - first)
    )
    naive = {
        "unchanged": _compared(codes, counts[third], counts[second]),
        "trend": _compared(codes, counts[third], counts[second] * growth[:, None]),
    }
    return Backcast(table, _errors(table, naive))


def _compared(codes: Sequence[str], counted: np.ndarray, projected: np.ndarray) -> pl.DataFrame:
    ages = [*age_labels(), "total"]
    both = [np.column_stack([side, side.sum(axis=1)]) for side in (counted, projected)]
    return pl.DataFrame(
        {
            "code": np.repeat(np.array(codes), len(ages)),
            "age": ages * len(codes),
            "counted": both[0].ravel(),
            "projected": both[1].ravel(),
        }
    ).with_columns(
        pl.when(pl.col("counted") > 0)
        .then((pl.col("projected") / pl.col("counted") - 1) * 100)
        .alias("error")
    )


def size_label(people: float) -> str:
    """The class of size of a territory."""
    lows = [0.0, *SIZES]
    index = size_class(people)
    if index == len(SIZES):
        return f"{SIZES[-1]:.0f}+"
    return f"{lows[index]:.0f}-{SIZES[index]:.0f}"


def _errors(table: pl.DataFrame, naive: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Median and ninth decile of absolute errors, by size and age."""
    sizes = table.filter(pl.col("age") == "total").select(
        "code",
        pl.col("counted").map_elements(size_label, return_dtype=pl.String).alias("size"),
        pl.col("counted").alias("people"),
    )
    wide = table.with_columns(
        *(frame["error"].abs().alias(name) for name, frame in naive.items()),
        pl.col("error").abs(),
    ).join(sizes, on="code")
    return (
        wide.group_by("size", "age", maintain_order=True)
        .agg(
            pl.len().alias("territories"),
            pl.col("people").min(),
            pl.col("error").median().alias("median"),
            pl.col("error").quantile(COVERED, "linear").alias("p90"),
            *(pl.col(name).median().alias(f"{name}_median") for name in naive),
        )
        .sort("people", maintain_order=True)
        .drop("people")
    )


def project_broad(
    codes: Sequence[str],
    counts: dict[int, np.ndarray],
    years: tuple[int, int],
    horizon: int,
    tried: Backcast | None = None,
) -> pl.DataFrame:
    """code, age, year, people, low, high (null without a trial on the past), status.

    years    the two censuses the ratios come from, the second being the start
    horizon  years ahead
    tried    whose errors by size give the interval; they grow with the square root of the horizon

    Under 500 people, `status` is "too_small" and no number is given. Where the trial did no better
    than changing nothing, it is "no_better": the number is given with that warning.
    """
    if not 1 <= horizon <= 30:
        raise WrongCall("L’horizon va de 1 à 30 ans.", todo="Par exemple --horizon 10.")
    before, start = years
    found = ratios(counts[before], counts[start], start - before)
    groups, left = counts[start], float(horizon)
    while left > 0:
        years_now = min(left, found.years)
        groups = advance(groups, found, years_now)
        left -= years_now
    table = _compared(codes, counts[start], groups)
    return _with_interval(table, tried, horizon).with_columns(pl.lit(start + horizon).alias("year"))


def _with_interval(table: pl.DataFrame, tried: Backcast | None, horizon: int) -> pl.DataFrame:
    sizes = table.filter(pl.col("age") == "total").select(
        "code",
        pl.col("counted").alias("start_people"),
        pl.col("counted").map_elements(size_label, return_dtype=pl.String).alias("size"),
    )
    joined = table.join(sizes, on="code", maintain_order="left")
    margin, no_better = pl.lit(None, dtype=pl.Float64), pl.lit(False)
    if tried is not None:
        errors = tried.errors.filter(pl.col("territories") >= FEWEST_ALIKE).select(
            "size", "age", "p90", (pl.col("median") >= pl.col("unchanged_median")).alias("worse")
        )
        no_better = pl.col("worse").fill_null(False)
        joined = joined.join(errors, on=["size", "age"], how="left", maintain_order="left")
        margin = pl.col("p90") / 100 * (max(horizon, 6) / 6) ** 0.5
    small = pl.col("start_people") < SMALLEST
    people = pl.when(~small).then(pl.col("projected"))
    return joined.with_columns(
        people.alias("people"),
        (people * (1 - margin)).clip(0).alias("low"),
        (people * (1 + margin)).alias("high"),
        pl.when(small)
        .then(pl.lit("too_small"))
        .when(no_better)
        .then(pl.lit("no_better"))
        .otherwise(pl.lit("projected"))
        .alias("status"),
    ).select("code", "age", pl.col("counted").alias("start"), "people", "low", "high", "status")
