"""Past years of a built geography: former codes, EPCI of other years, mappings towards today."""

from functools import cached_property, lru_cache
from pathlib import Path

import polars as pl

from maillage.base.levels import Level
from maillage.geography.mapping import (
    borough_mapping,
    commune_mapping,
    iris_mapping,
    memberships,
    published_mapping,
    shares_table,
)
from maillage.geography.passages import Shares, passages
from maillage.geography.redrawing import newest_iris, redrawn_iris
from maillage.geography.refusals import Successor, unknown_epci_year
from maillage.geography.territory import Territory
from maillage.geography.transitions import Transition
from maillage.geography.zones import departement_of


MOST_DEPARTEMENTS_OF_AN_EXTRACT = 60
PUBLISHED_LEVELS = ("epci", "departement", "region", "metropole", "france")


class Archive:
    """Reads the yearly files of a geography folder. `territories` are those of today."""

    def __init__(self, folder: Path, territories: pl.DataFrame, current_year: int) -> None:
        self._folder = folder
        self._territories = territories
        self._current_year = current_year
        self.mapping = lru_cache(maxsize=16)(self._mapping)

    def former(self, code: str) -> list[Successor]:
        """What a former commune became, or nothing."""
        rows = self._former.filter(pl.col("code") == code)
        names = dict(self._communes.select("code", "name").iter_rows())
        return [
            Successor(name, successor, names.get(successor, successor), date)
            for _, name, successor, date in rows.iter_rows()
        ]

    def epci(self, code: str, year: int) -> tuple[str, list[str]]:
        """Name of an EPCI that year, and today's communes where its communes are."""
        rows = self._lists.filter(pl.col("epci") == code)
        of_year = rows.filter(pl.col("year") == year)
        if of_year.is_empty():
            raise unknown_epci_year(code, year, sorted(rows["year"].unique().to_list()))
        shares = self._shares(year)
        finals = {final for old in of_year["code"] for final in shares.get(old, {})}
        return str(of_year["epci_name"][0]), sorted(finals)

    def iris_of(self, territory: Territory) -> list[str]:
        """Codes of the newest known IRIS of a commune or municipal arrondissement."""
        column = "commune" if territory.level is Level.ARRONDISSEMENT_MUNICIPAL else "today"
        return self._newest_iris.filter(pl.col(column) == territory.code)["code"].sort().to_list()

    def _mapping(self, year: int) -> pl.DataFrame:
        members = memberships(self._communes)
        boroughs = self._territories.filter(
            pl.col("level") == str(Level.ARRONDISSEMENT_MUNICIPAL)
        ).select("code", "commune")
        undated = self._undated(year)
        passage = self._passage(year)
        known = passage.filter(~pl.col("component").is_in(sorted(undated)))
        places = self._territories.filter(pl.col("level").is_in(PUBLISHED_LEVELS))
        frames = [
            commune_mapping(passage, members, undated.keys() | set(undated.values())),
            borough_mapping(boroughs, members),
            self._iris_mapping(year, members, boroughs),
            published_mapping(places, self._changed_epci(year, known)),
        ]
        return pl.concat([frame for frame in frames if not frame.is_empty()])

    def _iris_mapping(
        self, year: int, members: pl.DataFrame, boroughs: pl.DataFrame
    ) -> pl.DataFrame:
        """From the IRIS reference of the year, else of the nearest year, with its own passage."""
        if self._iris.is_empty():
            return pl.DataFrame()
        nearest = _nearest(self._iris["year"].unique().to_list(), year)
        reference = self._iris.filter(pl.col("year") == nearest)
        redrawn = redrawn_iris(self._iris, nearest)
        return iris_mapping(reference, self._passage(nearest), members, boroughs, redrawn)

    def unknown_iris(self, codes: pl.Series, year: int) -> list[str]:
        """Those of the codes that the list of that year has not, where it knows the commune."""
        if self._iris.is_empty():
            return []
        nearest = _nearest(self._iris["year"].unique().to_list(), year)
        known = self._iris.filter(pl.col("year") == nearest)["code"]
        absent = codes.filter(~codes.is_in(known.implode()))
        listed = known.str.slice(0, 5).unique().implode()
        return absent.filter(absent.str.slice(0, 5).is_in(listed)).unique().sort().to_list()

    def _passage(self, year: int) -> pl.DataFrame:
        """Rows of the passage of a year, undated former codes included with unit 0."""
        table = shares_table(self._shares(year), self._empty)
        undated = self._undated(year)
        extra = pl.DataFrame(
            [(code, final, 1.0, 0.0) for code, final in sorted(undated.items())],
            schema=table.schema,
            orient="row",
        )
        return pl.concat([table, extra])

    def _undated(self, year: int) -> dict[str, str]:
        """Before the first yearly list: former codes that no event dates, and today's commune.

        They may still have existed that year. Their rows are added when a file has them, never
        expected, and the communes that absorbed them are not exact. Where events are published,
        they tell everything since 1943.
        """
        if year >= min(self._lists["year"].to_list()):
            return {}
        told = self._transitions.filter("published")["before"]
        departements = {departement_of(code) for code in told}
        if len(departements) > MOST_DEPARTEMENTS_OF_AN_EXTRACT:
            return {}
        explained = {step.before for step in self._steps}
        shares = self._shares(year)
        rows = self._former.select("code", "successor").iter_rows()
        return {
            old: successor
            for old, successor in rows
            if old not in explained
            and old not in shares
            and departement_of(successor) not in departements
        }

    def _changed_epci(self, year: int, passage: pl.DataFrame) -> set[str]:
        """EPCI of today whose communes were not the same that year (the nearest year known)."""
        known = self._lists.filter(pl.col("epci").is_not_null())
        if known.is_empty():
            return set()
        nearest = _nearest(known["year"].unique().to_list(), year)
        older = known.filter(pl.col("year") == nearest).select(component="code", epci="epci")
        if nearest != year:
            passage = self._passage(nearest)
        before = passage.join(older, on="component").select("epci", "final").unique()
        today = self._communes.filter(pl.col("epci").is_not_null()).select("epci", final="code")
        moved = pl.concat(
            [
                before.join(today, on=["epci", "final"], how="anti"),
                today.join(before, on=["epci", "final"], how="anti"),
            ]
        )
        return set(moved["epci"])

    def _shares(self, year: int) -> dict[str, Shares]:
        if year not in self._known_shares:
            population = dict(self._communes.select("code", "population").iter_rows())
            asked = min(year, self._current_year)
            self._known_shares[year] = dict(passages(population, self._steps, [asked])[asked])
        return self._known_shares[year]

    @cached_property
    def _known_shares(self) -> dict[int, dict[str, Shares]]:
        return {}

    @cached_property
    def _communes(self) -> pl.DataFrame:
        return self._territories.filter(pl.col("level") == "commune")

    @cached_property
    def _empty(self) -> set[str]:
        """Communes known to have no inhabitant."""
        return set(self._communes.filter(pl.col("population") == 0)["code"])

    @cached_property
    def _steps(self) -> list[Transition]:
        rows = self._transitions.select(Transition._fields).iter_rows()
        return [Transition(*row) for row in rows]

    @cached_property
    def _transitions(self) -> pl.DataFrame:
        return pl.read_parquet(self._folder / "transitions.parquet")

    @cached_property
    def _lists(self) -> pl.DataFrame:
        return pl.read_parquet(self._folder / "lists.parquet")

    @cached_property
    def _iris(self) -> pl.DataFrame:
        return pl.read_parquet(self._folder / "iris.parquet")

    @cached_property
    def _newest_iris(self) -> pl.DataFrame:
        return newest_iris(self._iris).select("code", "commune", "today")

    @cached_property
    def _former(self) -> pl.DataFrame:
        return pl.read_parquet(self._folder / "former.parquet")


def _nearest(years: list[int], year: int) -> int:
    """The closest year; the later of two equally close."""
    return min(sorted(years, reverse=True), key=lambda known: abs(known - year))
