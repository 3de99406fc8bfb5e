"""Interviews typed in a spreadsheet: read whole, checked line by line, kept or refused as one.

Nothing is kept when a line is wrong: the message names every line, the rule, and what to do.
"""

import codecs
import csv
import io
import zlib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import islice
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.text import slugify
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from atelier.accounts.models import College
from atelier.demarches import library
from atelier.demarches.rules import NotNow
from atelier.diagnosis.models import TestimonyKind
from atelier.ui.characters import writable


MAXIMUM_BYTES = 5 * 1024 * 1024
MAXIMUM_OPEN_BYTES = 60 * 1024 * 1024
MAXIMUM_LINES = 5000
MAXIMUM_COLUMNS = 60
MOST_CHARACTERS = 100_000
# One line more than is taken, and the heads: enough to see that the table is too long.
MOST_READ = MAXIMUM_LINES + 2
MOST_ERRORS = 12
LONGEST_CODE, LONGEST_ABOUT, CODE_LENGTH = 20, 200, 5
# Words older than this belong to an earlier study, or are a slip of the keyboard.
EARLIEST = date(2000, 1, 1)
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
COLUMNS = {
    "paroles": "text",
    "verbatim": "text",
    "code": "code",
    "nature": "kind",
    "qui": "about",
    "theme": "theme",
    "public": "public",
    "college": "college",
    "commune": "commune",
    "date": "collected_on",
    "citable": "may_quote",
}
UNREADABLE = (
    InvalidFileException,
    BadZipFile,
    zlib.error,
    SyntaxError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    OSError,
    EOFError,
)
YES = {"oui", "o", "x", "1", "vrai", "yes"}


def read_testimonies(
    upload: UploadedFile, communes: Mapping[str, str] | None = None
) -> list[dict[str, Any]]:
    """The lines of the table as fields of a testimony. Raises NotNow with every wrong line.

    communes   name of each commune of the démarche by its code: a line says either
    """
    if upload.size > MAXIMUM_BYTES:
        raise NotNow("Ce tableau dépasse 5 Mo. Gardez seulement la feuille des paroles.")
    rows = list(islice(_rows(upload), MOST_READ))
    heads = _heads(rows, upload.name or "")
    found, errors = [], []
    for number, row in enumerate(rows[1:], start=2):
        cells = {head: cell for head, cell in zip(heads, row, strict=False) if head}
        if not any(str(cell).strip() for cell in cells.values()):
            continue
        try:
            found.append(_testimony(cells, communes or {}))
        except ValueError as problem:
            errors.append(f"Ligne {number} : {problem}")
    if errors:
        more = f" Et {len(errors) - MOST_ERRORS} autres." if len(errors) > MOST_ERRORS else ""
        raise NotNow(" ".join(errors[:MOST_ERRORS]) + more + " Rien n’a été importé.")
    return found


def told_columns() -> list[tuple[str, str]]:
    """Each column with what it holds, as the page of the import says it."""
    return [
        ("paroles", "Ses mots, une parole par ligne. La seule colonne obligatoire."),
        ("code", "Le même pour toutes les paroles d’un entretien, par exemple « E12 »."),
        ("nature", _listed(dict(TestimonyKind.choices))),
        ("qui", "Qui parle, sans nom : « femme de 78 ans, vit seule dans un village »."),
        ("theme", _listed(library.themes())),
        ("public", _listed(library.publics())),
        ("college", _listed(dict(College.choices))),
        ("commune", "Nom ou code d’une commune de la démarche."),
        ("date", "Le jour où elles ont été recueillies : 31/12/2026."),
        ("citable", "« oui » si la personne accepte d’être citée ; sinon, laissez vide."),
    ]


def model_table() -> bytes:
    """An empty table with the heads, as Excel opens it."""
    return codecs.BOM_UTF8 + (";".join(name for name, _ in told_columns()) + "\r\n").encode()


def _listed(labels: Mapping[str, str]) -> str:
    """Labels hold commas of their own."""
    return f"{' · '.join(labels.values())}."


def _heads(rows: list[list[Any]], name: str) -> list[str]:
    """The field of each column, empty for one that is not ours."""
    if not rows:
        raise NotNow(f"« {name} » est vide.")
    heads = [COLUMNS.get(slugify(str(cell)).replace("-", "_"), "") for cell in rows[0]]
    if "text" not in heads:
        raise NotNow(
            "La première ligne n’a pas de colonne « paroles ». Colonnes reconnues : "
            f"{', '.join(COLUMNS)}."
        )
    if len(rows) > MAXIMUM_LINES:
        raise NotNow(f"Ce tableau a plus de {MAXIMUM_LINES} lignes. Déposez-le en plusieurs fois.")
    return heads


def _testimony(cells: dict[str, Any], communes: Mapping[str, str]) -> dict[str, Any]:
    text = str(cells.get("text", "")).strip()
    if not text:
        raise ValueError("la colonne « paroles » est vide.")
    return {
        "text": text,
        "code": _short(cells.get("code", ""), "code", LONGEST_CODE),
        "about": _short(cells.get("about", ""), "qui", LONGEST_ABOUT),
        "commune": _commune(cells.get("commune", ""), communes),
        "kind": _chosen(cells.get("kind", ""), dict(TestimonyKind.choices), "nature")
        or TestimonyKind.INTERVIEW,
        "theme": _chosen(cells.get("theme", ""), library.themes(), "theme"),
        "public": _chosen(cells.get("public", ""), library.publics(), "public"),
        "college": _chosen(cells.get("college", ""), dict(College.choices), "college"),
        "may_quote": str(cells.get("may_quote", "")).strip().lower() in YES,
        **_day(cells.get("collected_on", "")),
    }


def _chosen(cell: Any, labels: dict[str, str], column: str) -> str:
    """The identifier of a label or identifier, whatever its accents; empty when empty."""
    wanted = slugify(str(cell))
    if not wanted:
        return ""
    for key, label in labels.items():
        if wanted in {slugify(key), slugify(label), slugify(key.replace("_", " "))}:
            return key
    raise ValueError(
        f"« {cell} » n’est pas reconnu dans la colonne « {column} ». "
        f"Écrivez par exemple « {next(iter(labels.values()))} »."
    )


def _short(cell: Any, column: str, longest: int) -> str:
    text = str(cell).strip()
    if len(text) > longest:
        raise ValueError(f"la colonne « {column} » tient en {longest} caractères.")
    return text


def _commune(cell: Any, communes: Mapping[str, str]) -> str:
    """The code of a commune of the démarche, from its code, with or without its 0, or its name."""
    text = str(cell).strip()
    if not text:
        return ""
    # A workbook takes 07042 for a number.
    code = text.zfill(CODE_LENGTH) if text.isdecimal() else text.upper()
    if code in communes:
        return code
    found = [one for one, name in communes.items() if slugify(name) == slugify(text)]
    if len(found) == 1:
        return found[0]
    raise ValueError(
        f"« {text} » n’est pas une commune de cette démarche. Écrivez son nom ou son code, ou "
        "laissez la case vide."
    )


def _day(cell: Any) -> dict[str, date]:
    text = str(cell or "").strip()
    found = cell.date() if isinstance(cell, datetime) else _written_day(text)
    if found is None:
        return {}
    if not EARLIEST <= found <= timezone.localdate():
        raise ValueError(f"« {found:%d/%m/%Y} » : ces paroles ne peuvent pas dater de ce jour.")
    return {"collected_on": found}


def _written_day(text: str) -> date | None:
    if not text:
        return None
    for shape in ("%d/%m/%Y", "%Y-%m-%d", "%d/%m/%y"):
        try:
            return datetime.strptime(text, shape).date()
        except ValueError:
            continue
    raise ValueError(f"« {text} » n’est pas une date. Écrivez-la ainsi : 31/12/2026.")


def _rows(upload: UploadedFile) -> Iterator[list[Any]]:
    """Cells of a workbook's first sheet, or of a CSV with ; , or tab."""
    content = upload.read()
    if content.startswith(b"PK"):
        yield from _workbook_rows(content, upload.name or "")
        return
    if content.startswith(OLD_WORKBOOK):
        raise NotNow("C’est un ancien classeur (.xls). Enregistrez-le en .xlsx ou en CSV.")
    text = writable(_decoded(content))
    if text.lstrip()[:1] == "<":
        raise NotNow("C’est une page Internet, et non un tableau. Enregistrez-la en CSV.")
    # The heads alone: words hold commas and semicolons of their own.
    separator = max(";\t,", key=text.partition("\n")[0].count)
    too_long = "Une case de ce tableau est trop longue. Coupez ses paroles en plusieurs lignes."
    try:
        for row in csv.reader(io.StringIO(text), delimiter=separator):
            # The limit of `csv` is one for the whole process, which other readers raise.
            if any(len(cell) > MOST_CHARACTERS for cell in row):
                raise NotNow(too_long)
            yield row
    except csv.Error as problem:
        raise NotNow(too_long) from problem


def _workbook_rows(content: bytes, name: str) -> Iterator[list[Any]]:
    try:
        _check_size(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        lines = sheet.iter_rows(values_only=True, max_row=MOST_READ, max_col=MAXIMUM_COLUMNS)
        for row in lines:
            yield ["" if cell is None else _cell(cell) for cell in row]
    except UNREADABLE as problem:
        raise NotNow(
            f"« {name} » n’est pas un classeur lisible. Enregistrez-le en CSV."
        ) from problem


def _check_size(content: bytes) -> None:
    """Raises NotNow for a small workbook that would fill the memory once open."""
    with ZipFile(io.BytesIO(content)) as archive:
        if sum(part.file_size for part in archive.infolist()) > MAXIMUM_OPEN_BYTES:
            raise NotNow("Ce classeur est trop gros une fois ouvert. Enregistrez-le en CSV.")


def _cell(cell: Any) -> Any:
    return writable(cell) if isinstance(cell, str) else cell


def _decoded(content: bytes) -> str:
    is_wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if is_wide else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotNow("Ce fichier n’est ni un classeur ni un texte. Enregistrez-le en CSV.")
