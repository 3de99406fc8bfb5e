"""Filosofi, DS_FILOSOFI_CC and DS_FILOSOFI_MEN_TP_NIVVIE: one line per territory and measure.

« Filosofi 2 » (incomes of 2023, published in August 2026) no longer leans on the housing tax: INSEE
forbids comparing it with 2012–2021. The edition of 2021 in the same format continues the old
series. Names are those of the wide files. Nothing is computed.
"""

from collections.abc import Iterator

import polars as pl

from maillage.sources.contract import CleanTable, Match, RawFile, Sample
from maillage.sources.melodi_long import (
    breakdowns,
    dimensions,
    geography_year,
    observations,
    periods,
    pivoted,
)


MEASURE = "FILOSOFI_MEASURE"
YEARS_TO_GEOGRAPHY = 3
MEASURES = {
    "NUM_HH": "NBMENFISC",
    "NUM_PER": "NBPERSMENFISC",
    "NUM_CU": "NBUC",
    "MED_SL": "MED",
    "PR_MD60": "TP60",
    **{f"D{rank}_SL": f"D{rank}" for rank in (1, 2, 3, 4, 6, 7, 8, 9)},
    "Q1_SL": "Q1",
    "Q3_SL": "Q3",
    "IQR_SL": "Q3_Q1",
    "IR_D9_D1_SL": "RD",
    "GI_SL": "GI",
    "S80S20_SL": "S80S20",
    "S_HH_TAX": "PIMP",
    "S_EI_DI": "PACT",
    "S_EI_DI_SAL": "PTSA",
    "S_EI_DI_UNE": "PCHO",
    "S_EI_DI_N_SAL": "PBEN",
    "S_RET_PEN_DI": "PPEN",
    "S_INC_ASS_DI": "PPAT",
    "S_SOC_BEN_DI": "PPSOC",
    "S_SOC_BEN_DI_FAM_BEN": "PPFAM",
    "S_SOC_BEN_DI_MIN_SOC": "PPMINI",
    "S_SOC_BEN_DI_HOU_BEN": "PPLOGT",
    "S_DIR_TAX_DI": "PIMPOT",
}
# DS_FILOSOFI_MEN_TP_NIVVIE: poverty by type of household, under the suffixes of the former wide
# files. The totals it repeats (`_T`) are left to the whole file.
HOUSEHOLD = "TPH_FISCAL"
HOUSEHOLDS = {
    "110": "TYM1",  # a man alone
    "111": "TYM2",  # a woman alone
    "221_FILOSOFI": "TYM3",  # a couple without children
    "222_FILOSOFI": "TYM4",  # a couple with children
    "21": "TYM5",  # a single parent
    "3": "TYM6",  # several families or people without ties
}


def recognise(sample: Sample) -> Match | None:
    """The measures of Filosofi in long format, whole or by type of household."""
    names = dimensions(sample)
    split = breakdowns(names)
    if MEASURE not in names or split - {HOUSEHOLD}:
        return None
    years = periods(sample)
    what = "par type de ménage" if split else "tous niveaux"
    return Match(
        source="insee_filosofi_2023",
        label=f"Filosofi {max(years, default='')}, {what}, format Melodi (Insee)",
        years=years,
        geography_year=geography_year(sample, lag=YEARS_TO_GEOGRAPHY),
    )


def clean(raw: RawFile) -> Iterator[CleanTable]:
    """One row per territory and year."""
    rows = observations(raw).filter(pl.col(MEASURE).is_in(MEASURES))
    names = pl.col(MEASURE).replace_strict(MEASURES, return_dtype=pl.String)
    if HOUSEHOLD not in rows.columns:
        yield CleanTable("insee_filosofi", pivoted(raw, rows, names))
        return
    rows = rows.filter(pl.col(HOUSEHOLD).is_in(HOUSEHOLDS))
    names += pl.col(HOUSEHOLD).replace_strict(HOUSEHOLDS, return_dtype=pl.String)
    yield CleanTable("insee_filosofi_menages", pivoted(raw, rows, names))
