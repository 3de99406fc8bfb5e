"""The current build of a store, opened for reading: geography, values, quantiles, peers.

One `Shelf` per build is kept in memory; it reads rows on demand and never writes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import polars as pl

from maillage.geography import Geography, Territory
from maillage.sources.registry import source_cards
from maillage.stats.neighbours import Neighbours, neighbours
from maillage.store.location import Store, default_store
from maillage.store.manifest import Manifest, read_manifest
from maillage.store.raw import RawEntry, raw_entries


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

    def rows(self, territories: Iterable[Territory]) -> pl.DataFrame:
        """Every value of some territories: one row per indicator, level, code and year."""
        places = sorted({(str(one.level), one.code) for one in territories})
        wanted = pl.DataFrame(places, schema=["level", "code"], orient="row")
        # Parquet statistics are used for one list of codes, not for an alternative of conditions.
        found = self._read("indicators/", pl.col("code").is_in(wanted["code"].unique().sort()))
        return found.join(wanted, on=["level", "code"], how="semi") if places else found

    def values(self, indicator: str, level: str) -> pl.DataFrame:
        """Every territory's values of one indicator at one level, all years."""
        wanted = (pl.col("indicator") == indicator) & (pl.col("level") == level)
        return self._read("indicators/", wanted)

    def quantiles(self, level: str, peer_class: int) -> pl.DataFrame:
        """Quantiles of a peer group, for every indicator and year."""
        wanted = (pl.col("level") == level) & (pl.col("peer_class") == peer_class)
        return self._read("distributions/", wanted)

    def _read(self, prefix: str, wanted: pl.Expr) -> pl.DataFrame:
        paths = [self.store.local(table.path) for table in self.manifest.under(prefix).values()]
        return pl.scan_parquet(paths).filter(wanted).collect() if paths else pl.DataFrame()

    @cached_property
    def _features(self) -> pl.DataFrame:
        table = self.manifest.tables.get("features")
        return pl.read_parquet(self.store.local(table.path)) if table else pl.DataFrame()

    def neighbours(self, territory: Territory) -> Neighbours:
        """The territories of the same level that resemble this one most."""
        if self._features.is_empty():
            return Neighbours((), (), ())
        same = self._features.filter(pl.col("level") == str(territory.level)).drop("level")
        return neighbours(same, territory.code)

    @cached_property
    def raws(self) -> list[RawEntry]:
        """The raw files of the store."""
        return raw_entries(self.store)

    @cached_property
    def datasets(self) -> frozenset[str]:
        """The datasets some file of the store fills."""
        merged = self.manifest.under("merged/").values()
        return frozenset(table.details["dataset"] for table in merged)

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


def open_shelf(store: Store | str | None = None) -> Shelf:
    """The shelf of a store's current build. Raises NoData when nothing was built."""
    place = Store(store) if isinstance(store, str) else store or default_store()
    manifest = read_manifest(place)
    return _shelf(place.address, manifest.build)


@cache
def _shelf(address: str, build: str) -> Shelf:
    """One shelf per build: the manifest is small, what it names is immutable."""
    del build
    store = Store(address)
    return Shelf(store, read_manifest(store))
