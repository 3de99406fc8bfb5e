"""Dossier complet: about 1,900 variables per commune, split by source and by year.

One wide file holds the census (three years and the older ones), births and deaths, Filosofi, wages,
establishments, tourism and voters. Each becomes the tables of its own dataset, year by year.
Nothing is computed. Where INSEE writes « s » or « nd », the status says so.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from maillage.base.errors import RefusedFile
from maillage.sources.contract import CleanTable, Match, RawFile, Sample
from maillage.sources.rp_wide import (
    YEARS_FROM_CENSUS_TO_COMMUNES,
    WideTable,
    YearColumns,
    census_columns,
    census_match,
    figures,
    full_year,
    header_of,
    keyed,
    read_wide,
    year_tables,
)


CODE = "CODGEO"
# The stem may itself end with digits (ETTEF1022 is ETTEF10 of 2022): the last two are the year.
FAMILIES = {
    "insee_etat_civil": re.compile(r"^(?P<stem>NAISD|DECESD)(?P<year>\d\d)$"),
    "insee_filosofi": re.compile(
        r"^(?P<stem>NBMENFISC|NBPERSMENFISC|MED|PIMP|TP60(?:AGE\d|TOL\d)?|D[1-9]|RD|GI|Q[13]"
        r"|PACT|PTSA|PCHO|PBEN|PPEN|PPAT|PPSOC|PPFAM|PPMINI|PPLOGT|PIMPOT)(?P<year>\d\d)$"
    ),
    "insee_salaires": re.compile(r"^(?P<stem>SNHM\w*?)(?P<year>\d\d)$"),
    "insee_elections": re.compile(r"^(?P<stem>ELECTEURS\w*?)20(?P<year>\d\d)$"),
    "insee_sirene": re.compile(r"^(?P<stem>(?:ENN|ENC|ETC|ETN(?!PRES))\w*?)(?P<year>\d\d)$"),
    "insee_flores": re.compile(r"^(?P<stem>ET\w*?)(?P<year>\d\d)$"),
    "insee_tourisme": re.compile(r"^(?P<stem>(?:HT|CPG|VV|RT|AJCS)\w*?)(?P<year>\d\d)$"),
}
TEXT_FAMILIES = ("insee_filosofi", "insee_salaires")
SIGNATURE = ("insee_etat_civil", "insee_filosofi", "insee_flores")


def recognise(sample: Sample) -> Match | None:
    """A CSV with census variables beside births, incomes and establishments, whatever its name."""
    header = header_of(sample)
    if not header or not census_columns(header):
        return None
    families = columns_by_family(header)
    if sum(name in families for name in SIGNATURE) < 2:
        return None
    if CODE not in header:
        raise RefusedFile(
            f"« {sample.name} » ressemble au dossier complet de l’Insee, mais sa colonne "
            "« CODGEO », le code de la commune, est absente.",
            todo="Téléchargez de nouveau « dossier_complet.zip » et déposez-le tel quel.",
        )
    return census_match(
        header,
        source="insee_rp_dossier",
        label="Dossier complet, recensement {year}, communes (Insee)",
        lag=YEARS_FROM_CENSUS_TO_COMMUNES,
    )


def clean(raw: RawFile) -> Iterator[CleanTable]:
    """One table per dataset and year, all cut from a single parse."""
    header = header_of(raw.sample)
    families = columns_by_family(header)
    texts = [name for family in TEXT_FAMILIES for name in _published(families.get(family, {}))]
    frame = read_wide(raw, code=CODE, texts=texts)
    frame = figures(frame, texts, markers=raw.card["markers"])
    where = WideTable(code=CODE, level="commune", geography_year=raw.match.geography_year)
    frame = keyed(raw, frame, where)
    for dataset, years in {"insee_rp": census_columns(header), **families}.items():
        for table in year_tables(frame, years):
            yield CleanTable(dataset, table)


def columns_by_family(header: tuple[str, ...]) -> dict[str, YearColumns]:
    """Dataset → year → {published name: name without year}, for every column outside the census."""
    families: dict[str, YearColumns] = defaultdict(lambda: defaultdict(dict))
    for column in header:
        for dataset, pattern in FAMILIES.items():
            if found := pattern.match(column):
                families[dataset][full_year(found["year"])][column] = found["stem"]
                break
    return families


def _published(years: YearColumns) -> list[str]:
    return [name for columns in years.values() for name in columns]
