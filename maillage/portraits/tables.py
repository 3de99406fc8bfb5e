"""The released tables a portrait is made of: its texts, figures and maps read nothing else.

Every row goes through the gate once, under the regime its own source declares, with what is known
of it among its peers: rank, quantiles. What follows narrows these tables; it never refills them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from maillage.disclosure import ReleasedTable, release
from maillage.disclosure.release import QUANTILES
from maillage.geography import Territory
from maillage.indicators.cards import cards
from maillage.sources.registry import source_cards


DEFAULT_REGIME = "insee_publie"
# Reference populations are those Insee publishes for every commune.
POPULATION_REGIME = "insee_publie"
PLACE = ["indicator", "level", "code", "year"]
# What is told of the territory only.
AMONG_PEERS = [*QUANTILES, "rank", "of", "percentile", "present", "expected", "scale", "unit"]


@dataclass(frozen=True)
class Tables:
    """What a portrait shows, released.

    own          every year of the territory: value, parts, rank and quantiles of its peers
    around       the year told of each indicator, in the territories that hold it
    similar      the same in the territories that resemble it
    members      the same in each of its members, one line for each, in the order of the COG
    populations  reference population of each member
    """

    own: ReleasedTable
    around: ReleasedTable
    similar: ReleasedTable
    members: ReleasedTable
    populations: ReleasedTable

    def trend(self, indicator: str, years: Collection[int]) -> ReleasedTable:
        """Year, value and status of an indicator, for these years."""
        wanted = pl.DataFrame({"year": sorted(years)}, schema={"year": pl.Int32})
        mine = self.own.only(pl.col("indicator") == indicator)
        return mine.completed(wanted, ["year"])

    def of_members(self, indicator: str, names: Mapping[str, str]) -> ReleasedTable:
        """Code, name, value, status and year of an indicator for these members (code → name)."""
        wanted = pl.DataFrame({"code": list(names), "name": list(names.values())})
        mine = self.members.only(pl.col("indicator") == indicator)
        return mine.completed(wanted.cast(pl.String), ["code"])

    def position(self, indicator: str, year: int) -> ReleasedTable:
        """The row of an indicator in that year, with its unit and the quantiles of its peers."""
        return self.own.only(pl.col("indicator") == indicator, pl.col("year") == year)


def released(rows: pl.DataFrame, spreads: pl.DataFrame | None = None) -> ReleasedTable:
    """Rows of the indicators through the gate, each under the regime its source declares.

    spreads  level, indicator, year and the quantiles of the peers of one territory
    """
    regimes = {
        name: str(card.get("disclosure", DEFAULT_REGIME)) for name, card in source_cards().items()
    }
    scales = {name: float(card.scale) for name, card in cards().items()}
    units = {name: card.unit for name, card in cards().items()}
    marked = rows.with_columns(
        pl.col("source").replace_strict(regimes, default=DEFAULT_REGIME).alias("regime"),
        pl.col("indicator").replace_strict(scales, default=1.0).alias("scale"),
        pl.col("indicator").replace_strict(units, default="").alias("unit"),
    )
    if spreads is None or spreads.is_empty():
        nothing = [pl.lit(None, dtype=pl.Float64).alias(name) for name in QUANTILES]
        return release(marked.with_columns(nothing), regime_column="regime")
    peers = ["indicator", "level", "year", "peer_class"]
    known = marked.join(spreads.select(*peers, *QUANTILES), on=peers, how="left")
    return release(known, regime_column="regime")


def told_in(told: Mapping[str, int], places: Iterable[Territory]) -> pl.DataFrame:
    """The rows a portrait asks for: the year told of each indicator, in each place, in order."""
    years = pl.DataFrame(
        list(told.items()), schema={"indicator": pl.String, "year": pl.Int32}, orient="row"
    )
    where = pl.DataFrame(
        [(str(one.level), one.code) for one in places],
        schema={"level": pl.String, "code": pl.String},
        orient="row",
    )
    return years.join(where, how="cross")


def released_populations(members: Sequence[Territory]) -> ReleasedTable:
    """Code, value and status: the reference population of each member, in their order."""
    frame = pl.DataFrame(
        {"code": [one.code for one in members], "value": [one.population for one in members]},
        schema={"code": pl.String, "value": pl.Float64},
    )
    status = pl.when(pl.col("value").is_null()).then(pl.lit("unavailable"))
    marked = frame.with_columns(status.otherwise(pl.lit("published")).alias("status"))
    return release(marked, regime_name=POPULATION_REGIME)
