"""Values of a chosen perimeter: its communes' parts, summed; nothing when one is missing.

What is counted between two censuses is computed again on the sums, by the method of its card. A
perimeter is placed among the intercommunalités of its size, as if it were one of them.
"""

import polars as pl

from maillage.base.levels import Level
from maillage.base.statuses import SHOWN, Status
from maillage.geography import Territory
from maillage.indicators.cards import Card
from maillage.indicators.formulas import METHODS
from maillage.indicators.formulas.years import TERRITORY
from maillage.portraits.wording import FROM_PAST
from maillage.stats.neighbours import FEATURES
from maillage.stats.peers import peer_class, with_positions


DECIMALS = 6
# A count over another, whatever its method: the parts are summed like those of a ratio.
EVENT_RATE = "rapport_population_moyenne"
PER_THOUSAND = 1000.0
POPULATION, NATURAL = "population", "tcam_solde_naturel"
ABOUT_PEERS = ("rank", "of", "percentile")


def perimeter_rows(
    rows: pl.DataFrame, perimeter: Territory, cards: dict[str, Card]
) -> pl.DataFrame:
    """Rows of the perimeter, from the rows of its communes (columns of the indicators).

    Medians and published rates have no row.
    """
    additive = [name for name, card in cards.items() if _adds_up(card)]
    ratios = [name for name in additive if _has_parts(cards[name])]
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
        pl.col("numerator").count().alias("counted"),
        (pl.col("status") == str(Status.ESTIMATED)).any().alias("estimated"),
        pl.col("source").filter(pl.col("source") != "").mode().sort().first(),
    )
    scales = pl.DataFrame(
        {"indicator": additive, "scale": [_scale(cards[name]) for name in additive]}
    )
    followed = _followed(summed, size, cards)
    changes = [name for name, card in cards.items() if card.method in FROM_PAST]
    rate = pl.col("indicator").is_in(changes)
    told = (
        summed.join(scales, on="indicator")
        # Rates of change are never added up.
        .with_columns(pl.when(~rate).then("total").alias("total"))
        .update(followed, on=["indicator", "year"])
    )
    return _valued(told, perimeter, size, ratios, [*ratios, *changes]).select(rows.columns)


def placed(rows: pl.DataFrame, peers: pl.DataFrame) -> pl.DataFrame:
    """The rows of a perimeter, with its rank among the intercommunalités of its size and itself.

    peers  rows of the intercommunalités of its class
    """
    keys = ["indicator", "level", "code", "year"]
    beside = peers.select(*keys, "value", "status", "peer_class")
    mine = rows.select(beside.columns).with_columns(pl.lit(str(Level.EPCI)).alias("level"))
    found = with_positions(pl.concat([beside, mine], how="vertical_relaxed"))
    place = found.filter(pl.col("code").is_in(mine["code"])).select(
        "indicator", "code", "year", *ABOUT_PEERS
    )
    return (
        rows.drop(ABOUT_PEERS)
        .join(place, on=["indicator", "code", "year"], how="left", maintain_order="left")
        .select(rows.columns)
    )


def features(rows: pl.DataFrame, perimeter: Territory) -> pl.DataFrame:
    """One row: its code and the newest shown value of each variable territories resemble by."""
    newest = (
        rows.filter(pl.col("indicator").is_in(list(FEATURES)), pl.col("value").is_not_null())
        .sort("year")
        .group_by("indicator")
        .agg(pl.col("value").last())
    )
    known = dict(newest.iter_rows())
    return pl.DataFrame({"code": perimeter.code} | {name: known.get(name) for name in FEATURES})


def _adds_up(card: Card) -> bool:
    """Whether the communes' rows are enough."""
    return card.aggregation != "published_only" and card.is_open


def _has_parts(card: Card) -> bool:
    """Whether a value is a quotient of two sums."""
    return card.aggregation == "ratio" or card.method == EVENT_RATE


def _scale(card: Card) -> float:
    return PER_THOUSAND if card.method == EVENT_RATE else float(card.scale)


def _followed(summed: pl.DataFrame, size: float, cards: dict[str, Card]) -> pl.DataFrame:
    """indicator, year, total, numerator, denominator of the changes between two censuses.

    Births minus deaths are the numerators of the natural balance; a year when some commune has
    neither is left out.
    """
    people = summed.filter(pl.col("indicator") == POPULATION, pl.col("present") >= size)
    excess = summed.filter(pl.col("indicator") == NATURAL, pl.col("counted") >= size)
    frame = (
        people.select("year", pl.col("total").alias("population"))
        .join(excess.select("year", pl.col("numerator").alias("naissances")), on="year", how="left")
        .with_columns(pl.lit(0).alias(TERRITORY), pl.lit(0.0).alias("deces"))
    )
    found = [
        METHODS[card.method](frame, {role: role for role in card.columns}, **card.parameters)
        .filter(pl.col("value").is_not_null())
        .select(
            pl.lit(name).alias("indicator"),
            "year",
            pl.col("value").alias("total"),
            "numerator",
            "denominator",
        )
        for name, card in cards.items()
        if card.method in FROM_PAST
    ]
    columns = ("indicator", "year", "total", "numerator", "denominator")
    return pl.concat(found) if found else summed.clear().select(columns)


def _valued(
    summed: pl.DataFrame,
    perimeter: Territory,
    size: float,
    ratios: list[str],
    in_parts: list[str],
) -> pl.DataFrame:
    """Every column of the indicators.

    ratios    indicators whose value is numerator over denominator
    in_parts  those that print their numerator and denominator
    """
    whole = pl.col("present") >= size
    is_ratio = pl.col("indicator").is_in(ratios)
    ratio = pl.when(pl.col("denominator") > 0).then(
        pl.col("numerator") / pl.col("denominator") * pl.col("scale")
    )
    value = pl.when(whole).then(pl.when(is_ratio).then(ratio).otherwise(pl.col("total")))
    status = (
        pl.when(pl.col("value").is_null() & whole & is_ratio)
        .then(pl.lit(str(Status.NOT_APPLICABLE)))
        .when(pl.col("value").is_null())
        .then(pl.lit(str(Status.UNAVAILABLE)))
        .when(pl.col("estimated"))
        .then(pl.lit(str(Status.ESTIMATED)))
        .otherwise(pl.lit(str(Status.COMPUTED)))
    )
    part = pl.when(whole & pl.col("indicator").is_in(in_parts))
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
        pl.lit(peer_class(str(perimeter.level), perimeter.population))
        .cast(pl.Int32)
        .alias("peer_class"),
    ).with_columns(status.alias("status"))
