"""Reading published tables without guessing: everything is text until we say what it is.

A reader that lets a library infer integers drops the départements 01 to 09; hence strings first.
"""

from collections.abc import Mapping, Sequence
from io import BytesIO

import fastexcel
import polars as pl

from maillage.base.errors import RefusedFile
from maillage.base.statuses import Status
from maillage.sources.contract import KEYS, STATUS_SUFFIX, FileKind, RawFile, Sample


SPACES = "[\u00a0\u202f\u2009 ]"


def read_rows(
    raw: RawFile, *, header_row: int | None = None, columns: Sequence[str] | None = None
) -> pl.DataFrame:
    """The rows of a CSV file as strings, one column per header cell, in the file's order.

    header_row  index of the header (title rows before it are skipped); taken from
                `match.details["header_row"]`, else 0
    columns     keep only these (those absent are ignored)

    Empty cells are "" (never null), headers are stripped, nameless trailing columns are dropped.
    Raises RefusedFile when the text cannot be decoded or a row is longer than its header.
    """
    row = raw.match.details.get("header_row", 0) if header_row is None else header_row
    if raw.sample.kind is not FileKind.CSV:
        raise RefusedFile(f"« {raw.sample.name} » n’est pas un fichier CSV.")
    frame = _read_csv(raw, row)
    frame = frame.rename({name: name.strip().strip('\ufeff"') for name in frame.columns})
    kept = [name for name in frame.columns if name and not name.startswith("_duplicated")]
    if columns is not None:
        kept = [name for name in kept if name in set(columns)]
    return frame.select(pl.col(kept).fill_null("").str.strip_chars())


def _read_csv(raw: RawFile, header_row: int) -> pl.DataFrame:
    source: BytesIO | str = str(raw.path)
    if raw.sample.encoding.replace("-", "").lower() not in {"utf8", "utf8sig", "ascii"}:
        source = BytesIO(raw.path.read_bytes().decode(raw.sample.encoding).encode())
    try:
        return pl.read_csv(
            source,
            separator=raw.sample.separator or ";",
            infer_schema=False,
            skip_lines=header_row,
            truncate_ragged_lines=True,
            quote_char='"',
        )
    except (pl.exceptions.PolarsError, UnicodeDecodeError) as problem:
        raise RefusedFile(
            f"« {raw.sample.name} » : les lignes ne se lisent pas comme un tableau "
            f"(séparateur « {raw.sample.separator} », ligne d’en-tête {header_row + 1}).",
            todo="Téléchargez-le de nouveau, puis déposez-le sans l’ouvrir dans un tableur.",
        ) from problem


def read_sheet(raw: RawFile, sheet: str, *, header_row: int) -> pl.DataFrame:
    """One sheet of an XLSX file as strings, below its header row (0-based). Empty cells are ""."""
    book = fastexcel.read_excel(str(raw.path))
    if sheet not in book.sheet_names:
        raise RefusedFile(
            f"« {raw.sample.name} » : l’onglet « {sheet} » est absent "
            f"(onglets trouvés : {', '.join(book.sheet_names)})."
        )
    table = book.load_sheet(sheet, header_row=header_row, dtypes="string")
    frame = table.to_polars()
    frame = frame.rename({name: " ".join(name.split()) for name in frame.columns})
    kept = [name for name in frame.columns if name and not name.startswith("__UNNAMED__")]
    return frame.select(pl.col(kept).cast(pl.String).fill_null("").str.strip_chars())


def read_table(raw: RawFile) -> pl.DataFrame:
    """The rows of a list published now as CSV, now as a workbook (`match.details["sheet"]`)."""
    details = raw.match.details
    if details["sheet"]:
        return read_sheet(raw, details["sheet"], header_row=details["header_row"])
    return read_rows(raw)


def titles(sample: Sample) -> str:
    """Text above the header of a workbook: « géographie au 01/01/2024 »."""
    return " ".join(cell for rows in sample.sheets.values() for row in rows[:5] for cell in row)


def numbers(
    frame: pl.DataFrame,
    columns: Sequence[str],
    *,
    markers: Mapping[str, Status | str],
    decimal: str = ",",
) -> pl.DataFrame:
    """Turn text columns into Float64, and their markers into statuses.

    markers  cell text → status: {"": "secret", "s": "secret", "nd": "unavailable"}; the comparison
             ignores case and outer spaces. An empty cell without marker is unavailable.
    decimal  decimal sign of the file; thousands spaces of every width are removed

    Adds `<column>__status` only to columns in which some cell carries a status other than
    "published when present, unavailable when absent". Raises RefusedFile naming the first cell that
    is neither a number nor a marker.
    """
    statuses = {text.strip().lower(): str(status) for text, status in markers.items()}
    statuses.setdefault("", str(Status.UNAVAILABLE))
    for name in columns:
        frame = _parse_column(frame, name, statuses, decimal)
    return frame


def _parse_column(
    frame: pl.DataFrame, name: str, statuses: dict[str, str], decimal: str
) -> pl.DataFrame:
    text = frame[name].fill_null("")
    values, status = _read_cells(text, text, statuses, decimal)
    if status.null_count():
        text = text.str.strip_chars()
        figures = text.str.replace_all(SPACES, "")
        values, status = _read_cells(text, figures, statuses, decimal)
    lost = values.is_null()
    if status.null_count():
        unknown = text.filter(lost).filter(status.is_null())[0]
        row = (lost & (text == unknown)).to_list().index(True)
        raise RefusedFile(
            f"Colonne « {name} », ligne de données {row + 1} : « {unknown} » n’est ni un nombre "
            "ni un signe de secret connu.",
            todo="Vérifiez que le fichier est bien celui publié, sans modification.",
        )
    frame = frame.with_columns(values.alias(name))
    if set(status.unique()) <= {str(Status.UNAVAILABLE)}:
        return frame
    told = status.gather((lost.cum_sum().cast(pl.Int64) - 1).clip(0))
    marked = pl.when(lost).then(told).otherwise(pl.lit(str(Status.PUBLISHED)))
    return frame.with_columns(pl.select(marked).to_series().alias(name + STATUS_SUFFIX))


def _read_cells(
    text: pl.Series, figures: pl.Series, statuses: dict[str, str], decimal: str
) -> tuple[pl.Series, pl.Series]:
    """The numbers of a column, and the status of each cell that is none: null when unknown.

    figures  the same cells, without spaces where numbers may have some: most files have none, and
             looking for them takes long
    """
    cleaned = figures if decimal == "." else figures.str.replace(decimal, ".", literal=True)
    values = cleaned.cast(pl.Float64, strict=False)
    values = pl.select(pl.when(values.is_finite()).then(values)).to_series()
    signs = text.filter(values.is_null()).str.strip_chars().str.to_lowercase()
    return values, signs.replace_strict(statuses, default=None, return_dtype=pl.String)


def commune_code(expression: pl.Expr) -> pl.Expr:
    """Commune codes as five characters: « 1001 » → « 01001 », « 2a004 » → « 2A004 »."""
    return expression.cast(pl.String).str.strip_chars().str.to_uppercase().str.pad_start(5, "0")


def territories(
    frame: pl.DataFrame, *, level: str, code: pl.Expr, year: int | pl.Expr, geography_year: int
) -> pl.DataFrame:
    """Put the four keys first and keep the numeric columns and their statuses.

    Identical repeated rows collapse. Raises RefusedFile when one territory and year has two
    different rows.
    """
    keyed = frame.with_columns(
        pl.lit(str(level)).alias("level"),
        code.alias("code"),
        (pl.lit(year) if isinstance(year, int) else year).cast(pl.Int32).alias("year"),
        pl.lit(geography_year).cast(pl.Int32).alias("geography_year"),
    )
    variables = [
        name
        for name, kind in keyed.schema.items()
        if name not in KEYS and (kind.is_numeric() or name.endswith(STATUS_SUFFIX))
    ]
    table = keyed.select(*KEYS, *variables).unique(maintain_order=True)
    twice = table.filter(pl.struct("level", "code", "year").is_duplicated())
    if twice.height:
        raise RefusedFile(
            f"Le territoire « {twice['code'][0]} » apparaît deux fois pour {twice['year'][0]}, "
            "avec des valeurs différentes.",
            todo="Déposez le fichier tel que publié, ou signalez-le à son producteur.",
        )
    return table
