"""Tables a person hands to a command: CSV, workbook or Parquet, checked cell by cell.

Everything is text until a column is asked for as numbers; a code is never turned into a number.
Every refusal names the file, the line of the file and the column, the rule, and what to do.
"""

import csv
import difflib
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path

import polars as pl

from maillage.base.errors import NoData, RefusedFile, WrongCall
from maillage.base.french import join_words, number
from maillage.sources.contract import FileKind, Match, RawFile, Sample
from maillage.sources.opening import samples
from maillage.sources.reading import SPACES, read_sheet


BLANK = "^[\\s\u00a0\u202f]*$"
WRITABLE = (".csv", ".parquet", ".json")
LISTED = 10
# Beyond, floats no longer count units; no file of a collectivity holds as much.
LARGEST = 1e15
# What publishers write in a cell they do not show.
MARKERS = ("s", "nd", "ns", "so", "n.d.", "n/a", "na", "nc", "c", "secret")
AGAIN = "Corrigez la cellule, puis relancez."


@dataclass(frozen=True)
class OwnTable:
    """The rows of one file.

    name   of the file, for messages
    frame  its columns, as text (Parquet: as typed)
    lines  line of the file of each row (the header is line 1); None when rows have no line
    """

    name: str
    frame: pl.DataFrame
    lines: pl.Series | None = None

    def place(self, row: int, column: str = "") -> str:
        """`ligne 4, colonne « capacity »`."""
        line = f"enregistrement {row + 1}"
        if self.lines is not None:
            line = f"ligne {self.lines[row]}"
        return line + (f", colonne « {column} »" if column else "")

    def where(self, row: int, column: str = "") -> str:
        """`« S.csv », ligne 4, colonne « capacity »`."""
        return f"« {self.name} », {self.place(row, column)}"

    def texts(self, column: str) -> pl.Series:
        """A column of codes or words. Raises RefusedFile when a cell is empty."""
        values = self.frame[column].cast(pl.String).str.strip_chars()
        self._refuse_empty(column, values.is_null() | (values == ""))
        return values

    def numbers(
        self, column: str, *, minimum: float | None = None, empty: bool = False
    ) -> pl.Series:
        """A column of numbers: decimal comma or point, spaces between thousands.

        minimum  smallest number allowed
        empty    whether a cell may be empty or hold a sign of secrecy (null then, never zero)

        Raises RefusedFile naming the first cell that does not fit.
        """
        given = self.frame[column]
        values = _parsed(given)
        blank = given.is_null()
        if given.dtype == pl.String:
            blank = blank | given.str.contains(BLANK)
            hidden = given.str.strip_chars().str.to_lowercase().is_in(MARKERS)
            if not empty:
                self._refuse(column, hidden, "est un signe de secret ou d’absence, pas un nombre")
            blank = blank | hidden
        if not empty:
            self._refuse_empty(column, blank)
        self._refuse(column, values.is_null() & ~blank, "n’est pas un nombre")
        self._refuse(column, (values.abs() > LARGEST).fill_null(False), "est trop grand")
        if minimum is not None:
            low = "est négatif" if minimum == 0 else f"est inférieur à {number(minimum)}"
            self._refuse(column, (values < minimum).fill_null(False), low)
        return values

    def years(self, column: str) -> pl.Series:
        """A column of whole years. Raises RefusedFile for a date, a half year, a two-digit one."""
        values = self.numbers(column)
        odd = (values != values.round()) | ~values.is_between(1800, 2200)
        self._refuse(column, odd, "n’est pas une année à quatre chiffres")
        return values.cast(pl.Int64)

    def looks_numeric(self, column: str) -> bool:
        """Whether most of its filled cells are numbers: a column of names is not one of numbers."""
        given = self.frame[column]
        filled = given.cast(pl.String).str.contains(BLANK).fill_null(True).not_().sum()
        return filled > 0 and _parsed(given).count() * 2 > filled

    def refuse_twice(self, *columns: str) -> None:
        """Raises RefusedFile when two rows have the same key."""
        keys = self.frame.select(pl.col(columns).cast(pl.String).str.strip_chars())
        twice = keys.is_duplicated()
        if twice.any():
            first = keys.row(int(twice.arg_true()[0]))
            rows = [int(row) for row in twice.arg_true() if keys.row(int(row)) == first]
            key, rule = _key_words(columns, first)
            raise RefusedFile(
                f"{self.where(rows[1])} : {key} figure déjà {self.place(rows[0])}. {rule}",
                todo="Gardez une seule de ces lignes, puis relancez.",
            )

    def _refuse_empty(self, column: str, blank: pl.Series) -> None:
        if blank.any():
            raise RefusedFile(
                f"{self.where(int(blank.arg_true()[0]), column)} : la cellule est vide. Une valeur "
                "absente n’est pas un zéro.",
                todo="Complétez la cellule ou retirez la ligne, puis relancez.",
            )

    def _refuse(self, column: str, wrong: pl.Series, what: str) -> None:
        if wrong.any():
            row = int(wrong.arg_true()[0])
            raise RefusedFile(
                f"{self.where(row, column)} : « {self.frame[column][row]} » {what}.", todo=AGAIN
            )


def read_own_table(path: Path, columns: Mapping[str, str] | None = None) -> OwnTable:
    """Read a file and check its columns.

    columns  those that must be there, with what each is, in French: {"place": "code du lieu"}

    Raises WrongCall when the file does not exist, NoData when it has no row, RefusedFile when it
    cannot be read or lacks a column.
    """
    if path.is_dir():
        raise WrongCall(f"« {path} » est un dossier.", todo="Donnez le chemin du fichier.")
    if not path.is_file():
        raise WrongCall(f"Le fichier « {path} » n’existe pas.", todo="Vérifiez son chemin.")
    if not path.stat().st_size:
        raise RefusedFile(
            f"« {path.name} » est vide.", todo="Enregistrez-le de nouveau depuis votre tableur."
        )
    with tempfile.TemporaryDirectory() as workdir:
        found = samples(path, workdir=Path(workdir))
        if len(found) != 1:
            raise RefusedFile(
                f"« {path.name} » est une archive de {len(found)} fichiers.",
                todo="Extrayez-en celui qui convient, puis relancez.",
            )
        table = _read(found[0])
    if table.frame.width:
        table = expecting(table, columns or {})
    if table.frame.is_empty():
        raise NoData(
            f"« {path.name} » n’a aucune ligne sous son en-tête.", todo="Vérifiez le fichier."
        )
    return table


def _read(sample: Sample) -> OwnTable:
    if sample.kind is FileKind.PARQUET:
        return _without_lists(OwnTable(sample.name, pl.read_parquet(sample.path)))
    if sample.kind is FileKind.XLSX:
        raw = RawFile(sample, Match("", "", (), 0), {})
        frame = read_sheet(raw, next(iter(sample.sheets)), header_row=0)
        return _without_blank_rows(sample.name, frame)
    if sample.kind is FileKind.CSV:
        return _without_blank_rows(sample.name, _read_csv(sample))
    raise RefusedFile(
        f"« {sample.name} » n’est ni un CSV, ni un classeur .xlsx, ni un fichier Parquet.",
        todo="Enregistrez-le en CSV depuis votre tableur, puis relancez.",
    )


def _without_lists(table: OwnTable) -> OwnTable:
    """Raises RefusedFile for a column whose cells hold several values: which one counts?"""
    nested = [name for name, kind in table.frame.schema.items() if kind.is_nested()]
    if nested:
        raise RefusedFile(
            f"« {table.name} », colonne « {nested[0]} » : chaque cellule contient une liste.",
            todo="Faites-en une colonne par réponse possible (0 ou 1), ou retirez-la.",
        )
    return table


def _without_blank_rows(name: str, frame: pl.DataFrame) -> OwnTable:
    """Spreadsheets leave rows of separators alone: dropped, the others keep their line."""
    lines = pl.Series("line", range(2, frame.height + 2), dtype=pl.Int64)
    if not frame.width:
        return OwnTable(name, frame, lines)
    blank = frame.select(pl.all_horizontal(pl.all().fill_null("").str.contains(BLANK))).to_series()
    return OwnTable(name, frame.filter(~blank), lines.filter(~blank))


def _read_csv(sample: Sample) -> pl.DataFrame:
    content = sample.path.read_bytes()
    try:
        content.decode()
    except UnicodeDecodeError:  # perhaps far below the rows the encoding was guessed from
        content = content.decode("cp1252", errors="replace").encode()
    separator = sample.separator or ";"
    try:
        frame = pl.read_csv(BytesIO(content), separator=separator, infer_schema=False)
    except pl.exceptions.NoDataError:
        return pl.DataFrame()
    except pl.exceptions.PolarsError as problem:
        raise _unreadable(sample, content.decode(errors="replace"), separator) from problem
    return frame.rename({name: name.strip().strip('\ufeff"') for name in frame.columns})


def _unreadable(sample: Sample, text: str, separator: str) -> RefusedFile:
    """Which line has more cells than the header, when that is what is wrong."""
    rows = csv.reader(StringIO(text), delimiter=separator)
    width = len(next(rows, []))
    if width == 1:
        return RefusedFile(
            f"« {sample.name} », ligne 1 : une seule cellule, ce n’est pas la ligne des titres de "
            "colonnes.",
            todo="Retirez les lignes au-dessus des titres de colonnes, puis relancez.",
        )
    for row in rows:
        if len(row) > width:
            return RefusedFile(
                f"« {sample.name} », ligne {rows.line_num} : {len(row)} cellules alors que "
                f"l’en-tête en a {width} (séparateur « {separator} »).",
                todo="Un nombre écrit avec une virgule doit être entre guillemets ou avec un "
                "point ; ou enregistrez le fichier avec le séparateur « ; ».",
            )
    return RefusedFile(
        f"« {sample.name} » ne se lit pas comme un tableau (séparateur « {separator} »).",
        todo="Enregistrez-le de nouveau en CSV depuis votre tableur.",
    )


def expecting(table: OwnTable, columns: Mapping[str, str]) -> OwnTable:
    """The same table, its expected columns under their exact names, or a refusal.

    columns  name and what it is, in French: {"place": "code du lieu"}
    """
    by_name = table.frame.columns
    by_lower = {name.strip().lower(): name for name in by_name}
    missing = [name for name in columns if name.lower() not in by_lower]
    if missing:
        name = missing[0]
        others = [lower for lower in by_lower if lower not in {one.lower() for one in columns}]
        close = difflib.get_close_matches(name, others, n=1)
        hint = f" « {by_lower[close[0]]} » est peut-être la bonne colonne." if close else ""
        raise RefusedFile(
            f"« {table.name} » : la colonne « {name} » ({columns[name]}) est absente. Colonnes "
            f"trouvées : {_listed(by_name)}.{hint}",
            todo="Renommez ou ajoutez la colonne, puis relancez.",
        )
    twice = [name for name in columns if f"{by_lower[name.lower()]}_duplicated_0" in by_name]
    if twice:
        raise RefusedFile(
            f"« {table.name} » : deux colonnes s’appellent « {twice[0]} ».",
            todo="Renommez ou retirez l’une des deux, puis relancez.",
        )
    renamed = {by_lower[name.lower()]: name for name in columns}
    return OwnTable(table.name, table.frame.rename(renamed), table.lines)


def _key_words(columns: Sequence[str], cells: Sequence[object]) -> tuple[str, str]:
    """`« A »` and its rule; of several columns, `la combinaison « A », « F »` and its own."""
    values = ", ".join(f"« {cell} »" for cell in cells)
    if len(columns) == 1:
        return values, f"Dans la colonne « {columns[0]} », chaque valeur est unique."
    names = join_words([f"« {column} »" for column in columns])
    return f"la combinaison {values}", f"Chaque combinaison de {names} est unique."


def _listed(names: list[str]) -> str:
    """`« a », « b » et « c »`; the first few of a wide file."""
    shown = [f"« {name} »" for name in names[:LISTED]]
    if len(names) > LISTED:
        shown.append(f"{number(len(names) - LISTED)} autres")
    return join_words(shown)


def _parsed(values: pl.Series) -> pl.Series:
    """Numbers; null where the cell is not one."""
    if values.dtype == pl.String:
        values = values.str.replace_all(SPACES, "").str.replace(",", ".", literal=True)
    values = values.cast(pl.Float64, strict=False)
    return pl.select(pl.when(values.is_finite()).then(values)).to_series()


def refuse_unwritable(*outputs: Path | None) -> None:
    """Raises WrongCall, before any work, when a result could not be written there."""
    for output in outputs:
        if output is None:
            continue
        if output.suffix.lower() not in WRITABLE:
            ends = join_words(list(WRITABLE), last="ou")
            raise WrongCall(
                f"« {output.name} » : le résultat s’écrit en {ends}.",
                todo="Changez la fin du nom du fichier.",
            )
        if not output.absolute().parent.is_dir():
            raise WrongCall(
                f"« {output} » ne peut pas être écrit : le dossier n’existe pas.",
                todo="Créez le dossier, ou donnez-en un autre.",
            )


def write_own_table(frame: pl.DataFrame, output: Path) -> None:
    """Write a result as CSV (UTF-8, commas), Parquet or JSON, by the ending of the file's name."""
    refuse_unwritable(output)
    kind = output.suffix.lower()
    try:
        if kind == ".csv":
            frame.write_csv(output)
        elif kind == ".parquet":
            frame.write_parquet(output)
        else:
            frame.write_json(output)
    except OSError as problem:
        raise WrongCall(
            f"« {output} » ne peut pas être écrit.",
            todo="Vérifiez que vous avez le droit d’y écrire, et qu’il n’est pas ouvert ailleurs.",
        ) from problem
