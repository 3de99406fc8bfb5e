"""Code officiel géographique: communes of one year, and every change of commune since 1943.

Only changes from a commune to a commune are kept: what becomes of communes déléguées or associées
inside a commune does not move any statistic.
"""

from collections.abc import Iterator

import polars as pl

from maillage.base.errors import RefusedFile
from maillage.geography.vintages import year_of_list
from maillage.geography.zones import zone_of
from maillage.sources.contract import UNDATED, CleanTable, FileKind, Match, RawFile, Sample
from maillage.sources.reading import commune_code, read_rows


SOURCE = "insee_cog"
EVENTS = ("MOD", "DATE_EFF", "COM_AV", "COM_AP")
NEEDED_EVENTS = (*EVENTS, "TYPECOM_AV", "TYPECOM_AP", "LIBELLE_AV", "LIBELLE_AP")
COMMUNES = ("TYPECOM", "COM", "REG", "DEP", "LIBELLE")
TYPES = {
    "COM": "commune",
    "ARM": "arrondissement_municipal",
    "COMD": "commune_deleguee",
    "COMA": "commune_associee",
}


def recognise(sample: Sample) -> Match | None:
    """The events file or the yearly list of communes."""
    if sample.kind is not FileKind.CSV:
        return None
    if sample.header_row(*EVENTS) is not None:
        return _recognise_events(sample)
    row = sample.header_row(*COMMUNES)
    if row is None:
        return None
    year = year_of_list(_communes_in(sample, row), sample.name)
    if year is None:
        raise RefusedFile(
            f"« {sample.name} » est une liste de communes de l’Insee, mais rien ne dit de quelle "
            "année elle est.",
            todo="Redonnez-lui son nom d’origine, par exemple « v_commune_2024.csv ».",
        )
    label = f"Code officiel géographique {year}, communes (Insee)"
    return Match(SOURCE, label, (year,), year, {"content": "communes", "header_row": row})


def _recognise_events(sample: Sample) -> Match:
    found = {cell.upper() for cell in sample.header(*EVENTS) or ()}
    missing = [name for name in NEEDED_EVENTS if name not in found]
    if missing:
        raise RefusedFile(
            f"« {sample.name} » ressemble aux événements du Code officiel géographique, mais il "
            f"lui manque : {', '.join(missing)}.",
            todo="Téléchargez « v_mvtcommune » sur la page du Code officiel géographique.",
        )
    details = {"content": "evenements", "header_row": sample.header_row(*EVENTS)}
    year = year_of_list(0, sample.name)
    years, dated = ((), UNDATED) if year is None else ((year,), year)
    return Match(SOURCE, "Événements des communes depuis 1943 (Insee)", years, dated, details)


def _communes_in(sample: Sample, header_row: int) -> int:
    """How many communes the file lists (its year is not written inside)."""
    probe = RawFile(sample, Match(SOURCE, "", (), 0, {"header_row": header_row}), {})
    types = _upper(read_rows(probe))["TYPECOM"]
    return int((types == "COM").sum())


def clean(raw: RawFile) -> Iterator[CleanTable]:
    """`cog_evenements` or `cog_communes`, as described in `maillage.geography`."""
    rows = _upper(read_rows(raw))
    if raw.match.details["content"] == "evenements":
        yield CleanTable("cog_evenements", _events(rows), kind="geography")
    else:
        frame = _communes(rows, raw.match.geography_year)
        yield CleanTable("cog_communes", frame, kind="geography")


def _upper(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.rename({name: name.upper() for name in rows.columns})


def _events(rows: pl.DataFrame) -> pl.DataFrame:
    kept = rows.filter(pl.col("TYPECOM_AV") == "COM", pl.col("TYPECOM_AP") == "COM")
    return kept.select(
        date="DATE_EFF",
        kind="MOD",
        before=commune_code(pl.col("COM_AV")),
        before_name="LIBELLE_AV",
        after=commune_code(pl.col("COM_AP")),
        after_name="LIBELLE_AP",
    ).unique(maintain_order=True)


def _communes(rows: pl.DataFrame, year: int) -> pl.DataFrame:
    """Communes déléguées and associées have no département of their own: that of their commune."""
    kept = rows.filter(pl.col("TYPECOM").is_in(list(TYPES)))
    parents = kept.filter(pl.col("TYPECOM") == "COM")
    departements = dict(parents.select("COM", "DEP").iter_rows())
    regions = dict(parents.select("COM", "REG").iter_rows())
    parent = pl.when(pl.col("COMPARENT") != "").then("COMPARENT")

    def own(column: str, of_commune: dict[str, str]) -> pl.Expr:
        inherited = pl.col("COMPARENT").replace_strict(of_commune, default="")
        return pl.when(pl.col(column) != "").then(column).otherwise(inherited)

    return kept.select(
        pl.lit(year, dtype=pl.Int32).alias("year"),
        pl.col("COM").alias("code"),
        pl.col("LIBELLE").alias("name"),
        pl.col("TYPECOM").replace_strict(TYPES).alias("type"),
        parent.alias("parent"),
        own("DEP", departements).alias("departement"),
        own("REG", regions).alias("region"),
    ).with_columns(
        zone=pl.col("departement").map_elements(zone_of, return_dtype=pl.String),
        population=pl.lit(None, dtype=pl.Int64),
        postal_codes=pl.lit([], dtype=pl.List(pl.String)),
        former_codes=pl.lit([], dtype=pl.List(pl.String)),
    )
