"""Values of a chosen perimeter: its communes' parts, summed; nothing when one is missing."""

import polars as pl

from maillage.base.levels import Level
from maillage.base.statuses import SHOWN, Status
from maillage.geography import Territory
from maillage.indicators.cards import Card


DECIMALS = 6


def perimeter_rows(
    rows: pl.DataFrame, perimeter: Territory, cards: dict[str, Card]
) -> pl.DataFrame:
    """Rows of the perimeter, from the rows of its communes (columns of the indicators).

    Sums, ratios and counts only: medians, published rates and multi-year rates have no row.
    """
    additive = [name for name, card in cards.items() if _adds_up(card)]
    ratios = [name for name in additive if cards[name].aggregation == "ratio"]
    members = rows.filter(
        pl.col("level") == str(Level.COMMUNE),
        pl.col("code").is_in(perimeter.communes),
        pl.col("indicator").is_in(additive),
    )
    if members.is_empty():
        return rows.clear()
    size = float(len(perimeter.communes))
    shown = pl.col("status").is_in([str(status) for status in SHOWN])
    is_ratio = pl.col("indicator").is_in(ratios)
    has_parts = pl.when(is_ratio).then(pl.col("denominator").is_not_null()).otherwise(shown)
    summed = members.group_by("indicator", "year").agg(
        pl.col("geography_year").max(),
        pl.col("value").filter(shown).sum().alias("total"),
        pl.col("numerator", "denominator").sum(),
        has_parts.sum().cast(pl.Float64).alias("present"),
        (pl.col("status") == str(Status.ESTIMATED)).any().alias("estimated"),
        pl.col("source").filter(pl.col("source") != "").mode().sort().first(),
    )
    scales = pl.DataFrame(
        {"indicator": additive, "scale": [float(cards[name].scale) for name in additive]}
    )
    return _valued(summed.join(scales, on="indicator"), perimeter, size, ratios).select(
        name if name in ("level", "code") else pl.col(name) for name in rows.columns
    )


def _adds_up(card: Card) -> bool:
    """Whether the communes' rows are enough: sums, ratios, and counts a method makes."""
    counted = card.aggregation == "method" and card.unit == "count"
    return card.aggregation in ("sum", "ratio") or counted


def _valued(
    summed: pl.DataFrame, perimeter: Territory, size: float, ratios: list[str]
) -> pl.DataFrame:
    whole = pl.col("present") >= size
    is_ratio = pl.col("indicator").is_in(ratios)
    ratio = pl.when(pl.col("denominator") > 0).then(
        pl.col("numerator") / pl.col("denominator") * pl.col("scale")
    )
    value = pl.when(whole).then(pl.when(is_ratio).then(ratio).otherwise(pl.col("total")))
    status = (
        pl.when(pl.col("value").is_null() & whole)
        .then(pl.lit(str(Status.NOT_APPLICABLE)))
        .when(pl.col("value").is_null())
        .then(pl.lit(str(Status.UNAVAILABLE)))
        .when(pl.col("estimated"))
        .then(pl.lit(str(Status.ESTIMATED)))
        .otherwise(pl.lit(str(Status.COMPUTED)))
    )
    part = pl.when(whole & is_ratio)
    nothing = pl.lit(None)
    return summed.with_columns(
        value.round(DECIMALS).alias("value"),
        part.then(pl.col("numerator")).alias("numerator"),
        part.then(pl.col("denominator")).alias("denominator"),
        pl.lit(str(perimeter.level)).alias("level"),
        pl.lit(perimeter.code).alias("code"),
        pl.lit(size).alias("expected"),
        nothing.cast(pl.Int32).alias("rank"),
        nothing.cast(pl.Int32).alias("of"),
        nothing.cast(pl.Float64).alias("percentile"),
        pl.lit(-1).cast(pl.Int32).alias("peer_class"),
    ).with_columns(status.alias("status"))
