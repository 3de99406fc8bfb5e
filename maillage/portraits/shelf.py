"""The current build of a store, opened for reading: geography, values, quantiles, peers.

One `Shelf` per build is kept in memory; it reads rows on demand and never writes.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache, cached_property, reduce
from itertools import groupby
from operator import or_
from pathlib import Path
from typing import Any

import polars as pl

from maillage.base.levels import Level
from maillage.geography import Geography, Territory
from maillage.portraits.unknowns import Holdings
from maillage.sources.registry import source_cards
from maillage.stats.neighbours import Likeness, Neighbours
from maillage.store.location import Store, default_store
from maillage.store.manifest import Manifest, current_build, read_manifest
from maillage.store.raw import RawEntry, raw_entries


# Preparing the search of one list of codes takes a time that grows like its square; beyond a
# hundred, Polars only looks at the first and the last.
CODES_AT_ONCE = 24
MOST_LISTS = 10
MOST_SPANS = 10
# What a row says of its territory among its peers, and of the components it was summed from.
ABOUT_ITSELF = ("present", "expected", "rank", "of", "percentile")
# An IRIS code starts with that of its commune, which starts with that of its département.
COMMUNE_CODE = 5
DEPARTEMENT_CODE = 2


@dataclass(frozen=True)
class Shelf:
    """Reading access to one build."""

    store: Store
    manifest: Manifest

    @cached_property
    def geography(self) -> Geography:
        """Territories, members, parents, contours of the build."""
        for table in self.manifest.under("geography/").values():
            self.store.local(table.path)
        folder = self.store.local(self.manifest.tables["geography/territories"].path).parent
        return Geography.load(folder)

    def rows(
        self, territories: Iterable[Territory], *, beside: Iterable[Territory] = ()
    ) -> pl.DataFrame:
        """Every value of some territories: one row per indicator, level, code and year.

        beside  territories that are only compared with those: their own place among peers and
                their coverage are left null, since they would cost a third of the reading
        """
        told, others = _places(territories), _places(beside)
        near = [
            self._values.filter(_about(told)),
            self._values.filter(_about(others - told)).drop(ABOUT_ITSELF),
        ]
        found = pl.concat(pl.collect_all(near), how="diagonal")
        wanted = pl.DataFrame(
            sorted(told | others), schema={"level": pl.String, "code": pl.String}, orient="row"
        )
        return found.join(wanted, on=["level", "code"], how="semi")

    def values(self, indicator: str, level: str) -> pl.DataFrame:
        """Every territory's values of one indicator at one level, all years."""
        wanted = (pl.col("indicator") == indicator) & (pl.col("level") == level)
        held = self.manifest.under("indicators/")
        return self._values.filter(wanted).collect() if held else pl.DataFrame()

    def values_among(self, indicator: str, level: str, codes: Iterable[str]) -> pl.DataFrame:
        """Values of one indicator in some territories of one level, all years."""
        asked = sorted(set(codes))
        start = COMMUNE_CODE if level == Level.IRIS else DEPARTEMENT_CODE
        spans = _spans(asked, start)
        scattered = len(spans) > MOST_SPANS
        near = _about({(level, one) for one in asked}) if scattered else _any(spans)
        wanted = (pl.col("indicator") == indicator) & (pl.col("level") == level)
        return self._values.filter(near, wanted).collect().filter(pl.col("code").is_in(asked))

    def quantiles(self, level: str, peer_class: int) -> pl.DataFrame:
        """Quantiles of a peer group, for every indicator and year."""
        return self._quantiles.filter(pl.col("level") == level, pl.col("peer_class") == peer_class)

    @cached_property
    def _quantiles(self) -> pl.DataFrame:
        """Those of every peer group, all themes: a few thousand rows."""
        return pl.read_parquet(self._paths("distributions/"))

    @cached_property
    def _values(self) -> pl.LazyFrame:
        """Every value of the build, not read yet. Kept: its files' footers are then read once."""
        themes = self.manifest.under("indicators/").values()
        filled = [table for table in themes if table.rows] or list(themes)
        return pl.scan_parquet([self.store.local(table.path) for table in filled])

    def _paths(self, prefix: str) -> list[Path]:
        return [self.store.local(table.path) for table in self.manifest.under(prefix).values()]

    @cached_property
    def _likeness(self) -> dict[str, Likeness]:
        table = self.manifest.tables.get("features")
        if table is None:
            return {}
        frame = pl.read_parquet(self.store.local(table.path))
        levels = frame.partition_by("level", as_dict=True, include_key=False)
        return {str(key[0]): Likeness(same) for key, same in levels.items()}

    def neighbours(self, territory: Territory) -> Neighbours:
        """The territories of the same level that resemble this one most."""
        same = self._likeness.get(str(territory.level))
        return Neighbours((), (), ()) if same is None else same.nearest(territory.code)

    def neighbours_of(self, level: str, features: pl.DataFrame) -> Neighbours:
        """The territories of a level that a territory of none resembles most.

        features  its code and variables, in one row
        """
        same = self._likeness.get(level)
        if same is None:
            return Neighbours((), (), ())
        mine = features.select(name for name in same.features.columns if name in features.columns)
        with_it = pl.concat([same.features, mine], how="diagonal_relaxed")
        return Likeness(with_it).nearest(features["code"][0])

    def peers(self, level: str, peer_class: int) -> pl.DataFrame:
        """Every value of the territories of one group of peers."""
        of_group = (pl.col("level") == level) & (pl.col("peer_class") == peer_class)
        return self._values.filter(of_group).collect()

    @cached_property
    def raws(self) -> list[RawEntry]:
        """The raw files of the store."""
        return raw_entries(self.store)

    @cached_property
    def holdings(self) -> Holdings:
        """The datasets some file of the store fills, and the sources it has a file of."""
        merged = self.manifest.under("merged/").values()
        datasets = frozenset(table.details["dataset"] for table in merged)
        return Holdings(datasets, frozenset(entry.source for entry in self.raws))

    def source_notice(self, name: str) -> dict[str, Any]:
        """What is printed of a source: label, publisher, licence, page, years held, date."""
        card = source_cards().get(name, {})
        mine = [entry for entry in self.raws if entry.source == name]
        return {
            "id": name,
            "label": card.get("label", name),
            "publisher": card.get("publisher", ""),
            "licence": card.get("licence", ""),
            "page": card.get("page", ""),
            "verified": bool(card.get("verified", True)),
            "years": sorted({year for entry in mine for year in entry.match["years"]}),
            "fetched_on": max((entry.fetched_on for entry in mine), default=""),
        }


def _places(territories: Iterable[Territory]) -> set[tuple[str, str]]:
    return {(str(one.level), one.code) for one in territories}


def _about(places: Collection[tuple[str, str]]) -> pl.Expr:
    """What the rows about these (level, code) meet, and a few others: the same code elsewhere.

    Written so that the statistics of Parquet files tell where to look, and this without a long
    preparation: short lists of codes, and for the IRIS of one commune the first and the last.
    """
    iris = sorted({code for level, code in places if level == Level.IRIS})
    others = sorted({code for level, code in places if level != Level.IRIS})
    length = CODES_AT_ONCE if len(others) <= CODES_AT_ONCE * MOST_LISTS else len(others)
    starts = range(0, len(others), length or 1)
    lists = [pl.col("code").is_in(others[start : start + length]) for start in starts]
    return _any([*lists, *_spans(iris, COMMUNE_CODE)])


def _any(conditions: Iterable[pl.Expr]) -> pl.Expr:
    return reduce(or_, conditions, pl.lit(False))


def _spans(codes: Iterable[str], start: int) -> list[pl.Expr]:
    """From the first to the last of the codes that start alike; they come in order."""
    alike = [list(one) for _, one in groupby(codes, key=lambda code: code[:start])]
    return [pl.col("code").is_between(pl.lit(one[0]), pl.lit(one[-1])) for one in alike]


def open_shelf(store: Store | str | None = None) -> Shelf:
    """The shelf of a store's current build. Raises NoData when nothing was built."""
    place = Store(store) if isinstance(store, str) else store or default_store()
    return _shelf(place.address, current_build(place))


@cache
def _shelf(address: str, build: str) -> Shelf:
    """One shelf per build: the manifest is small, what it names is immutable."""
    del build
    store = Store(address)
    return Shelf(store, read_manifest(store))
