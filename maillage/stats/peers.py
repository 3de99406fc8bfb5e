"""Territories that can be compared: the same kind, the same class of population.

Positions are ranks and quantiles among peers whose value is shown; nothing is averaged.
"""

import polars as pl

from maillage.base.french import number
from maillage.base.levels import LEVEL_PLURALS, Level
from maillage.base.statuses import SHOWN


# Upper bounds of the population classes. Communes follow the thresholds that change what a commune
# must do (1,500: CCAS; 3,500 and 10,000: childcare duties); EPCI the usual size groups.
CLASS_BOUNDS: dict[Level, tuple[int, ...]] = {
    Level.COMMUNE: (250, 500, 1_500, 3_500, 10_000, 20_000, 50_000, 100_000),
    Level.EPCI: (10_000, 20_000, 35_000, 50_000, 100_000, 250_000),
}
# A chosen perimeter is compared with the intercommunalités, the groups of communes that are known.
COMPARED_AS = {Level.PERIMETRE: Level.EPCI}
MINIMUM_PEERS = 10
KEYS = ["indicator", "level", "year", "peer_class"]
# Room enough to number groups: categories are numbered from 0, classes from -1.
LEVELS, YEARS, CLASSES = 1 << 20, 10_000, 32


def peer_class(level: str, population: float | None) -> int:
    """Index of the population class of a territory; -1 when its population is unknown."""
    if population is None:
        return -1
    return sum(population >= bound for bound in class_bounds(level))


def class_bounds(level: str) -> tuple[int, ...]:
    """The upper bounds of the population classes of a level; none when it has no classes."""
    return CLASS_BOUNDS.get(COMPARED_AS.get(Level(level), Level(level)), ())


def peer_class_label(level: str, index: int) -> str:
    """`intercommunalités de 10 000 à 20 000 habitants`; the whole level when it has no classes.

    A perimeter is counted with the intercommunalités of its size, and the label says so.
    """
    if Level(level) in COMPARED_AS:
        return f"{peer_class_label(COMPARED_AS[Level(level)], index)} (ce périmètre compris)"
    kind = LEVEL_PLURALS.get(Level(level), "territoires")
    bounds = class_bounds(level)
    if not bounds or index < 0:
        return kind
    if index == 0:
        return f"{kind} de moins de {number(bounds[0])} habitants"
    if index == len(bounds):
        return f"{kind} de {number(bounds[-1])} habitants ou plus"
    return f"{kind} de {number(bounds[index - 1])} à {number(bounds[index])} habitants"


def with_classes(values: pl.DataFrame, populations: pl.DataFrame) -> pl.DataFrame:
    """Add `peer_class` (Int32, -1 unknown) to rows having level and code.

    populations  level, code, population
    """
    place = ["level", "code"]
    same = [pl.col(name).cast(values.schema[name]) for name in place]
    classes = populations.select(*same, _class().alias("peer_class"))
    return values.join(classes, on=place, how="left", maintain_order="left").with_columns(
        pl.col("peer_class").fill_null(-1)
    )


def _class() -> pl.Expr:
    """`peer_class` on the columns level and population."""
    found = pl.lit(0, dtype=pl.Int32)
    for level, bounds in CLASS_BOUNDS.items():
        passed = pl.sum_horizontal((pl.col("population") >= bound) for bound in bounds)
        found = pl.when(pl.col("level") == str(level)).then(passed.cast(pl.Int32)).otherwise(found)
    return pl.when(pl.col("population").is_not_null()).then(found).otherwise(-1)


def _group() -> pl.Expr:
    """One whole number for each value of KEYS: ranking within one column is far the fastest."""
    indicator, level = (
        pl.col(name).cast(pl.Categorical).to_physical().cast(pl.Int64)
        for name in ("indicator", "level")
    )
    place = indicator * LEVELS + level
    return (place * YEARS + pl.col("year")) * CLASSES + pl.col("peer_class") + 1


def with_positions(values: pl.DataFrame) -> pl.DataFrame:
    """Add rank (1 = highest), of, percentile (0–100, share of peers below) among peers.

    values  indicator, level, year, peer_class, value, status

    Ties share the best rank. Null where the value is hidden or peers are fewer than ten.
    """
    shown = pl.when(pl.col("status").is_in([str(one) for one in SHOWN])).then(pl.col("value"))
    ranked = values.with_columns(shown.alias("_shown"), _group().alias("_group")).with_columns(
        pl.col("_shown").rank("min", descending=True).over("_group").alias("rank"),
        pl.col("_shown").rank("min").over("_group").alias("_below"),
        pl.col("_shown").count().over("_group").alias("of"),
    )
    enough = (pl.col("of") >= MINIMUM_PEERS) & pl.col("_shown").is_not_null()
    percentile = (pl.col("_below") - 1) / (pl.col("of") - 1) * 100
    return ranked.with_columns(
        pl.when(enough).then(pl.col("rank")).cast(pl.Int32).alias("rank"),
        pl.when(enough).then(pl.col("of")).cast(pl.Int32).alias("of"),
        pl.when(enough).then(percentile).round(2).alias("percentile"),
    ).drop("_shown", "_below", "_group")


def distributions(values: pl.DataFrame) -> pl.DataFrame:
    """Quantiles of each peer group: KEYS, of, p5, q1, median, q3, p95 (linear interpolation).

    Groups with fewer than ten shown values are left out.
    """
    quantiles = {"p5": 0.05, "q1": 0.25, "median": 0.5, "q3": 0.75, "p95": 0.95}
    return (
        values.filter(pl.col("status").is_in([str(one) for one in SHOWN]))
        .group_by(_group().alias("_group"))
        .agg(
            pl.col(KEYS).first(),
            pl.col("value").count().cast(pl.Int32).alias("of"),
            *(
                pl.col("value").quantile(share, "linear").round(6).alias(name)
                for name, share in quantiles.items()
            ),
        )
        .filter(pl.col("of") >= MINIMUM_PEERS)
        .drop("_group")
        .with_columns(pl.col("indicator", "level").cast(pl.String))
        .sort(KEYS)
    )
