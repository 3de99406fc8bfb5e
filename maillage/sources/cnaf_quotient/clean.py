"""Cnaf: households by band of quotient familial and commune (`ndur_s_qf_400_com_f`, December).

One row per commune (or arrondissement) and year, one column per band. Clean columns:
FOYERS_QF_0_399, FOYERS_QF_400_799, FOYERS_QF_800_1199, FOYERS_QF_1200_1599, FOYERS_QF_1600_1999,
FOYERS_QF_2000_3999, FOYERS_QF_4000_PLUS, FOYERS_QF_INCONNU, and the same with PERSONNES_QF_.
The portal has one line per commune and band that holds somebody: a band without line, in a commune
that has others, holds nobody and is 0. Counts are published rounded to 5.
Households are placed in the communes of the following January: geography_year is year + 1.
"""

from collections.abc import Iterable

import polars as pl

from maillage.base.errors import RefusedFile
from maillage.sources.communes import by_commune, located
from maillage.sources.contract import CleanTable, FileKind, Match, RawFile, Sample
from maillage.sources.exports import (
    found,
    is_below_commune,
    plain,
    refuse_missing,
    text_table,
    years_of,
)
from maillage.sources.reading import numbers


COLUMNS = {
    "date": ("dtreffre",),
    "commune": ("numcomdo",),
    "band": ("qf_400",),
    "FOYERS": ("indfoy_ndur",),
    "PERSONNES": ("indnbp_ndur",),
}
BANDS = {
    "moins_de_400_euros": "0_399",
    "entre_400_et_799_euros": "400_799",
    "entre_800_et_1199_euros": "800_1199",
    "entre_1200_et_1599_euros": "1200_1599",
    "entre_1600_et_1999_euros": "1600_1999",
    "entre_2000_et_3999_euros": "2000_3999",
    "4000_euros_ou_plus": "4000_PLUS",
    "inconnu": "INCONNU",
}


def recognise(sample: Sample) -> Match | None:
    """A CSV or Parquet export with numcomdo and qf_400."""
    names = found(sample, COLUMNS)
    if sample.kind not in (FileKind.CSV, FileKind.PARQUET) or not {"commune", "band"} <= set(names):
        return None
    if is_below_commune(sample):
        return None
    missing = [COLUMNS[ours][0] for ours in COLUMNS if ours not in names]
    if missing:
        raise refuse_missing(sample, "l’export « ndur_s_qf_400_com_f » de la Cnaf", missing)
    years = years_of(text_table(sample, {"date": names["date"]})["date"])
    return Match(
        source="cnaf_quotient",
        label="Allocataires des Caf par quotient familial et par commune (Cnaf)",
        years=tuple(years),
        geography_year=max(years) + 1,
        details={"columns": names},
    )


def clean(raw: RawFile) -> Iterable[CleanTable]:
    """One table of communes and arrondissements, a column per band."""
    rows = text_table(raw.sample, raw.match.details["columns"])
    bands = {text: BANDS.get(plain(text)) for text in rows["band"].unique()}
    unknown = sorted(text for text, band in bands.items() if band is None)
    if unknown:
        raise RefusedFile(
            f"« {raw.sample.name} » : tranche de quotient familial inconnue (« {unknown[0]} »).",
            todo="Vérifiez que l’export est celui de « ndur_s_qf_400_com_f ».",
        )
    rows = located(rows, "commune").with_columns(
        pl.col("date").str.slice(0, 4).cast(pl.Int32).alias("year"),
        pl.col("band").replace_strict(bands).alias("band"),
    )
    typed = numbers(rows, ["FOYERS", "PERSONNES"], markers=raw.card["markers"])
    yield CleanTable("cnaf_quotient", by_commune(_one_column_per_band(typed), geography_lag=1))


def _one_column_per_band(rows: pl.DataFrame) -> pl.DataFrame:
    """Bands in columns. A line without number stays unknown; an absent line is nobody."""
    return rows.group_by("code", "year", maintain_order=True).agg(
        pl.when((pl.col("band") == band).any())
        .then(pl.col(measure).filter(pl.col("band") == band).first())
        .otherwise(0.0)
        .alias(f"{measure}_QF_{band}")
        for measure in ("FOYERS", "PERSONNES")
        for band in BANDS.values()
    )
