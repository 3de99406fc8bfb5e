"""Dares and France Travail: registered job-seekers by commune (`dares_defm_communales-brutes`).

One row per commune (and arrondissement of Paris, Lyon, Marseille, published beside their commune)
and year: mean of the fourth quarter, categories A, B and C. Clean columns: DEFM_ABC, DEFM_ABC_H,
DEFM_ABC_F (sex), DEFM_ABC_MOINS25, DEFM_ABC_25_49, DEFM_ABC_50PLUS (age). Published rounded to 5.
The lines « Total » (France, « non localisés ») are no commune and are left out. All the years are
published in the geography of the latest one.
"""

from collections.abc import Iterable

import polars as pl

from maillage.base.errors import RefusedFile
from maillage.base.statuses import Status
from maillage.sources.communes import by_commune, located
from maillage.sources.contract import STATUS_SUFFIX, CleanTable, FileKind, Match, RawFile, Sample
from maillage.sources.exports import found, plain, refuse_missing, text_table, years_of
from maillage.sources.reading import numbers


COLUMNS = {
    "date": ("date",),
    "commune": ("code_commune",),
    "category": ("categorie",),
    "sex": ("sexe",),
    "age": ("tranche_d_age",),
    "DEFM": ("nombre_de_demandeurs_d_emploi",),
}
VARIABLES = {
    ("total", "total"): "DEFM_ABC",
    ("hommes", "total"): "DEFM_ABC_H",
    ("femmes", "total"): "DEFM_ABC_F",
    ("total", "moins_de_25_ans"): "DEFM_ABC_MOINS25",
    ("total", "de_25_a_49_ans"): "DEFM_ABC_25_49",
    ("total", "50_ans_et_plus"): "DEFM_ABC_50PLUS",
}


def recognise(sample: Sample) -> Match | None:
    """A CSV or Parquet export with « Code commune » and « Nombre de demandeurs d'emploi »."""
    names = found(sample, COLUMNS)
    if sample.kind not in (FileKind.CSV, FileKind.PARQUET) or not {"commune", "DEFM"} <= set(names):
        return None
    missing = [COLUMNS[ours][0] for ours in COLUMNS if ours not in names]
    if missing:
        raise refuse_missing(sample, "les demandeurs d’emploi par commune de la Dares", missing)
    years = years_of(text_table(sample, {"date": names["date"]})["date"])
    return Match(
        source="france_travail",
        label=f"Demandeurs d’emploi par commune, {years[0]} à {years[-1]} (Dares)",
        years=tuple(years),
        geography_year=max(years),
        details={"columns": names},
    )


def clean(raw: RawFile) -> Iterable[CleanTable]:
    """One table, every year."""
    lines = text_table(raw.sample, raw.match.details["columns"])
    kept = lines.with_columns(_variable(lines).alias("variable")).filter(
        pl.col("variable").is_not_null()
    )
    rows = located(kept, "commune")
    _check_definition(raw, rows)
    rows = rows.with_columns(pl.col("date").str.slice(0, 4).cast(pl.Int32).alias("year"))
    typed = numbers(rows, ["DEFM"], markers=raw.card["markers"])
    table = by_commune(_one_column_per_variable(typed))
    latest = pl.lit(raw.match.geography_year, dtype=pl.Int32)
    yield CleanTable("france_travail", table.with_columns(latest.alias("geography_year")))


def _check_definition(raw: RawFile, rows: pl.DataFrame) -> None:
    """Another category or another quarter is another indicator: refuse rather than mix."""
    other = rows.filter((pl.col("category") != "ABC") | ~pl.col("date").str.ends_with("-T4"))
    if other.height:
        raise RefusedFile(
            f"« {raw.sample.name} » : catégorie « {other['category'][0]} », période "
            f"« {other['date'][0]} » ; Maillage lit les catégories A, B, C au quatrième trimestre.",
            todo="Téléchargez le jeu « dares_defm_communales-brutes » complet.",
        )


def _variable(rows: pl.DataFrame) -> pl.Expr:
    """The clean column of each line; null for a crossing of sex and age that is not kept."""
    pairs = rows.select("sex", "age").unique().rows()
    names = {f"{sex}|{age}": VARIABLES.get((plain(sex), plain(age))) for sex, age in pairs}
    return pl.concat_str("sex", "age", separator="|").replace_strict(names, return_dtype=pl.String)


def _one_column_per_variable(rows: pl.DataFrame) -> pl.DataFrame:
    """Counts in columns, with their statuses if some are marked; no line means unavailable."""
    status = "DEFM" + STATUS_SUFFIX
    if status not in rows.columns:
        return rows.pivot("variable", index=["code", "year"], values="DEFM")
    wide = rows.pivot("variable", index=["code", "year"], values="DEFM")
    marks = rows.pivot("variable", index=["code", "year"], values=status)
    variables = [name for name in wide.columns if name not in ("code", "year")]
    marks = marks.select(
        "code",
        "year",
        *(
            pl.col(name).fill_null(str(Status.UNAVAILABLE)).alias(name + STATUS_SUFFIX)
            for name in variables
        ),
    )
    return wide.join(marks, on=["code", "year"])
