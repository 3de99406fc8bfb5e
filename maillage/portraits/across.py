"""One indicator across many territories of a level, released: what maps and tables of them print.

A single year for all: the newest that at least half of the territories having any value show.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from maillage.base.levels import Level
from maillage.base.statuses import SHOWN, Reliability
from maillage.disclosure import ReleasedTable
from maillage.geography import Territory
from maillage.indicators.cards import Card
from maillage.portraits.reliability import reliability
from maillage.portraits.shelf import Shelf
from maillage.portraits.tables import released
from maillage.sources.registry import source_cards


SHOWN_TEXTS = [str(status) for status in SHOWN]


@dataclass(frozen=True)
class Across:
    """The same indicator, the same year, in each territory.

    table    code, name, value, status: one row for each territory, in the order given
    year     None when no territory has a value
    sources  names of the sources of the shown values; several when territories differ
    fragile  codes of the territories whose value rests on few people
    """

    card: Card
    level: Level
    table: ReleasedTable
    year: int | None
    geography_year: int | None
    sources: tuple[str, ...]
    fragile: frozenset[str] = frozenset()

    @property
    def source_line(self) -> str:
        """« Recensement de la population, 2021, communes de 2024 »."""
        cards = source_cards()
        labels = [cards.get(name, {}).get("label", name) for name in self.sources]
        geography = f"communes de {self.geography_year}" if self.geography_year else ""
        return ", ".join(part for part in (*labels, str(self.year or ""), geography) if part)


def across(
    shelf: Shelf, card: Card, territories: Sequence[Territory], year: int | None = None
) -> Across:
    """The indicator in territories of one same level.

    year   the year asked for; the best of those held by default
    Raises ValueError without territory.
    """
    level = Level(territories[0].level)
    wanted = pl.DataFrame(
        [(one.code, one.name) for one in territories],
        schema={"code": pl.String, "name": pl.String},
        orient="row",
    )
    rows = shelf.values_among(card.id, str(level), wanted["code"].to_list())
    told = year or _best_year(rows)
    mine = rows.filter(pl.col("year") == told) if told else rows.clear()
    shown = mine.filter(pl.col("status").is_in(SHOWN_TEXTS))
    years = shown["geography_year"].drop_nulls()
    return Across(
        card=card,
        level=level,
        table=released(mine).completed(wanted, ["code"]),
        year=told,
        geography_year=None if years.is_empty() else int(years.max()),  # type: ignore[arg-type]
        sources=tuple(shown["source"].unique().sort()),
        fragile=frozenset(
            row["code"]
            for row in shown.iter_rows(named=True)
            if reliability(card, row) is Reliability.CAUTION
        ),
    )


def _best_year(rows: pl.DataFrame) -> int | None:
    """The newest year shown by at least half of the territories that show any."""
    shown = rows.filter(pl.col("status").is_in(SHOWN_TEXTS))
    if shown.is_empty():
        return None
    enough = shown["code"].n_unique() / 2
    counts = shown.group_by("year").agg(pl.col("code").n_unique().alias("count"))
    newest = counts.filter(pl.col("count") >= enough)["year"].max()
    return int(counts["year"].max() if newest is None else newest)  # type: ignore[arg-type]
