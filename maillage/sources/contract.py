"""What every source folder promises: `recognise(sample)` and `clean(raw)`.

A source is found by its folder name, which is also the name of its card in `definitions/sources/`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

import polars as pl

from maillage.base.errors import RefusedFile
from maillage.base.levels import Level


class FileKind(StrEnum):
    """What the bytes are, whatever the file is called."""

    CSV = "csv"
    JSON = "json"
    XLSX = "xlsx"
    PARQUET = "parquet"
    CSV_LZMA = "csv_lzma"
    HTML = "html"
    EMPTY = "empty"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Sample:
    """The beginning of one file, or of one member of an archive, opened safely.

    path       plain local file holding the bytes (members of archives are extracted beforehand)
    name       base name to print in messages
    origin     name of the archive the member comes from, or ""
    rows       first rows, split on `separator` (CSV) or of the first sheet (XLSX); no BOM, no
               quotes
    sheets     XLSX only: first rows of every sheet
    columns    PARQUET only: column names
    text       JSON and HTML: first 20,000 characters
    package    (name, version) of the package.json beside the file or above, when there is one
    refusal    members of archives only: why its bytes cannot be a table, when they tell
    """

    path: Path
    name: str
    kind: FileKind
    size: int
    origin: str = ""
    encoding: str = "utf-8"
    separator: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    sheets: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    text: str = ""
    package: tuple[str, str] | None = None
    refusal: RefusedFile | None = None

    def header_row(self, *wanted: str) -> int | None:
        """Index of the first row holding every wanted cell (case-insensitive), or None."""
        needles = {cell.lower() for cell in wanted}
        for index, row in enumerate(self.rows):
            if needles <= {cell.strip().lower() for cell in row}:
                return index
        return None

    def header(self, *wanted: str) -> tuple[str, ...] | None:
        """The cells of that row, stripped, trailing empty ones removed; None when it is absent."""
        index = self.header_row(*wanted)
        if index is None:
            return None
        cells = [cell.strip() for cell in self.rows[index]]
        while cells and not cells[-1]:
            cells.pop()
        return tuple(cells)


@dataclass(frozen=True)
class Match:
    """What a file was taken for.

    source          name of the source folder and card
    label           French, for the person: « Filosofi 2019, communes (Insee) »
    years           vintages found in the file
    geography_year  year of the Code officiel géographique its codes belong to
    details         what `clean` needs to know again (level, header row, sheet…), JSON-able
    """

    source: str
    label: str
    years: tuple[int, ...]
    geography_year: int
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class RawFile:
    """A raw file ready to be cleaned: the bytes as published, and what they were taken for."""

    sample: Sample
    match: Match
    card: dict[str, Any]

    @property
    def path(self) -> Path:
        """The local file holding the bytes."""
        return self.sample.path


@dataclass(frozen=True)
class CleanTable:
    """Typed rows of one file, nothing computed.

    dataset   dictionary of columns it belongs to; several sources may fill one dataset
    frame     kind "territories": level (str), code (str), year (int), geography_year (int), then
              one Float64 column per variable, and `<variable>__status` (str, a Status) where a cell
              is not simply published (value present) or unavailable (value null);
              kind "places": one row per facility or service, with at least commune (str) and
              year (int);
              kind "geography": the shape documented by `maillage.geography`
    """

    dataset: str
    frame: pl.DataFrame | pl.LazyFrame
    kind: str = "territories"


Recogniser = Callable[[Sample], Match | None]
Cleaner = Callable[[RawFile], Iterable[CleanTable]]

# Geography year of a list that belongs to no single year (events since 1943).
UNDATED = 0
KEYS = ("level", "code", "year", "geography_year")
STATUS_SUFFIX = "__status"


def level_column(level: Level) -> pl.Expr:
    """The constant `level` column of a table whose rows all belong to one level."""
    return pl.lit(str(level)).alias("level")
