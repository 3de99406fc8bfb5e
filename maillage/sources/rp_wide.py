"""Wide census tables: one row per territory, one column per variable and census year.

The fast path of the largest files: a single parse with a schema told in advance (nothing is
guessed), then one table per census year made of columns of that parse, without copying them.
Dossier complet, base-cc and base-ic share this shape. Nothing is computed here.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from maillage.base.errors import RefusedFile
from maillage.sources.contract import STATUS_SUFFIX, FileKind, Match, RawFile, Sample
from maillage.sources.municipal import commune_codes, level_of
from maillage.sources.reading import numbers, read_rows


CENSUS_VARIABLE = re.compile(r"^(?P<kind>[PCD])(?P<year>\d{2})_(?P<name>\w+)$")
BETWEEN_CENSUSES = re.compile(r"^(?P<name>NAIS|DECE)\d{2}(?P<end>\d{2})$")
AREA = "SUPERF"
LAST_CENTURY = 60
TAIL_BYTES = 256 * 1024
YEARS_FROM_CENSUS_TO_COMMUNES = 3
YEARS_FROM_CENSUS_TO_IRIS = 2

YearColumns = dict[int, dict[str, str]]


@dataclass(frozen=True)
class WideTable:
    """Where the territories of a wide file are.

    code    column of their codes; level `commune` (five characters) or `iris` (nine)
    """

    code: str
    level: str
    geography_year: int


def full_year(two_digits: str) -> int:
    """`21` → 2021, `99` → 1999, `68` → 1968."""
    year = int(two_digits)
    return year + (2000 if year < LAST_CENTURY else 1900)


def census_columns(header: Collection[str]) -> YearColumns:
    """Census year → {published name: name without year}.

    `P21_POP` is `P_POP` of 2021 and `C21_MEN` is `C_MEN`; `D99_POP`, of the exhaustive censuses of
    the last century, is `P_POP` of 1999. Births and deaths « between two censuses » (`NAIS1520`)
    belong to the later one; the area (`SUPERF`) is repeated for each.
    """
    years: YearColumns = defaultdict(dict)
    for column in header:
        if found := CENSUS_VARIABLE.match(column):
            kind = found["kind"].replace("D", "P")
            years[full_year(found["year"])][column] = f"{kind}_{found['name']}"
    for column in header:
        if found := BETWEEN_CENSUSES.match(column):
            end = full_year(found["end"])
            for year in {end, end + 1} & set(years):
                years[year][column] = f"{found['name']}_INTERCENS"
    if AREA in header:
        for columns in years.values():
            columns[AREA] = AREA
    return dict(years)


def header_of(sample: Sample) -> tuple[str, ...]:
    """The stripped cells of the first row of a CSV, empty trailing ones included; () otherwise."""
    if sample.kind is not FileKind.CSV or not sample.rows:
        return ()
    return tuple(cell.strip() for cell in sample.rows[0])


def read_wide(raw: RawFile, *, code: str, texts: Collection[str] = ()) -> pl.DataFrame:
    """Every column in one parse: the code and `texts` as strings, the others as numbers.

    A cell that is not a number makes the file be read again as text, column by column, so that the
    message names it.
    """
    header = header_of(raw.sample)
    refuse_cut_file(raw, header)
    names = [name or f"__empty_{index}" for index, name in enumerate(header)]
    labels = {code, *texts}
    kept = [name for name in names if not name.startswith("__empty_")]
    separator = raw.sample.separator or ";"
    try:
        return pl.read_csv(
            raw.path,
            separator=separator,
            schema={name: pl.String if name in labels else pl.Float64 for name in names},
            columns=kept,
            encoding="utf8" if raw.sample.encoding.lower().startswith("utf") else "utf8-lossy",
            truncate_ragged_lines=True,
        )
    except pl.exceptions.PolarsError:
        rows = read_rows(raw)
        variables = [name for name in rows.columns if name in kept and name not in labels]
        return numbers(rows, variables, markers=raw.card.get("markers", {}))


def figures(
    frame: pl.DataFrame, columns: Sequence[str], *, markers: Mapping[str, str]
) -> pl.DataFrame:
    """Text columns as numbers: at once those that hold nothing else, with `numbers` the others."""
    # Column by column: a selection in a parse of hundreds of pieces copies all of it.
    texts = pl.DataFrame([frame[name].rechunk() for name in columns])
    decimal_points = pl.col(columns).str.replace(",", ".", literal=True)
    values = texts.select(decimal_points.cast(pl.Float64, strict=False))
    plain = [name for name in columns if values[name].null_count() == texts[name].null_count()]
    marked = [name for name in columns if name not in plain]
    read = numbers(texts.with_columns(values.select(plain)), marked, markers=markers)
    return _with_series(frame, read.get_columns())


def _with_series(frame: pl.DataFrame, series: Iterable[pl.Series]) -> pl.DataFrame:
    """`with_columns`, without cutting the series into the hundreds of pieces a parse leaves."""
    return pl.DataFrame(list({one.name: one for one in [*frame.get_columns(), *series]}.values()))


def refuse_cut_file(raw: RawFile, header: tuple[str, ...]) -> None:
    """Raises RefusedFile when the last line stops before the last column: a cut download."""
    with raw.path.open("rb") as stream:
        stream.seek(max(0, raw.sample.size - TAIL_BYTES))
        lines = stream.read().rstrip(b"\r\n").splitlines()
    separators = len(header) - 1
    if len(lines) > 1 and lines[-1].count((raw.sample.separator or ";").encode()) < separators:
        raise RefusedFile(
            f"« {raw.sample.name} » s’arrête au milieu d’une ligne : la dernière n’a pas ses "
            f"{len(header)} colonnes.",
            todo="Le téléchargement a sans doute été coupé : téléchargez-le de nouveau.",
        )


def keyed(raw: RawFile, frame: pl.DataFrame, where: WideTable) -> pl.DataFrame:
    """The same rows with `level`, `code`, `geography_year`; identical repeated rows collapse.

    Level `commune` becomes `arrondissement_municipal` for the arrondissements.
    Raises RefusedFile for a malformed code, or for one territory with two different rows.
    """
    if where.level == "commune":
        codes = commune_codes(raw, frame[where.code])
        level = level_of(pl.col("code"))
    else:
        codes = frame[where.code].str.strip_chars().str.to_uppercase().str.pad_start(9, "0")
        level = pl.lit(str(where.level))
    keys = codes.alias("code").rechunk().to_frame()
    keys = keys.with_columns(
        level.alias("level"), pl.lit(where.geography_year).cast(pl.Int32).alias("geography_year")
    )
    frame = _with_series(frame, keys.get_columns())
    if not frame["code"].is_duplicated().any():
        return frame
    frame = frame.unique(maintain_order=True)
    twice = frame.filter(pl.col("code").is_duplicated())["code"]
    if twice.len():
        raise RefusedFile(
            f"« {raw.sample.name} » : le territoire « {twice[0]} » apparaît deux fois, "
            "avec des valeurs différentes.",
            todo="Déposez le fichier tel que publié, ou signalez-le à son producteur.",
        )
    return frame


def year_tables(
    frame: pl.DataFrame, years: Mapping[int, Mapping[str, str]]
) -> Iterator[pl.DataFrame]:
    """One table per year, newest first: the columns of a keyed frame, renamed, with statuses.

    A parse leaves its columns in hundreds of pieces; writing joins them, whatever their number.
    """
    keys = [frame[name] for name in ("level", "code", "geography_year")]
    present = set(frame.columns)
    for year in sorted(years, reverse=True):
        columns = [
            frame[published + suffix].alias(name + suffix)
            for published, name in years[year].items()
            for suffix in ("", STATUS_SUFFIX)
            if published + suffix in present
        ]
        when = pl.Series("year", [year], dtype=pl.Int32).new_from_index(0, frame.height)
        yield pl.DataFrame([*keys[:2], when, keys[2], *columns])


def census_tables(raw: RawFile, where: WideTable) -> Iterator[pl.DataFrame]:
    """The tables by census year of a file that holds nothing but the census."""
    header = header_of(raw.sample)
    years = census_columns(header)
    variables = {name for columns in years.values() for name in columns}
    labels = [name for name in header if name and name not in variables and name != where.code]
    return year_tables(keyed(raw, read_wide(raw, code=where.code, texts=labels), where), years)


def census_match(header: tuple[str, ...], *, source: str, label: str, lag: int) -> Match:
    """What a wide census file is: its years come from its header, its COG year from the latest.

    label   French, `{year}` stands for the latest census
    lag     years between the census and the COG its codes belong to
    """
    years = census_columns(header)
    latest = max(years)
    return Match(
        source=source,
        label=label.format(year=latest),
        years=tuple(sorted(years)),
        geography_year=latest + lag,
    )
