"""Opening a file somebody hands us, safely: what it is, and its first rows.

Never executes, never trusts a name: archives are read member by member with limits on number, size
and compression; a path inside a name is refused; an HTML error page saved as CSV is recognised.
"""

import codecs
import csv
import json
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

import fastexcel
import polars as pl

from maillage.base.errors import RefusedFile
from maillage.base.french import number
from maillage.sources.contract import FileKind, Sample


MAX_FILE_BYTES = 2 * 1024**3
MAX_ARCHIVE_BYTES = 6 * 1024**3
MAX_MEMBERS = 200
MAX_RATIO = 200
ENCRYPTED = 0x1
SMALL_ENOUGH_FOR_ANY_RATIO = 20 * 1024**2
HEAD_BYTES = 256 * 1024
SAMPLE_ROWS = 40
QUOTED = re.compile(r'"(?:[^"]|"")*"')
# What archives carry beside their tables, to be read by people.
DOCUMENT_SUFFIXES = {".pdf", ".doc", ".docx", ".odt", ".rtf", ".html", ".htm", ".xml", ".rels",
                     ".md", ".png", ".jpg", ".jpeg", ".gif", ".svg"}  # fmt: skip
ARCHIVE = ("une archive que Maillage n’ouvre pas", "Décompressez-la, puis déposez son contenu.")
IMAGE = ("une image et non un tableau", "Déposez le fichier de données de la même page.")
# First bytes → what the file is, and what to do instead.
FOREIGN = {
    b"%PDF": ("un document PDF et non un tableau", IMAGE[1]),
    b"\xd0\xcf\x11\xe0": (
        "un classeur d’un ancien format (.xls)",
        "Prenez la version CSV de la même page, ou enregistrez-le en .xlsx depuis un tableur.",
    ),
    b"\x89PNG": IMAGE,
    b"\xff\xd8\xff": IMAGE,
    b"GIF8": IMAGE,
    b"\x1f\x8b": ARCHIVE,
    b"7z\xbc\xaf": ARCHIVE,
    b"Rar!": ARCHIVE,
}


def samples(path: Path, *, workdir: Path) -> list[Sample]:
    """What a file holds: itself, or the readable members of an archive (extracted in `workdir`).

    Raises RefusedFile, in French, for an empty or too large file, an HTML page, a document, a
    truncated or dangerous archive.
    """
    size = path.stat().st_size
    if size > MAX_FILE_BYTES:
        raise RefusedFile(
            f"« {path.name} » pèse {number(size / 1024**3, decimals=1)} Go ; "
            "la limite est de 2 Go.",
            todo="Déposez le fichier compressé (.zip) tel que publié.",
        )
    if size == 0:
        raise RefusedFile(f"« {path.name} » est vide.", todo="Téléchargez-le de nouveau.")
    with path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
    if head.startswith(b"PK") and not _is_xlsx(path):
        return [_member_sample(member, path.name) for member in _extract(path, workdir)]
    return [_sample(path, head)]


def _member_sample(member: Path, archive: str) -> Sample:
    """A member that cannot be a table says so for itself: those beside it are still read."""
    try:
        return _sample(member, _head(member), origin=archive)
    except RefusedFile as refusal:
        size = member.stat().st_size
        return Sample(member, member.name, FileKind.UNKNOWN, size, origin=archive, refusal=refusal)


def _head(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(HEAD_BYTES)


def _is_xlsx(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except zipfile.BadZipFile:
        return False


def _extract(path: Path, workdir: Path) -> Iterator[Path]:
    """The data members of an archive, extracted one by one under a flat, checked name."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check_archive(path, archive)
            for member in archive.infolist():
                if _may_be_a_table(member):
                    yield _extract_member(archive, member, workdir)
    # zipfile says RuntimeError for a compression it does not know.
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError) as problem:
        raise RefusedFile(
            f"« {path.name} » est une archive incomplète ou abîmée.",
            todo="Le téléchargement a sans doute été coupé : téléchargez-la de nouveau.",
        ) from problem


def _may_be_a_table(member: zipfile.ZipInfo) -> bool:
    name = PurePosixPath(member.filename)
    hidden = any(part.startswith((".", "__MACOSX")) for part in name.parts)
    return not (member.is_dir() or hidden or name.suffix.lower() in DOCUMENT_SUFFIXES)


def _check_archive(path: Path, archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    total = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or total > MAX_ARCHIVE_BYTES:
        raise RefusedFile(
            f"« {path.name} » contient {len(members)} fichiers pour "
            f"{number(total / 1024**3, decimals=1)} Go : "
            f"au-delà de {MAX_MEMBERS} fichiers ou de 6 Go, l’archive n’est pas ouverte.",
            todo="Déposez l’archive telle que publiée par le producteur.",
        )
    if any(member.filename == "content.xml" for member in members):
        raise RefusedFile(
            f"« {path.name} » est un classeur ou un document de LibreOffice.",
            todo="Déposez le fichier tel que téléchargé, ou enregistrez le tableau en .xlsx.",
        )
    if any(member.flag_bits & ENCRYPTED for member in members):
        raise RefusedFile(
            f"« {path.name} » est protégée par un mot de passe.",
            todo="Extrayez-en les fichiers, puis déposez-les.",
        )
    for member in members:
        name = PurePosixPath(member.filename.replace("\\", "/"))
        if name.is_absolute() or ".." in name.parts or ":" in member.filename:
            raise RefusedFile(
                f"« {path.name} » contient un nom de fichier dangereux (« {member.filename} »).",
                todo="Déposez l’archive telle que publiée par le producteur.",
            )
        compressed = max(member.compress_size, 1)
        if (
            member.file_size > SMALL_ENOUGH_FOR_ANY_RATIO
            and member.file_size / compressed > MAX_RATIO
        ):
            raise RefusedFile(
                f"« {path.name} » : « {name.name} » se décompresse {MAX_RATIO} fois plus gros "
                "que l’archive, ce qui n’est pas le cas d’un fichier publié.",
                todo="Déposez l’archive telle que publiée par le producteur.",
            )


def _extract_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, workdir: Path) -> Path:
    """Copy one member under its base name, never past the size it announced."""
    folder = workdir / f"{abs(hash((archive.filename, member.filename))):x}"
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / (PurePosixPath(member.filename.replace("\\", "/")).name or "fichier")
    written = 0
    with archive.open(member) as source, target.open("wb") as sink:
        while block := source.read(1024 * 1024):
            written += len(block)
            if written > member.file_size:
                raise zipfile.BadZipFile("member larger than announced")
            sink.write(block)
    return target


def _sample(path: Path, head: bytes, *, origin: str = "") -> Sample:
    """Recognise the kind of bytes and read the first rows."""
    size = path.stat().st_size
    _refuse_foreign(path, head, inside=origin)
    plain = Sample(
        path=path,
        name=path.name,
        kind=FileKind.UNKNOWN,
        size=size,
        origin=origin,
        package=_package(path),
    )
    if head.startswith(b"PAR1"):
        return replace(plain, kind=FileKind.PARQUET, columns=_parquet_columns(path))
    if head.startswith(b"PK"):
        sheets = _sheets(path)
        first = next(iter(sheets.values()), ())
        return replace(plain, kind=FileKind.XLSX, sheets=sheets, rows=first)
    if head.startswith((b"\xfd7zXZ\x00", b"\x5d\x00\x00")):
        return replace(plain, kind=FileKind.CSV_LZMA, rows=_lzma_rows(path), separator=",")
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise RefusedFile(
            f"« {plain.name} » est enregistré en UTF-16 (« texte Unicode » des tableurs), que les "
            "producteurs n’emploient pas.",
            todo="Déposez le fichier tel que téléchargé, ou enregistrez-le en « CSV UTF-8 ».",
        )
    if b"\x00" in head:
        return plain
    return _text_sample(plain, *_decode(head, whole=size <= len(head)))


def _refuse_foreign(path: Path, head: bytes, *, inside: str) -> None:
    """Raises RefusedFile for what is known not to be a table, and for an archive in an archive."""
    known = {**FOREIGN, b"PK": ARCHIVE} if inside and not _is_xlsx(path) else FOREIGN
    for start, (what, todo) in known.items():
        if head.startswith(start):
            raise RefusedFile(f"« {path.name} » est {what}.", todo=todo)


def _text_sample(plain: Sample, text: str, encoding: str) -> Sample:
    """JSON or delimited text. Raises RefusedFile for a web page."""
    start = text.lstrip("\ufeff \r\n\t").lower()
    if start.startswith(("<!doctype html", "<html", "<?xml")) and "<html" in start[:2000]:
        raise RefusedFile(
            f"« {plain.name} » est une page web (souvent une page d’erreur) et non un tableau.",
            todo="Ouvrez l’adresse dans un navigateur, téléchargez le fichier lui-même.",
        )
    if start.startswith(("{", "[")):
        return replace(plain, kind=FileKind.JSON, encoding=encoding, text=text[:20_000])
    separator = _separator(text)
    rows = _rows(text, separator)
    return replace(plain, kind=FileKind.CSV, encoding=encoding, separator=separator, rows=rows)


def _decode(head: bytes, *, whole: bool) -> tuple[str, str]:
    """Text and encoding. Official files are UTF-8 (with or without BOM) or Windows latin-1."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        return decoder.decode(head, final=whole), "utf-8"
    except UnicodeDecodeError:
        return head.decode("cp1252", errors="replace"), "cp1252"


def _separator(text: str) -> str:
    """The separator that cuts every first line into as many cells, else the one met most often.

    What stands between quotes (a sentence, several lines) cuts nothing.
    """
    lines = [line for line in QUOTED.sub("", text).splitlines()[:SAMPLE_ROWS] if line.strip()]
    counts = {
        candidate: [line.count(candidate) for line in lines] for candidate in (";", ",", "\t", "|")
    }
    even = [one for one, found in counts.items() if len(found) > 1 and min(found) == max(found) > 0]
    if even:
        return even[0]
    scores = {candidate: sum(found) for candidate, found in counts.items()}
    best = max(scores, key=lambda candidate: scores[candidate])
    # Semicolon files hold decimal commas: a comma must win clearly.
    if best == "," and scores[";"] and lines and lines[-1].count(";") >= 1:
        return ";"
    return best if scores[best] else ";"


def _rows(text: str, separator: str) -> tuple[tuple[str, ...], ...]:
    csv.field_size_limit(10**7)
    lines = text.splitlines()[: SAMPLE_ROWS + 1]
    if len(lines) > 1:
        lines = lines[:SAMPLE_ROWS]
    return tuple(tuple(row) for row in csv.reader(lines, delimiter=separator))


def _sheets(path: Path) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The first rows of every sheet."""
    try:
        book = fastexcel.read_excel(str(path))
        return {name: _first_rows(book, name) for name in book.sheet_names}
    except fastexcel.FastExcelError as problem:
        raise RefusedFile(
            f"« {path.name} » ressemble à un classeur mais ne s’ouvre pas.",
            todo="Téléchargez-le de nouveau, ou enregistrez-le en .xlsx depuis un tableur.",
        ) from problem


def _first_rows(book: fastexcel.ExcelReader, name: str) -> tuple[tuple[str, ...], ...]:
    table = book.load_sheet(name, header_row=None, n_rows=SAMPLE_ROWS, dtypes="string")
    frame = table.to_polars().with_columns(pl.all().cast(pl.String).fill_null(""))
    return tuple(tuple(row) for row in frame.rows())


def _lzma_rows(path: Path) -> tuple[tuple[str, ...], ...]:
    """The first lines of a compressed CSV, never more than a few megabytes of it."""
    try:
        with lzma.open(path) as stream:
            text = stream.read(HEAD_BYTES).decode("utf-8", errors="replace")
    except (lzma.LZMAError, EOFError) as problem:
        raise RefusedFile(
            f"« {path.name} » est une archive incomplète ou abîmée.",
            todo="Téléchargez-la de nouveau.",
        ) from problem
    return _rows(text, ",")[:-1]


def _parquet_columns(path: Path) -> tuple[str, ...]:
    try:
        return tuple(pl.read_parquet_schema(path))
    except (pl.exceptions.PolarsError, OSError) as problem:
        raise RefusedFile(
            f"« {path.name} » est un fichier Parquet incomplet ou abîmé.",
            todo="Téléchargez-le de nouveau.",
        ) from problem


def _package(path: Path) -> tuple[str, str] | None:
    """Name and version of the npm package the file belongs to: same folder, or the one above."""
    for folder in (path.parent, path.parent.parent):
        description = folder / "package.json"
        if description.is_file() and description.stat().st_size < 10**6:
            try:
                content = json.loads(description.read_text(encoding="utf-8"))
                return str(content["name"]), str(content["version"])
            except (ValueError, KeyError, TypeError):
                return None
    return None
