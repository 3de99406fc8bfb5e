"""The geography of a build, read lazily: territories of today, their parents and members, passages.

Opens only the files it needs; contours and lists of years are read when asked for.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import polars as pl

from maillage.base.errors import NoData
from maillage.base.french import plural
from maillage.base.levels import FRANCE_CODE, METROPOLE_CODE, SEARCH_ORDER, Level
from maillage.geography.archive import Archive
from maillage.geography.index import Index
from maillage.geography.mapping import memberships
from maillage.geography.outlines import feature, read_contours
from maillage.geography.refusals import nothing_given, unknown
from maillage.geography.territory import Territory
from maillage.geography.zones import DROM, METROPOLE


SPECIAL_CODES = {FRANCE_CODE: Level.FRANCE, METROPOLE_CODE: Level.METROPOLE}
NAMED_MEMBERS = 3
ROW_COLUMNS = (
    "level",
    "code",
    "name",
    "departement",
    "region",
    "epci",
    "zone",
    "population",
    "commune",
)


class Geography:
    """Everything the house knows about places. Make one with `Geography.load(folder)`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        description = json.loads((folder / "geography.json").read_text(encoding="utf-8"))
        self.current_year: int = description["current_year"]
        self.years: tuple[int, ...] = tuple(description["years"])

    @classmethod
    def load(cls, folder: Path) -> "Geography":
        """The geography written there by `build_geography`. Raises NoData when there is none."""
        if not (folder / "geography.json").is_file():
            raise NoData(
                "La géographie n’est pas encore construite.", todo="Lancez « maillage build »."
            )
        return cls(folder)

    # -- one territory -------------------------------------------------------------------------

    def resolve(self, code: str, level: Level | str | None = None) -> Territory:
        """The territory bearing a code; without level: epci, commune, département, région, iris.

        Raises UnknownTerritory, saying what a former commune became or what looks like the code.
        """
        wanted = code.strip().upper()
        if level is None and wanted in SPECIAL_CODES:
            level = SPECIAL_CODES[wanted]
        for candidate in SEARCH_ORDER if level is None else (Level(level),):
            row = self._row(candidate, wanted)
            if row is not None:
                return self._territory(row)
        raise unknown(
            code.strip(),
            former=self._archive.former(wanted),
            alike=self.search(code, limit=3),
            level=None if level is None else Level(level),
        )

    def perimeter(self, codes: Sequence[str], name: str = "") -> Territory:
        """Any set of communes as one territory; the same communes give the same code."""
        if not codes:
            raise nothing_given()
        members = [self.resolve(code, Level.COMMUNE) for code in codes]
        unique = tuple(sorted({member.code for member in members}))
        digest = hashlib.sha256(",".join(unique).encode()).hexdigest()[:8]
        chosen = [self.resolve(code, Level.COMMUNE) for code in unique]
        return Territory(
            code=f"perimetre:{digest}",
            level=Level.PERIMETRE,
            name=name or _default_name(chosen),
            geography_year=self.current_year,
            communes=unique,
            departement=_main(chosen, "departement"),
            region=_main(chosen, "region"),
            epci=chosen[0].epci if len({member.epci for member in chosen}) == 1 else "",
            zone=_main(chosen, "zone"),
            population=_total(chosen),
        )

    def epci_of_year(self, code: str, year: int) -> Territory:
        """An EPCI as it was on 1 January of a year, as a perimeter of today's communes."""
        name, communes = self._archive.epci(code, year)
        return self.perimeter(communes, f"{name} (périmètre {year})")

    # -- neighbours ----------------------------------------------------------------------------

    def parents(self, territory: Territory) -> list[Territory]:
        """Département, région, métropole, France: those that hold it, the nearest first."""
        steps: list[tuple[Level, str]] = []
        if territory.level is not Level.DEPARTEMENT:
            steps.append((Level.DEPARTEMENT, territory.departement))
        steps.append((Level.REGION, territory.region))
        if territory.zone == METROPOLE:
            steps.append((Level.METROPOLE, METROPOLE_CODE))
        if territory.zone in {METROPOLE, DROM}:
            steps.append((Level.FRANCE, FRANCE_CODE))
        above = _LEVELS_ABOVE[territory.level]
        rows = [self._row(level, code) for level, code in steps if level in above]
        return [self._territory(row) for row in rows if row is not None]

    def members(self, territory: Territory) -> list[Territory]:
        """Its communes in COG order; the IRIS of a commune, or its municipal arrondissements.

        A commune that is one IRIS has no members.
        """
        if territory.level is Level.IRIS:
            return []
        if territory.level not in {Level.COMMUNE, Level.ARRONDISSEMENT_MUNICIPAL}:
            return [self.resolve(code, Level.COMMUNE) for code in territory.communes]
        if territory.level is Level.COMMUNE:
            boroughs, _ = self._level(Level.ARRONDISSEMENT_MUNICIPAL)
            inside = boroughs.filter(pl.col("commune") == territory.code)
            if not inside.is_empty():
                return [self._territory(row) for row in inside.iter_rows(named=True)]
        codes = self._archive.iris_of(territory)
        return [self.resolve(code, Level.IRIS) for code in codes] if len(codes) > 1 else []

    def territories(self, level: Level | str) -> list[Territory]:
        """Every territory of a level, in COG order."""
        rows, _ = self._level(Level(level))
        return [self._territory(row) for row in rows.iter_rows(named=True)]

    @cached_property
    def communes_count(self) -> int:
        """How many communes France has today, its other territories (« com ») left out."""
        communes = self._table.filter(
            pl.col("level") == str(Level.COMMUNE), pl.col("zone") != "com"
        )
        return communes.height

    def search(self, text: str, *, limit: int = 10) -> list[Territory]:
        """The territories a person may mean, the likeliest first."""
        found = self._index.find(text, limit=limit)
        return [self.resolve(code, level) for level, code in found]

    # -- shapes --------------------------------------------------------------------------------

    def contours(self, codes: Iterable[str], level: Level | str) -> dict[str, Any]:
        """Generalised contours (shapely, degrees); codes without one are left out."""
        return read_contours(self._folder, codes, Level(level))

    def geojson(self, codes: Iterable[str], level: Level | str) -> dict[str, Any]:
        """The same as a GeoJSON FeatureCollection, in the order of the codes given."""
        wanted = list(dict.fromkeys(codes))
        shapes = self.contours(wanted, level)
        features = [
            feature(code, Level(level), self.resolve(code, level).name, shapes[code])
            for code in wanted
            if code in shapes
        ]
        return {"type": "FeatureCollection", "features": features}

    # -- passages ------------------------------------------------------------------------------

    def mapping(self, geography_year: int) -> pl.DataFrame:
        """How rows coded in the COG of that year add up into today's territories.

        One row per component and territory: component_level, component, level, code, share, unit,
        exact. See `maillage.geography.mapping`.
        """
        return self._archive.mapping(geography_year)

    def unknown_iris(self, codes: pl.Series, geography_year: int) -> list[str]:
        """IRIS codes absent from the list of that year, in communes the list knows."""
        return self._archive.unknown_iris(codes, geography_year)

    # -- what was read -------------------------------------------------------------------------

    @cached_property
    def _table(self) -> pl.DataFrame:
        return pl.read_parquet(self._folder / "territories.parquet")

    @cached_property
    def _archive(self) -> Archive:
        return Archive(self._folder, self._table, self.current_year)

    @cached_property
    def _index(self) -> Index:
        return Index(self._table)

    @cached_property
    def _communes_of(self) -> dict[tuple[str, str], tuple[str, ...]]:
        communes = self._table.filter(pl.col("level") == "commune")
        groups = memberships(communes).filter(pl.col("level") != "commune")
        lists = groups.group_by("level", "code").agg(pl.col("final").sort())
        return {(level, code): tuple(finals) for level, code, finals in lists.iter_rows()}

    @cached_property
    def _by_level(self) -> dict[Level, tuple[pl.DataFrame, dict[str, int]]]:
        return {}

    def _level(self, level: Level) -> tuple[pl.DataFrame, dict[str, int]]:
        """Rows of a level and the place of each code among them."""
        if level not in self._by_level:
            rows = self._table.filter(pl.col("level") == str(level)).select(ROW_COLUMNS)
            places = {code: at for at, code in enumerate(rows["code"])}
            self._by_level[level] = rows, places
        return self._by_level[level]

    def _row(self, level: Level, code: str) -> dict[str, Any] | None:
        rows, places = self._level(level)
        return rows.row(places[code], named=True) if code in places else None

    def _territory(self, row: dict[str, Any]) -> Territory:
        level = Level(row["level"])
        inside = {Level.COMMUNE, Level.ARRONDISSEMENT_MUNICIPAL, Level.IRIS}
        communes = (
            (row["commune"],)
            if level in inside
            else self._communes_of.get((str(level), row["code"]), ())
        )
        return Territory(
            code=row["code"],
            level=level,
            name=row["name"],
            geography_year=self.current_year,
            communes=communes,
            departement=row["departement"] or "",
            region=row["region"] or "",
            epci=row["epci"] or "",
            zone=row["zone"] or "",
            population=row["population"],
        )


@cache
def _levels_above(level: Level) -> frozenset[Level]:
    above = [Level.DEPARTEMENT, Level.REGION, Level.METROPOLE, Level.FRANCE]
    return frozenset(above[above.index(level) + 1 :] if level in above else above)


_LEVELS_ABOVE = {level: _levels_above(level) for level in Level}


def _main(members: list[Territory], attribute: str) -> str:
    """The département, région or zone most inhabitants live in."""
    people: Counter[str] = Counter()
    for member in members:
        people[getattr(member, attribute)] += 1 + (
            0 if member.population is None else member.population
        )
    return max(sorted(people), key=lambda value: people[value])


def _total(members: list[Territory]) -> int | None:
    """Inhabitants, unknown as soon as one commune's are."""
    known = [member.population for member in members if member.population is not None]
    return sum(known) if len(known) == len(members) else None


def _default_name(members: list[Territory]) -> str:
    names = [member.name for member in members]
    if len(names) <= NAMED_MEMBERS:
        return ", ".join(names)
    others = plural(len(names) - NAMED_MEMBERS, "autre commune", "autres communes")
    return f"{', '.join(names[:NAMED_MEMBERS])} et {others}"
