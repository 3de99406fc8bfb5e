"""Reading CSV files too large for memory, as text and by pieces.

Nothing is guessed: every column is text. What cannot be read is refused in French, like elsewhere.
"""

import polars as pl

from maillage.base.errors import RefusedFile
from maillage.sources.contract import Sample


def scanned(sample: Sample) -> pl.LazyFrame:
    """The rows of a CSV as stripped text, empty cells as "", names without BOM nor spaces."""
    scan = pl.scan_csv(
        sample.path,
        separator=sample.separator or ";",
        infer_schema=False,
        encoding="utf8-lossy",
        truncate_ragged_lines=True,
    )
    scan = scan.rename(lambda name: name.strip().strip("\ufeff"))
    return scan.with_columns(pl.all().fill_null("").str.strip_chars())


def collected(sample: Sample, rows: pl.LazyFrame) -> pl.DataFrame:
    """The result of a scan. Raises RefusedFile when the file breaks on the way."""
    try:
        return rows.collect(engine="streaming")
    except pl.exceptions.PolarsError as problem:
        raise RefusedFile(
            f"« {sample.name} » ne se lit pas jusqu’au bout : une ligne ne suit pas l’en-tête.",
            todo="Téléchargez de nouveau le fichier et déposez-le sans l’ouvrir dans un tableur.",
        ) from problem
