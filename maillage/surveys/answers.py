"""The file of answers a person hands us: named columns, missing answers, lines to point at.

Reading and refusing cells is done by `maillage.sources.own_tables`. Here: the words by which survey
tools write a missing answer, and the columns a command names.
"""

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from maillage.base.errors import WrongCall
from maillage.base.french import join_words
from maillage.sources.own_tables import BLANK, OwnTable, read_own_table


Vector = NDArray[np.float64]
MISSING = ("NA", "N/A", "#N/A", "NaN", "nan", "NULL")
LINES_SHOWN = 5
COLUMNS_SHOWN = 20
# How the reader calls a second column without a name.
NAMELESS = "_duplicated_"


def read_answers(path: Path) -> OwnTable:
    """A CSV, XLSX or Parquet file of answers; what means « no answer » is made empty."""
    table = read_own_table(path)
    return OwnTable(table.name, _without_markers(table.frame), table.lines)


def answers(frame: pl.DataFrame, name: str = "échantillon") -> OwnTable:
    """The same from a table already in memory."""
    return OwnTable(name, _without_markers(frame))


def _without_markers(frame: pl.DataFrame) -> pl.DataFrame:
    text = pl.col(pl.String).str.strip_chars()
    missing = text.is_in(list(MISSING)) | text.str.contains(BLANK)
    return frame.with_columns(pl.when(~missing).then(text))


def need_columns(table: OwnTable, names: Sequence[str]) -> None:
    """Raise WrongCall when a column is not in the file, with the nearest name that is."""
    columns = table.frame.columns
    for name in names:
        if name not in columns:
            raise _absent(table, name)
        if f"{name}_duplicated_0" in columns:
            raise WrongCall(
                f"« {table.name} » : deux colonnes s’appellent « {name} ».",
                todo="Renommez ou retirez l’une des deux, puis relancez.",
            )


def _absent(table: OwnTable, name: str) -> WrongCall:
    named = [one for one in table.frame.columns if one.strip() and not one.startswith(NAMELESS)]
    near = [one for one in named if one.strip().lower() == name.strip().lower()]
    near = near or get_close_matches(name, named, n=1, cutoff=0.6)
    if near:
        todo = f"Vouliez-vous dire « {near[0]} » ?"
    elif len(named) < len(table.frame.columns):
        todo = (
            "La première ligne du fichier est celle des noms de colonnes : supprimez les titres et "
            "les lignes vides qui la précèdent."
        )
    else:
        todo = "Vérifiez le nom, majuscules et accents compris."
    listed = join_words([f"« {one} »" for one in named[:COLUMNS_SHOWN]])
    return WrongCall(
        f"« {table.name} » n’a pas de colonne « {name} ». Colonnes trouvées : {listed}.", todo=todo
    )


def numbers_of(table: OwnTable, name: str) -> Vector:
    """A column of numbers, none missing. Raises RefusedFile at the first cell that is not one."""
    return table.numbers(name).to_numpy()


def known_numbers_of(table: OwnTable, name: str) -> Vector:
    """A column of numbers, NaN where the answer is missing."""
    return table.numbers(name, empty=True).fill_null(float("nan")).to_numpy()


def modalities_of(table: OwnTable, name: str) -> pl.Series:
    """A column of words or codes, "" where the answer is missing."""
    cells = table.frame[name]
    if cells.dtype.is_float() and (cells.fill_nan(None).drop_nulls() % 1 == 0).all():
        cells = cells.fill_nan(None).cast(pl.Int64)  # a code with a gap becomes 1.0 elsewhere
    return cells.cast(pl.String).fill_null("").str.strip_chars()


def lines_of(table: OwnTable, rows: Sequence[int]) -> str:
    """`[0, 3]` → « lignes 2 et 5 » of the file; at most five are named."""
    kind = "enregistrement" if table.lines is None else "ligne"
    lines = [str(row + 1 if table.lines is None else table.lines[row]) for row in rows]
    shown = lines[:LINES_SHOWN]
    if len(lines) > LINES_SHOWN:
        shown.append(f"{len(lines) - LINES_SHOWN} autres")
    return f"{kind if len(lines) == 1 else kind + 's'} {join_words(shown)}"


def where(table: OwnTable, name: str, rows: Sequence[int]) -> str:
    """« « S.csv », colonne « sexe », lignes 3 et 5 »."""
    return f"« {table.name} », colonne « {name} », {lines_of(table, rows)}"
