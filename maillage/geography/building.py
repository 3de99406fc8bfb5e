"""Write the geography of a build: what `Geography` reads, as Parquet files in one folder.

Works with whatever tables are in the store: the newest yearly list of communes is « today ».
"""

import json
from pathlib import Path

import polars as pl

from maillage.base.errors import NoData
from maillage.base.levels import FRANCE_CODE, LEVEL_LABELS, METROPOLE_CODE, Level
from maillage.geography.former import former_codes
from maillage.geography.index import searchable
from maillage.geography.outlines import build_outlines
from maillage.geography.passages import passages
from maillage.geography.redrawing import newest_iris
from maillage.geography.transitions import (
    Transition,
    deduced_transitions,
    published_transitions,
)
from maillage.geography.zones import DROM, METROPOLE


Tables = dict[str, pl.DataFrame]


def build_geography(tables: Tables, folder: Path) -> None:
    """Write the geography files into `folder` from the clean tables described in the package.

    Raises NoData when there is no yearly list of communes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    places = _places(tables)
    communes = places.filter(pl.col("type") == "commune")
    year = _current_year(communes)
    steps = _transitions(communes, tables.get("cog_evenements"), year)
    lists = _yearly_lists(communes, tables)
    current = _current_communes(communes, lists, year)
    iris = _iris(places, tables, current, steps)
    boroughs = _boroughs(places, current, year)
    territories = _territories(current, boroughs, iris, tables)
    _transitions_table(steps, tables).write_parquet(folder / "transitions.parquet")
    lists.write_parquet(folder / "lists.parquet")
    iris.write_parquet(folder / "iris.parquet")
    searchable(territories).write_parquet(folder / "territories.parquet")
    former_codes(places, tables, current, steps).write_parquet(folder / "former.parquet")
    build_outlines(tables.get("contours_communes"), current, steps, folder)
    years = sorted(communes["year"].unique().to_list())
    description = {"current_year": year, "years": years}
    (folder / "geography.json").write_text(json.dumps(description), encoding="utf-8")


def _places(tables: Tables) -> pl.DataFrame:
    """Yearly lists of communes; those of the COG only fill the years between Etalab's releases."""
    lists = [
        tables[name].unique(["year", "code", "type"], keep="first")
        for name in ("decoupage_communes", "cog_communes")
        if name in tables and not tables[name].is_empty()
    ]
    if not lists:
        raise NoData(
            "Le magasin de données ne contient aucune liste de communes.",
            todo="Lancez « make setup », ou « maillage fetch --from » sur le dossier du paquet npm "
            "@etalab/decoupage-administratif.",
        )
    first, *others = lists
    known, newest = first["year"].unique().implode(), _current_year(first)
    missing = (~pl.col("year").is_in(known)) & (pl.col("year") < newest)
    return pl.concat([first, *(other.filter(missing) for other in others)], how="diagonal").sort(
        "year", "code"
    )


def _current_year(communes: pl.DataFrame) -> int:
    return max(communes["year"].to_list())


def _transitions(
    communes: pl.DataFrame, events: pl.DataFrame | None, year: int
) -> list[Transition]:
    published = published_transitions(events)
    deduced = deduced_transitions(communes, published)
    return [step for step in sorted({*published, *deduced}) if step.date <= f"{year}-01-01"]


def _transitions_table(steps: list[Transition], tables: Tables) -> pl.DataFrame:
    """date, before, after, published: whether Insee says so, or yearly lists only."""
    events = set(published_transitions(tables.get("cog_evenements")))
    rows = [(*step, step in events) for step in steps]
    schema = dict.fromkeys(Transition._fields, pl.String) | {"published": pl.Boolean}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _yearly_lists(communes: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    """Communes and EPCI of each known year: year, code, epci, epci_name, former_codes."""
    columns = {"year": pl.Int32, "code": pl.String, "epci": pl.String, "epci_name": pl.String}
    members = pl.DataFrame(schema=columns)
    if "decoupage_epci" in tables:
        members = tables["decoupage_epci"].select(
            "year", code="commune", epci="code", epci_name="name"
        )
    lists = communes.select("year", "code", "former_codes").join(
        members.unique(["year", "code"], keep="first"), on=["year", "code"], how="left"
    )
    if "epci_composition" in tables:
        known = lists.filter(pl.col("epci").is_not_null())["year"].unique()
        older = tables["epci_composition"].filter(~pl.col("year").is_in(known.implode()))
        older = older.select("year", code="commune", epci="epci", epci_name="epci_name")
        lists = pl.concat([lists, older.unique(["year", "code"])], how="diagonal_relaxed")
    return lists.select("year", "code", "epci", "epci_name", "former_codes").sort("year", "code")


def _current_communes(communes: pl.DataFrame, lists: pl.DataFrame, year: int) -> pl.DataFrame:
    """Today's communes with what they belong to: code, name, departement, region, epci, zone…"""
    epci = lists.filter(pl.col("year") == year).select("code", "epci", "epci_name")
    return (
        communes.filter(pl.col("year") == year)
        .join(epci, on="code", how="left", maintain_order="left")
        .sort("code")
    )


def _boroughs(places: pl.DataFrame, current: pl.DataFrame, year: int) -> pl.DataFrame:
    """Municipal arrondissements with the EPCI of their commune."""
    rows = places.filter(pl.col("year") == year, pl.col("type") == "arrondissement_municipal")
    epci = current.select(parent="code", epci="epci")
    return rows.join(epci, on="parent", how="left").sort("code")


def _iris(
    places: pl.DataFrame, tables: Tables, current: pl.DataFrame, steps: list[Transition]
) -> pl.DataFrame:
    """IRIS of every known year and today's commune of each: year, code, name, commune, today."""
    columns = {"year": pl.Int32, **dict.fromkeys(["code", "name", "commune"], pl.String)}
    reference = tables.get("iris_reference", pl.DataFrame(schema=columns)).select(*columns)
    reference = reference.unique(["year", "code"], keep="first").sort("year", "code")
    parents = _borough_parents(places)
    reference = reference.with_columns(whole=pl.col("commune").replace(parents))
    years = reference["year"].unique().to_list()
    found = passages(dict(current.select("code", "population").iter_rows()), steps, years)
    today = [
        (year, code, max(sorted(shares), key=lambda final: shares[final]))
        for year, list_ in found.items()
        for code, shares in list_.items()
    ]
    names = {"year": pl.Int32, "whole": pl.String, "today": pl.String}
    passage = pl.DataFrame(today, schema=names, orient="row")
    return reference.join(passage, on=["year", "whole"], how="left", maintain_order="left")


def _borough_parents(places: pl.DataFrame) -> dict[str, str]:
    boroughs = places.filter(pl.col("type") == "arrondissement_municipal")
    return dict(boroughs.sort("year").select("code", "parent").iter_rows())


TERRITORY_COLUMNS = (
    "level",
    "code",
    "name",
    "departement",
    "region",
    "epci",
    "zone",
    "population",
    "commune",
    "postal_codes",
)


def _territories(
    current: pl.DataFrame, boroughs: pl.DataFrame, iris: pl.DataFrame, tables: Tables
) -> pl.DataFrame:
    """Every territory of today but the perimeters, one row each, in COG order within its level."""
    frames = [
        current.with_columns(level=pl.lit("commune"), commune=pl.col("code")),
        boroughs.with_columns(level=pl.lit(str(Level.ARRONDISSEMENT_MUNICIPAL))).with_columns(
            commune=pl.col("parent")
        ),
        _current_iris(iris, current),
        _groups(current.filter(pl.col("epci").is_not_null()), Level.EPCI)
        .drop("name")
        .join(
            current.select(code="epci", name="epci_name").unique("code", keep="first"),
            on="code",
            maintain_order="left",
        ),
        _areas(current, Level.DEPARTEMENT, tables.get("decoupage_departements")),
        _areas(current, Level.REGION, tables.get("decoupage_regions")),
        _whole(current, Level.METROPOLE, METROPOLE_CODE, {METROPOLE}),
        _whole(current, Level.FRANCE, FRANCE_CODE, {METROPOLE, DROM}),
    ]
    # A collectivité d'outre-mer is listed once, as a département: its région is the same place.
    rows = pl.concat(frames, how="diagonal_relaxed").select(TERRITORY_COLUMNS)
    same = (pl.col("level") == "region") & pl.col("code").is_in(
        rows.filter(pl.col("level") == "departement", pl.col("zone") == "com")["code"].implode()
    )
    return rows.filter(~same)


def _groups(current: pl.DataFrame, level: Level) -> pl.DataFrame:
    """Territories of a level from their communes; département and région of most inhabitants."""
    column = str(level)
    keys = list(dict.fromkeys([column, "departement", "region", "zone"]))
    weighed = current.group_by(keys).agg(pl.col("population").sum(), pl.len())
    main = weighed.sort("population", "len", "departement", descending=[True, True, False])
    known = pl.col("population").count() > 0
    people = current.group_by(column).agg(pl.when(known).then(pl.col("population").sum()))
    return (
        main.unique(column, keep="first", maintain_order=True)
        .drop("population", "len")
        .join(people, on=column)
        .with_columns(level=pl.lit(column), code=pl.col(column), name=pl.col(column))
        .with_columns(pl.lit(None, dtype=pl.String).alias("epci"))
        .sort("code")
    )


def _areas(current: pl.DataFrame, level: Level, names: pl.DataFrame | None) -> pl.DataFrame:
    areas = _groups(current.filter(pl.col(str(level)).is_not_null()), level)
    if level is Level.REGION:
        areas = areas.with_columns(departement=pl.lit(None, dtype=pl.String))
    if names is None or names.is_empty():
        return areas
    known = names.sort("year").unique("code", keep="last").select("code", known="name")
    return (
        areas.join(known, on="code", how="left", maintain_order="left")
        .with_columns(name=pl.coalesce("known", "name"))
        .drop("known")
    )


def _whole(current: pl.DataFrame, level: Level, code: str, zones: set[str]) -> pl.DataFrame:
    inside = current.filter(pl.col("zone").is_in(sorted(zones)))
    if inside.is_empty():
        return pl.DataFrame(schema={"level": pl.String})
    return inside.select(
        level=pl.lit(str(level)),
        code=pl.lit(code),
        name=pl.lit(LEVEL_LABELS[level]),
        zone=pl.lit(METROPOLE if level is Level.METROPOLE else ""),
        population=pl.col("population").sum(),
    ).head(1)


def _current_iris(iris: pl.DataFrame, current: pl.DataFrame) -> pl.DataFrame:
    """IRIS of the newest reference, attached to today's commune.

    Their last real name is kept when the newest file only says « IRIS 070420101 ».
    """
    newest = newest_iris(iris).sort("code")
    named = iris.filter(pl.col("name") != pl.lit("IRIS ") + pl.col("code"))
    last_names = named.sort("year").unique("code", keep="last").select("code", known="name")
    newest = newest.join(last_names, on="code", how="left", maintain_order="left").with_columns(
        name=pl.coalesce("known", "name")
    )
    places = current.select("departement", "region", "epci", "zone", today="code")
    return newest.join(places, on="today", maintain_order="left").select(
        "code",
        "name",
        "departement",
        "region",
        "epci",
        "zone",
        level=pl.lit(str(Level.IRIS)),
        commune=pl.col("today"),
    )
