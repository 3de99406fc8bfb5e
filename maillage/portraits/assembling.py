"""Assembling a portrait: rows read once, released, then put beside what explains them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from maillage.base.definitions import definitions_root, read_card
from maillage.base.errors import NoData, WrongCall
from maillage.base.levels import LEVEL_PLURALS, Level
from maillage.disclosure import release
from maillage.geography import Territory
from maillage.indicators.cards import Card, cards
from maillage.portraits.ages import AGES_CARD, chosen_card, with_chosen_ages
from maillage.portraits.comparing import SHOWN_TEXTS, RowIndex, index_rows
from maillage.portraits.describing import Context, chosen_row, describe
from maillage.portraits.highlights import highlights
from maillage.portraits.perimeters import perimeter_rows
from maillage.portraits.reliability import reliability
from maillage.portraits.shelf import Shelf, open_shelf
from maillage.portraits.unknowns import exists_at, unknowns
from maillage.sources.registry import source_cards
from maillage.stats.peers import peer_class, peer_class_label
from maillage.store.location import Store


SCHEMA_VERSION = "1.0"
DEFAULT_REGIME = "insee_publie"
FICTITIOUS_ZONE = "fictif"
BY_MEMBER = "Non publié pour l’ensemble du territoire : voir ses {kind}."


@dataclass(frozen=True)
class Wishes:
    """What the reader chose: vintages (the newest when empty), ages of the public looked at."""

    years: tuple[int, ...] = ()
    ages: tuple[int, int] | None = None


@dataclass(frozen=True)
class Portrait:
    """A territory told with released values only. `content` follows the published JSON schema."""

    territory: Territory
    content: dict[str, Any]

    def to_dict(self) -> dict[str, Any]:
        """The documented, versioned dictionary (`docs/guides/json.md`)."""
        return self.content

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
    years: Sequence[int] = (),
    ages: tuple[int, int] | None = None,
    store: Store | str | None = None,
) -> Portrait:
    """The portrait of a territory, or of a list of communes.

    code      code of a territory (EPCI, commune, département, région, IRIS, FR, METRO)
    level     needed only when the code could be something else than the first of
              epci > commune > departement > region > iris
    communes  codes of the communes of a chosen perimeter, instead of `code`
    name      name of that perimeter
    years     vintages to use; the newest of each indicator by default
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
    return Portrait(territory, _content(shelf, territory, Wishes(tuple(years), ages)))


def _content(shelf: Shelf, territory: Territory, wishes: Wishes) -> dict[str, Any]:
    around = _around(shelf, territory)
    nearest = shelf.neighbours(territory)
    similar = [
        shelf.geography.resolve(code, territory.level) for code, _distance in nearest.nearest
    ]
    members = _members(shelf, territory)
    rows = released(_rows(shelf, territory, [*around, *similar, *members], wishes))
    own = rows.filter(pl.col("code") == territory.code, pl.col("level") == str(territory.level))
    if own.is_empty():
        raise NoData(
            f"Aucune donnée pour {territory.name} dans {shelf.store.address}.",
            todo="« maillage sources » dit ce que l’entrepôt contient et ce qui manque.",
        )
    known = {one: card for one, card in cards().items() if exists_at(card, territory.level)}
    if wishes.ages is not None:
        known[AGES_CARD] = chosen_card(wishes.ages)
    by_indicator = _grouped(own)
    told = _newest_of_members(rows, members, wishes.years)
    index = index_rows(_of_told_years(rows, by_indicator, told, wishes.years))
    context = Context(
        territory=territory,
        parents=around,
        similar=[one.code for one in similar],
        index=index,
        quantiles=_quantiles(shelf, territory, own),
        years=wishes.years,
        breaks=_breaks(),
    )
    indicators = [
        _told_by_members(describe(card, by_indicator.get(one, []), context), told.get(one))
        for one, card in known.items()
        if card.is_open
    ]
    newest = max((one["year"] for one in indicators if one["year"]), default=date.today().year)
    return {
        "schema_version": SCHEMA_VERSION,
        "generated_on": date.today().isoformat(),
        "territory": _identity(shelf, territory, around, members),
        "themes": [{"id": one, "label": text} for one, text in theme_labels().items()],
        "indicators": indicators,
        "highlights": highlights(indicators, known),
        "unknowns": unknowns(indicators, known, shelf.datasets, newest),
        "peers": _peers(
            territory, own, nearest.nearest, similar, nearest.explanation, nearest.variables
        ),
        "members_values": _members_values(known, indicators, members, index),
        "sources": [
            shelf.source_notice(source)
            for source in sorted({one["source_id"] for one in indicators} - {""})
        ],
    }


def _of_told_years(
    rows: pl.DataFrame,
    by_indicator: Mapping[str, Sequence[Mapping[str, Any]]],
    told: Mapping[str, Mapping[str, Any]],
    years: tuple[int, ...],
) -> pl.DataFrame:
    """The rows a value will be put beside: of each indicator, only the year that is told."""
    chosen = {name: chosen_row(mine, years) for name, mine in by_indicator.items()}
    pairs = {name: row["year"] for name, row in told.items()}
    pairs |= {name: row["year"] for name, row in chosen.items() if row is not None}
    kept = pl.DataFrame(
        list(pairs.items()), schema={"indicator": pl.String, "year": pl.Int32}, orient="row"
    )
    return rows.join(kept, on=["indicator", "year"], how="semi")


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


def _rows(
    shelf: Shelf, territory: Territory, others: Sequence[Territory], wishes: Wishes
) -> pl.DataFrame:
    whole = territory.level != Level.PERIMETRE
    read = [territory, *others] if whole else list(others)
    rows = shelf.rows(read)
    if wishes.ages is not None:
        rows = with_chosen_ages(rows, wishes.ages, read, shelf)
    if whole:
        return rows
    return pl.concat([rows, perimeter_rows(rows, territory, cards())])


def released(rows: pl.DataFrame) -> pl.DataFrame:
    """Pass rows through the gate, each under the regime its source declares."""
    if rows.is_empty():
        return rows
    regimes = {
        name: str(card.get("disclosure", DEFAULT_REGIME)) for name, card in source_cards().items()
    }
    scales = {name: float(card.scale) for name, card in cards().items()}
    units = {name: card.unit for name, card in cards().items()}
    marked = rows.with_columns(
        pl.col("source").replace_strict(regimes, default=DEFAULT_REGIME).alias("_regime"),
        pl.col("indicator").replace_strict(scales, default=1.0).alias("scale"),
        pl.col("indicator").replace_strict(units, default="").alias("unit"),
    )
    parts = [
        release(part, regime_name=str(part["_regime"][0])).frame.drop("_regime", "scale", "unit")
        for part in marked.partition_by("_regime", maintain_order=True)
    ]
    return pl.concat(parts)


def _grouped(own: pl.DataFrame) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in own.sort("year").iter_rows(named=True):
        found.setdefault(row["indicator"], []).append(row)
    return found


def _quantiles(
    shelf: Shelf, territory: Territory, own: pl.DataFrame
) -> Mapping[tuple[str, int], Mapping[str, Any]]:
    classes = own["peer_class"].drop_nulls()
    if classes.is_empty():
        return {}
    frame = shelf.quantiles(str(territory.level), int(classes[0]))
    return {(row["indicator"], row["year"]): row for row in frame.iter_rows(named=True)}


def _breaks() -> dict[str, list[dict[str, Any]]]:
    """Declared breaks by dataset: [{year, note}]."""
    found: dict[str, list[dict[str, Any]]] = {}
    for card in source_cards().values():
        for entry in card.get("breaks", ()):
            found.setdefault(entry["dataset"], []).append(entry)
    return found


def theme_labels() -> dict[str, str]:
    """Themes in display order, with their French label."""
    return {
        one: text["label"] for one, text in read_card(definitions_root() / "themes.yaml").items()
    }


def _identity(
    shelf: Shelf, territory: Territory, around: Sequence[Territory], members: Sequence[Territory]
) -> dict[str, Any]:
    return {
        "code": territory.code,
        "level": str(territory.level),
        "name": territory.name,
        "geography_year": territory.geography_year,
        "communes": list(territory.communes),
        "fictitious": bool(shelf.manifest.fictitious) or territory.zone == FICTITIOUS_ZONE,
        "parents": [
            {"level": str(one.level), "code": one.code, "name": one.name} for one in around
        ],
        "members": [
            {
                "code": one.code,
                "name": one.name,
                "level": str(one.level),
                "population": one.population,
            }
            for one in members
        ],
    }


def _peers(
    territory: Territory,
    own: pl.DataFrame,
    nearest: Sequence[tuple[str, float]],
    similar: Sequence[Territory],
    note: str,
    variables: Sequence[str],
) -> dict[str, Any]:
    index = peer_class(str(territory.level), territory.population)
    names = {one.code: one.name for one in similar}
    return {
        "kind": "classe de population",
        "label": peer_class_label(str(territory.level), index),
        "count": max(own["of"].drop_nulls().to_list(), default=0),
        "variables": list(variables),
        "nearest": [
            {"code": code, "name": names[code], "distance": distance} for code, distance in nearest
        ],
        "note": note,
    }


def _members_values(
    known: Mapping[str, Card],
    indicators: Sequence[Mapping[str, Any]],
    members: Sequence[Territory],
    index: RowIndex,
) -> dict[str, list[dict[str, Any]]]:
    """For each indicator, every member commune's value of the same year, in COG order."""
    found: dict[str, list[dict[str, Any]]] = {}
    for one in indicators:
        lines = [_member_line(known[one["id"]], one["year"], each, index) for each in members]
        if any(line["value"] is not None or line["status"] == "secret" for line in lines):
            found[one["id"]] = lines
    return found


def _newest_of_members(
    rows: pl.DataFrame, members: Sequence[Territory], years: tuple[int, ...]
) -> dict[str, dict[str, Any]]:
    """The newest row each indicator shows for some member: what tells its year and source."""
    shown = rows.filter(
        pl.col("level").is_in({str(one.level) for one in members}),
        pl.col("code").is_in([one.code for one in members]),
        pl.col("status").is_in(SHOWN_TEXTS),
        pl.col("year").is_in(years) if years else pl.lit(value=True),
    )
    newest = shown.sort("year", "code").unique("indicator", keep="last", maintain_order=True)
    return {row["indicator"]: row for row in newest.iter_rows(named=True)}


def _told_by_members(one: dict[str, Any], row: Mapping[str, Any] | None) -> dict[str, Any]:
    """An indicator no file gives for the territory, but given for some of its members.

    A poverty rate published by commune only is then shown commune by commune.
    """
    if one["year"] is not None or row is None:
        return one
    reason = BY_MEMBER.format(kind=LEVEL_PLURALS[Level(row["level"])])
    return one | {
        "year": row["year"],
        "geography_year": row["geography_year"],
        "source": source_cards().get(row["source"], {}).get("label", row["source"]),
        "source_id": row["source"],
        "reason": reason,
        "sentence": reason,
    }


def _member_line(
    card: Card, year: int | None, member: Territory, index: RowIndex
) -> dict[str, Any]:
    row = index.get((card.id, str(member.level), member.code, year)) if year else None
    return {
        "code": member.code,
        "name": member.name,
        "value": row["value"] if row else None,
        "status": row["status"] if row else "unavailable",
        "reliability": str(reliability(card, row)) if row else "unknown",
        "year": year,
    }
