"""Filosofi, wide files: FILO2012 to FILO2019 (« DISP ») and cc_filosofi 2013 to 2021.

One row per territory. The level is not written in the file: it is told by the codes and labels.
Empty is secret until 2020; « s » and « nd » since. Medians and rates are those published;
nothing is computed, and nothing may be averaged afterwards.
"""

import re
from collections.abc import Iterator

import polars as pl

from maillage.base.errors import RefusedFile
from maillage.base.levels import METROPOLE_CODE, Level
from maillage.base.statuses import Status
from maillage.sources.contract import CleanTable, Match, RawFile, Sample
from maillage.sources.municipal import commune_codes, level_of
from maillage.sources.reading import numbers, read_rows, territories
from maillage.sources.regions import REGION_LABELS


CODE = "CODGEO"
DATED = re.compile(r"^(?P<stem>\w+)(?P<year>\d\d)$")
MEDIAN = re.compile(r"^(?:MED|Q2)(?P<year>\d\d)$")
CENSUS = re.compile(r"^[PC]\d\d_")
HOUSEHOLDS = re.compile(r"^NBMEN(?:FISC)?\d\d$")
UNDATED = frozenset({"RD", "Q3_Q1", "S80S20"})
RENAMED = {"Q2": "MED", "NBMEN": "NBMENFISC", "NBPERS": "NBPERSMENFISC"}
LABELS = {
    Level.COMMUNE: "communes",
    Level.EPCI: "intercommunalités",
    Level.DEPARTEMENT: "départements",
    Level.REGION: "régions",
    Level.METROPOLE: "France métropolitaine",
}
GEOGRAPHY_IN_NAME = re.compile(r"geo(?P<year>20\d\d)", re.IGNORECASE)
OTHER_ZONINGS = re.compile(r"_(?:ARR|AU|AAV|UU|ZE|BV)\d*[_.]", re.IGNORECASE)
LEVEL_IN_NAME = re.compile(r"_(?P<level>REG|DEP)[_.]", re.IGNORECASE)
GEOGRAPHY_YEARS = {2020: 2023, 2021: 2024}
FIRST_YEAR_OF_WRITTEN_SECRET = 2020
COMMUNE_LENGTH, EPCI_LENGTH, DEPARTEMENT_LENGTHS = 5, 9, {2, 3}
WHOLE_REGIONS = 10
FICTITIOUS_REGION = "Région d'exemple (fictive)"
METROPOLE_CODES = frozenset({"1", "FM", "METRO"})


def recognise(sample: Sample) -> Match | None:
    """A wide file with a median standard of living and a number of households of one year."""
    row = _header_row(sample)
    if row is None:
        return None
    header = tuple(cell.strip() for cell in sample.rows[row])
    if CODE not in header or not any(HOUSEHOLDS.match(cell) for cell in header):
        raise RefusedFile(
            f"« {sample.name} » ressemble à un fichier Filosofi, mais sa colonne « {CODE} » ou le "
            "nombre de ménages (« NBMEN ») est absent.",
            todo="Déposez le fichier « DISP » ou « cc_filosofi » tel que publié.",
        )
    year = next(2000 + int(found["year"]) for cell in header if (found := MEDIAN.match(cell)))
    level = _level(sample, header, row)
    return Match(
        source="insee_filosofi",
        label=f"Filosofi {year}, {LABELS[level]} (Insee)",
        years=(year,),
        geography_year=_geography_year(sample, year),
        details={"header_row": row, "level": str(level)},
    )


def clean(raw: RawFile) -> Iterator[CleanTable]:
    """One row per territory, variables without their year."""
    rows = read_rows(raw)
    year = raw.match.years[0]
    names = variable_names(rows.columns, year)
    rows = rows.filter(pl.col(CODE) != "").select(CODE, *names).rename(names)
    rows = numbers(rows, list(names.values()), markers=_markers(raw))
    level = Level(raw.match.details["level"])
    table = territories(
        rows.with_columns(_codes(raw, rows[CODE], level)),
        level=level,
        code=pl.col(CODE),
        year=year,
        geography_year=raw.match.geography_year,
    )
    if level is Level.COMMUNE:
        table = table.with_columns(level_of(pl.col("code")).alias("level"))
    yield CleanTable("insee_filosofi", table)


def variable_names(columns: list[str], year: int) -> dict[str, str]:
    """Published name → name without year, one for every vintage (`Q219`, `MED21` → `MED`)."""
    names = {}
    for column in columns:
        found = DATED.match(column)
        if column in UNDATED:
            names[column] = column
        elif found and 2000 + int(found["year"]) == year:
            names[column] = RENAMED.get(found["stem"], found["stem"])
    return names


def _header_row(sample: Sample) -> int | None:
    for index, row in enumerate(sample.rows):
        cells = [cell.strip() for cell in row]
        if any(MEDIAN.match(cell) for cell in cells):
            return None if any(CENSUS.match(cell) for cell in cells) else index
    return None


def _level(sample: Sample, header: tuple[str, ...], row: int) -> Level:
    """The level of the first rows. Raises RefusedFile for the zonings Maillage does not use."""
    place = header.index(CODE)
    body = [cells for cells in sample.rows[row + 1 :] if len(cells) > place and cells[place]]
    codes = [cells[place].strip() for cells in body]
    lengths = {len(code) for code in codes}
    if codes and set(codes) <= METROPOLE_CODES:
        return Level.METROPOLE
    if lengths == {EPCI_LENGTH}:
        return Level.EPCI
    if lengths <= DEPARTEMENT_LENGTHS and lengths:
        return _region_or_departement(sample, header, body)
    could_be_communes = {COMMUNE_LENGTH} <= lengths <= {COMMUNE_LENGTH - 1, COMMUNE_LENGTH}
    if could_be_communes and not OTHER_ZONINGS.search(sample.name):
        return Level.COMMUNE
    raise RefusedFile(
        f"« {sample.name} » est un fichier Filosofi d’un découpage que Maillage n’utilise pas "
        f"(premier code : « {codes[0] if codes else ''} »).",
        todo="Prenez les fichiers des communes, intercommunalités, départements ou régions.",
    )


def _region_or_departement(
    sample: Sample, header: tuple[str, ...], body: list[tuple[str, ...]]
) -> Level:
    """« 11 » is Île-de-France or Aude: the label tells, else the set of codes, else the name."""
    code = header.index(CODE)
    if "LIBGEO" in header:
        label = header.index("LIBGEO")
        # « Région d'exemple (fictive) », of the fictitious territory, says it is one.
        regions = [
            cells[label].strip() in {REGION_LABELS.get(cells[code]), FICTITIOUS_REGION}
            for cells in body
        ]
        return Level.REGION if any(regions) else Level.DEPARTEMENT
    if any(cells[code] not in REGION_LABELS for cells in body):
        return Level.DEPARTEMENT
    if len(body) >= WHOLE_REGIONS:
        return Level.REGION
    if found := LEVEL_IN_NAME.search(f"{sample.origin}_{sample.name}"):
        return Level.REGION if found["level"].upper() == "REG" else Level.DEPARTEMENT
    raise RefusedFile(
        f"« {sample.name} » : rien ne dit si « {body[0][code]} » est une région ou un département.",
        todo="Déposez le fichier entier, sous son nom d’origine.",
    )


def _geography_year(sample: Sample, year: int) -> int:
    """Named by the file (« geo2025 »), else the year after the incomes, checked file by file."""
    if found := GEOGRAPHY_IN_NAME.search(f"{sample.origin} {sample.name}"):
        return int(found["year"])
    return GEOGRAPHY_YEARS.get(year, year + 1)


def _codes(raw: RawFile, codes: pl.Series, level: Level) -> pl.Series:
    if level is Level.COMMUNE:
        return commune_codes(raw, codes)
    if level is Level.METROPOLE:
        return pl.Series(CODE, [METROPOLE_CODE] * codes.len())
    return codes if level is Level.EPCI else codes.str.pad_start(2, "0")


def _markers(raw: RawFile) -> dict[str, str]:
    """An empty cell was the sign of secret before « s » was written."""
    markers: dict[str, str] = dict(raw.card["markers"])
    if raw.match.years[0] >= FIRST_YEAR_OF_WRITTEN_SECRET:
        markers[""] = Status.UNAVAILABLE
    return markers
