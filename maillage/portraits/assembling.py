"""Assembling a portrait: rows read once, released, then put beside what explains them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

import polars as pl

from maillage.base.definitions import definitions_root, read_card
from maillage.base.errors import NoData, WrongCall
from maillage.base.levels import Level
from maillage.geography import Territory
from maillage.indicators.cards import Card, cards
from maillage.portraits.ages import AGES_CARD, chosen_card, with_chosen_ages
from maillage.portraits.breaks import declared_breaks
from maillage.portraits.comparing import index_rows, is_shown, similar_medians
from maillage.portraits.describing import COUNTED, Context, chosen_row, describe
from maillage.portraits.highlights import highlights
from maillage.portraits.members import member_values, newest_of_members, told_by_members
from maillage.portraits.notebook import as_html
from maillage.portraits.perimeters import features, perimeter_rows, placed
from maillage.portraits.shelf import Shelf, open_shelf
from maillage.portraits.tables import (
    AMONG_PEERS,
    PLACE,
    Tables,
    released,
    released_populations,
    told_in,
)
from maillage.portraits.unknowns import exists_at, unknowns
from maillage.stats.neighbours import FEATURES, Neighbours
from maillage.stats.peers import COMPARED_AS, peer_class, peer_class_label
from maillage.store.location import Store


SCHEMA_VERSION = "1.1"
FICTITIOUS_ZONE = "fictif"


@dataclass(frozen=True)
class Wishes:
    """What the reader chose: vintages (the newest when empty), ages of the public looked at.

    tells_years  each of the vintages is told, and not only the newest of them
    """

    years: tuple[int, ...] = ()
    tells_years: bool = False
    ages: tuple[int, int] | None = None


@dataclass(frozen=True)
class Portrait:
    """A territory told with released values only.

    content  what is printed of `tables`, in the published JSON schema
    tables   the released rows behind it, from which figures and maps are born
    """

    territory: Territory
    content: dict[str, Any]
    tables: Tables

    def to_dict(self) -> dict[str, Any]:
        """The documented, versioned dictionary (`docs/guides/json.md`)."""
        return self.content

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        return as_html(self.content)

    @property
    def is_fictitious(self) -> bool:
        """Whether the territory is simulated."""
        return bool(self.content["territory"]["fictitious"])


def portrait(  # noqa: PLR0913 - the public question, each part named
    code: str = "",
    *,
    level: Level | str | None = None,
    communes: Sequence[str] = (),
    name: str = "",
    years: Sequence[int] | Literal["all"] = (),
    ages: tuple[int, int] | None = None,
    store: Store | str | None = None,
) -> Portrait:
    """The portrait of a territory, or of a list of communes.

    code      code of a territory (EPCI, commune, département, région, IRIS, FR, METRO)
    level     needed only when the code could be something else than the first of
              epci > commune > departement > region > iris
    communes  codes of the communes of a chosen perimeter, instead of `code`
    name      name of that perimeter
    years     vintages to use; the newest of each indicator by default. With several, or "all",
              each indicator also tells all of them (`years`)
    ages      limits of the public counted by the card « population d’un âge choisi » (25 to 39
              by default), both included

    Raises UnknownTerritory or WrongCall for a wrong call, NoData when nothing is held for it.
    """
    if bool(code) == bool(communes):
        raise WrongCall("Indiquez soit un code de territoire, soit une liste de communes.")
    shelf = open_shelf(store)
    geography = shelf.geography
    territory = (
        geography.perimeter(list(communes), name=name)
        if communes
        else geography.resolve(code, Level(level) if level else None)
    )
    chosen = () if years == "all" else tuple(years)
    wishes = Wishes(chosen, years == "all" or len(chosen) > 1, ages)
    return _assembled(shelf, territory, wishes)


def _assembled(shelf: Shelf, territory: Territory, wishes: Wishes) -> Portrait:
    whole = _gathered(shelf, territory, wishes)
    read, known = whole.read, whole.known
    context = Context(
        territory=territory,
        parents=read.around,
        similar=similar_medians(whole.tables.similar.frame),
        index=index_rows(whole.tables.around.frame),
        of_all=whole.of_all,
        years=wishes.years,
        tells_years=wishes.tells_years,
        breaks=declared_breaks(),
        counted=[row["year"] for row in whole.by_indicator.get(COUNTED, ()) if is_shown(row)],
    )
    indicators = [
        told_by_members(
            describe(card, whole.by_indicator.get(one, []), context),
            whole.told[one],
            territory.level,
        )
        for one, card in known.items()
        if card.is_open
    ]
    newest = max((one["year"] for one in indicators if one["year"]), default=date.today().year)
    content = {
        "schema_version": SCHEMA_VERSION,
        "generated_on": date.today().isoformat(),
        "territory": _identity(shelf, territory, read, whole.tables),
        "themes": [{"id": one, "label": text} for one, text in theme_labels().items()],
        "indicators": indicators,
        "highlights": highlights(indicators, known),
        "unknowns": unknowns(indicators, known, shelf.holdings, newest),
        "peers": _peers(territory, whole.tables.own.frame, read),
        "members_values": member_values(
            whole.tables.members, known, {one.code: one.name for one in read.members}
        ),
        "sources": [
            shelf.source_notice(source)
            for source in sorted({one["source_id"] for one in indicators} - {""})
        ],
    }
    return Portrait(territory, content, whole.tables)


@dataclass(frozen=True)
class Read:
    """The territories a portrait looks at beside its own."""

    around: list[Territory]
    nearest: Neighbours
    similar: list[Territory]
    members: list[Territory]


@dataclass(frozen=True)
class Gathered:
    """What a portrait is written from.

    known         the cards defined at its level
    by_indicator  the territory's own released rows, oldest first
    told          by indicator, the newest row of a member, for those no file gives for the whole
    of_all        how many territories its group of peers has
    """

    read: Read
    known: dict[str, Card]
    tables: Tables
    by_indicator: Mapping[str, Sequence[Mapping[str, Any]]]
    told: Mapping[str, Mapping[str, Any] | None]
    of_all: int


def _gathered(shelf: Shelf, territory: Territory, wishes: Wishes) -> Gathered:
    """Every row, through the gate at once, then cut into the tables of the portrait."""
    read = _read(shelf, territory)
    rows = _rows(shelf, territory, read, wishes)
    here = (pl.col("code") == territory.code) & (pl.col("level") == str(territory.level))
    spreads = _spreads(shelf, territory, rows.filter(here))
    whole = released(rows, spreads)
    own = whole.only(here)
    if own.frame.is_empty():
        raise NoData(
            f"Aucune donnée pour {territory.name} dans {shelf.store.address}.",
            todo="« maillage sources » dit ce que l’entrepôt contient et ce qui manque.",
        )
    known = {one: card for one, card in cards().items() if exists_at(card, territory.level)}
    if wishes.ages is not None:
        known[AGES_CARD] = chosen_card(wishes.ages)
    by_indicator = _grouped(own.frame)
    members = newest_of_members(whole.frame, read.members, wishes.years)
    told = {one: members.get(one) for one in known}
    years = _years_told(by_indicator, told, wishes.years)
    bare = whole.without(AMONG_PEERS)
    tables = Tables(
        own=own,
        around=bare.completed(told_in(years, read.around), PLACE),
        similar=bare.completed(told_in(years, read.similar), PLACE),
        members=bare.completed(told_in(years, read.members), PLACE),
        populations=released_populations(read.members),
    )
    of_all = 0 if spreads.is_empty() else int(spreads["of"].max())  # type: ignore[arg-type]
    return Gathered(read, known, tables, by_indicator, told, of_all)


def _read(shelf: Shelf, territory: Territory) -> Read:
    members = _members(shelf, territory)
    nearest = _nearest(shelf, territory, members)
    level = COMPARED_AS.get(territory.level, territory.level)
    return Read(
        around=_around(shelf, territory),
        nearest=nearest,
        similar=[shelf.geography.resolve(code, level) for code, _distance in nearest.nearest],
        members=members,
    )


def _nearest(shelf: Shelf, territory: Territory, members: Sequence[Territory]) -> Neighbours:
    """The most similar territories; for a perimeter, the most similar intercommunalités."""
    if territory.level not in COMPARED_AS:
        return shelf.neighbours(territory)
    compared = {one: card for one, card in cards().items() if one in FEATURES}
    mine = perimeter_rows(shelf.rows([], beside=members), territory, compared)
    return shelf.neighbours_of(str(COMPARED_AS[territory.level]), features(mine, territory))


def _years_told(
    by_indicator: Mapping[str, Sequence[Mapping[str, Any]]],
    told: Mapping[str, Mapping[str, Any] | None],
    years: tuple[int, ...],
) -> dict[str, int]:
    """The year of each indicator: the territory's own, else that of its members."""
    found: dict[str, int] = {}
    for name, members in told.items():
        row = chosen_row(by_indicator.get(name, ()), years) or members
        if row is not None:
            found[name] = row["year"]
    return found


def _around(shelf: Shelf, territory: Territory) -> list[Territory]:
    """The territories a value is compared with, nearest first: the EPCI of a commune, and above."""
    around = [one for one in shelf.geography.parents(territory) if one.code != territory.code]
    if territory.epci and territory.level != Level.EPCI:
        around.insert(0, shelf.geography.resolve(territory.epci, Level.EPCI))
    return around


def _members(shelf: Shelf, territory: Territory) -> list[Territory]:
    """The communes shown side by side, in the order of the COG; none for a département or more."""
    if territory.level in (Level.EPCI, Level.PERIMETRE, Level.COMMUNE):
        return list(shelf.geography.members(territory))
    return []


def _rows(shelf: Shelf, territory: Territory, read: Read, wishes: Wishes) -> pl.DataFrame:
    """The rows of the territory and of those it looks at, before the gate."""
    whole = territory.level != Level.PERIMETRE
    own = [territory] if whole else []
    beside = [*read.around, *read.members, *read.similar]
    rows = shelf.rows(own, beside=beside)
    if wishes.ages is not None:
        rows = with_chosen_ages(rows, wishes.ages, [*own, *beside], shelf)
    if whole:
        return rows
    chosen = perimeter_rows(rows, territory, cards())
    index = peer_class(str(territory.level), territory.population)
    peers = shelf.peers(str(COMPARED_AS[territory.level]), index)
    return pl.concat([rows, placed(chosen, peers)])


def _grouped(own: pl.DataFrame) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in own.sort("year").iter_rows(named=True):
        found.setdefault(row["indicator"], []).append(row)
    return found


def _spreads(shelf: Shelf, territory: Territory, own: pl.DataFrame) -> pl.DataFrame:
    """The quantiles of the territory's peers, for every indicator and year."""
    classes = own["peer_class"].drop_nulls()
    if classes.is_empty():
        return pl.DataFrame()
    level = COMPARED_AS.get(territory.level, territory.level)
    found = shelf.quantiles(str(level), int(classes[0]))
    return found.with_columns(pl.lit(str(territory.level)).alias("level"))


@cache
def theme_labels() -> dict[str, str]:
    """Themes in display order, with their French label."""
    return {
        one: text["label"] for one, text in read_card(definitions_root() / "themes.yaml").items()
    }


def _identity(shelf: Shelf, territory: Territory, read: Read, tables: Tables) -> dict[str, Any]:
    people = dict(tables.populations.frame.select("code", "value").iter_rows())
    return {
        "code": territory.code,
        "level": str(territory.level),
        "name": territory.name,
        "geography_year": territory.geography_year,
        "communes": list(territory.communes),
        "fictitious": bool(shelf.manifest.fictitious) or territory.zone == FICTITIOUS_ZONE,
        "parents": [
            {"level": str(one.level), "code": one.code, "name": one.name} for one in read.around
        ],
        "members": [
            {
                "code": one.code,
                "name": one.name,
                "level": str(one.level),
                "population": None if people[one.code] is None else int(people[one.code]),
            }
            for one in read.members
        ],
    }


def _peers(territory: Territory, own: pl.DataFrame, read: Read) -> dict[str, Any]:
    index = peer_class(str(territory.level), territory.population)
    names = {one.code: one.name for one in read.similar}
    return {
        "kind": "classe de population",
        "label": peer_class_label(str(territory.level), index),
        "count": max(own["of"].drop_nulls().to_list(), default=0),
        "variables": list(read.nearest.variables),
        "nearest": [
            {"code": code, "name": names[code], "distance": distance}
            for code, distance in read.nearest.nearest
        ],
        "note": read.nearest.explanation,
    }
