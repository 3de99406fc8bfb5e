"""Places among peers are those of the values people see: rounded or hidden as their source asks.

Ranking values before their secrecy would let two territories shown at 10 be told apart.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

import polars as pl

from maillage.disclosure import release
from maillage.disclosure.regimes import Regime, regime
from maillage.indicators.cards import cards
from maillage.sources.registry import source_cards
from maillage.stats.peers import distributions, with_positions


@cache
def acting_regimes() -> dict[str, Regime]:
    """Source → its regime, for those that change what was published."""
    named = {
        name: regime(str(card["disclosure"]))
        for name, card in source_cards().items()
        if "disclosure" in card
    }
    return {name: rules for name, rules in named.items() if not rules.as_published}


def rules_of(sources: Iterable[str]) -> list[dict[str, Any]]:
    """What the places of these sources' values depend on, besides the values."""
    acting = acting_regimes()
    return [acting[name].model_dump(mode="json") for name in sorted(set(sources) & acting.keys())]


def ranked(values: pl.DataFrame) -> pl.DataFrame:
    """Add rank, of and percentile (`with_positions`); the values stay as they were computed."""
    placed = with_positions(as_released(values))
    return values.with_columns(placed.select("rank", "of", "percentile"))


def spread(values: pl.DataFrame) -> pl.DataFrame:
    """Quantiles of each peer group (`distributions`), of values as they are released."""
    return distributions(as_released(values))


def as_released(values: pl.DataFrame) -> pl.DataFrame:
    """The same rows in the same order; value and status as the gate lets them through."""
    for rules in dict.fromkeys(acting_regimes().values()):
        names = [name for name, one in acting_regimes().items() if one == rules]
        mine = pl.col("source").cast(pl.String).is_in(names)
        rows = values.with_row_index("_row").filter(mine)
        if rows.height:
            values = _replaced(values, _through_the_gate(rows, rules))
    return values


def _through_the_gate(rows: pl.DataFrame, rules: Regime) -> pl.DataFrame:
    units = {name: card.unit for name, card in cards().items()}
    scales = {name: float(card.scale) for name, card in cards().items()}
    text = pl.col("indicator").cast(pl.String)
    marked = rows.select(
        "_row",
        pl.col("value", "numerator", "denominator"),
        pl.col("status").cast(pl.String),
        text.replace_strict(units, default="", return_dtype=pl.String).alias("unit"),
        text.replace_strict(scales, default=1.0, return_dtype=pl.Float64).alias("scale"),
    )
    return release(marked, regime_name=rules.id).frame


def _replaced(values: pl.DataFrame, shown: pl.DataFrame) -> pl.DataFrame:
    """The rows, some of them as the gate gave them back."""
    status = values.schema["status"]
    new = shown.select(
        "_row", pl.col("value").alias("_value"), pl.col("status").cast(status).alias("_status")
    )
    joined = values.with_row_index("_row").join(
        new.with_columns(_known=True), on="_row", how="left", maintain_order="left"
    )
    told = pl.col("_known").is_not_null()
    return joined.with_columns(
        pl.when(told).then("_value").otherwise("value").alias("value"),
        pl.when(told).then("_status").otherwise("status").alias("status"),
    ).drop("_row", "_value", "_status", "_known")
