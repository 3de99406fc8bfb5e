"""Cnaf: households receiving each benefit, by commune, every December (`s_ben_com_f`).

One row per commune (or arrondissement of Paris, Lyon, Marseille) and year. Clean columns are those
of the portal, in capitals: INDFOY_NDUR (households with at least one benefit), INDNBP_NDUR (people
covered), INDFOY_RSA, INDMTT_RSA, INDFOY_PPA, INDMTT_PPA, INDFOY_AF, INDFOY_NDURAL (housing),
INDFOY_NDURPAJE (young children), and any other IND… column of the export.
Counts are published rounded to 5; rows without commune (« non localisé ») are left out.
Households are placed in the communes of the following January: geography_year is year + 1.
"""

from collections.abc import Iterable

import polars as pl

from maillage.sources.communes import by_commune, located
from maillage.sources.contract import CleanTable, FileKind, Match, RawFile, Sample
from maillage.sources.exports import (
    found,
    header,
    is_below_commune,
    refuse_missing,
    text_table,
    years_of,
)
from maillage.sources.reading import numbers


KEYS = {"date": ("dtreffre",), "commune": ("numcomdo",)}
REQUIRED = ("indfoy_ndur", "indnbp_ndur", "indfoy_rsa")


def recognise(sample: Sample) -> Match | None:
    """A CSV or Parquet export with dtreffre, numcomdo and several benefits."""
    columns = [name.lower() for name in header(sample)]
    names = found(sample, KEYS)
    if sample.kind not in (FileKind.CSV, FileKind.PARQUET) or set(names) != set(KEYS):
        return None
    if is_below_commune(sample) or "qf_400" in columns:
        return None
    if not {"indfoy_rsa", "indfoy_af", "indfoy_ppa"} & set(columns):
        return None
    missing = [name for name in REQUIRED if name not in columns]
    if missing:
        raise refuse_missing(sample, "l’export « s_ben_com_f » de la Cnaf", missing)
    years = years_of(text_table(sample, {"date": names["date"]})["date"])
    return Match(
        source="cnaf_communes",
        label=f"Allocataires des Caf par commune, décembre {_span(years)} (Cnaf)",
        years=tuple(years),
        geography_year=max(years) + 1,
    )


def clean(raw: RawFile) -> Iterable[CleanTable]:
    """One table of communes and arrondissements."""
    variables = {
        name.upper(): name for name in header(raw.sample) if name.lower().startswith("ind")
    }
    rows = text_table(raw.sample, found(raw.sample, KEYS) | variables)
    rows = located(rows, "commune").with_columns(
        pl.col("date").str.slice(0, 4).cast(pl.Int32).alias("year")
    )
    typed = numbers(rows, list(variables), markers=raw.card["markers"])
    yield CleanTable("cnaf_communes", by_commune(typed, geography_lag=1))


def _span(years: list[int]) -> str:
    return str(years[0]) if len(years) == 1 else f"{years[0]} à {years[-1]}"
