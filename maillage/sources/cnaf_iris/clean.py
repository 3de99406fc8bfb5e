"""Cnaf: beneficiaries of the Caf by IRIS, as published (« Caf, données infracommunales »).

One row per IRIS and year. Clean columns are those of the file: A (allocataires), PERCOU (people
covered), AI, AM, ACSSENF, ACAVENF, AC3ENF (family types), ENF, ENF_2, ENF_3_5, ENF_6_10, ENF_11_14,
ENF_15_17, ENF_18_24 (children by age), A_ETUD, A_NETUD_24, AAL, AAPL, AAAH, APPA, ARSAS (benefits),
and APRES50, APRES100 where the year has them.
An empty cell is a secret; NOTE says why and is not kept. Nothing is computed here.
The file does not write its year: the name does, else the first IRIS of the national files.
"""

from collections.abc import Iterable

import polars as pl

from maillage.base.levels import Level
from maillage.sources.contract import CleanTable, FileKind, Match, RawFile, Sample
from maillage.sources.exports import refuse_missing, refuse_without_year, year_in_name
from maillage.sources.reading import numbers, read_rows, territories


VARIABLES = (
    "A",
    "PERCOU",
    "AI",
    "AM",
    "ACSSENF",
    "ACAVENF",
    "AC3ENF",
    "ENF",
    "ENF_2",
    "ENF_3_5",
    "ENF_6_10",
    "ENF_11_14",
    "ENF_15_17",
    "ENF_18_24",
    "A_ETUD",
    "A_NETUD_24",
    "AAL",
    "AAPL",
    "AAAH",
    "APPA",
    "ARSAS",
    "APRES50",
    "APRES100",
)
REQUIRED = VARIABLES[:14]
# A of the first IRIS (010040101, Ambérieu-en-Bugey) of the published national files.
FIRST_IRIS = {("010040101", "485"): 2019, ("010040101", "501"): 2020}


def recognise(sample: Sample) -> Match | None:
    """A CSV whose header holds CODGEO, A, PERCOU and ENF. Raises RefusedFile when it is cut."""
    row = sample.header_row("CODGEO", "PERCOU", "ENF")
    header = sample.header("CODGEO", "PERCOU", "ENF")
    if sample.kind is not FileKind.CSV or row is None or header is None:
        return None
    missing = [name for name in ("NOTE", *REQUIRED) if name not in header]
    if missing:
        raise refuse_missing(sample, "un fichier « Caf par IRIS »", missing)
    year = year_in_name(sample) or _year_of_first_iris(sample, header, row)
    if year is None:
        raise refuse_without_year(sample, example="data_CAF_2020_IRIS.csv")
    return Match(
        source="cnaf_iris",
        label=f"Allocataires des Caf {year}, IRIS (Cnaf)",
        years=(year,),
        geography_year=year + 1,
        details={"header_row": row},
    )


def clean(raw: RawFile) -> Iterable[CleanTable]:
    """One table of IRIS."""
    rows = read_rows(raw, columns=("CODGEO", *VARIABLES))
    variables = [name for name in VARIABLES if name in rows.columns]
    table = territories(
        numbers(rows, variables, markers=raw.card["markers"]),
        level=Level.IRIS,
        code=pl.col("CODGEO").str.to_uppercase().str.pad_start(9, "0"),
        year=raw.match.years[0],
        geography_year=raw.match.geography_year,
    )
    yield CleanTable("cnaf_iris", table)


def _year_of_first_iris(sample: Sample, header: tuple[str, ...], row: int) -> int | None:
    """The vintage of a national file renamed by its owner."""
    code, value = header.index("CODGEO"), header.index("A")
    first = sample.rows[row + 1] if len(sample.rows) > row + 1 else ()
    return FIRST_IRIS.get((first[code], first[value])) if len(first) > value else None
