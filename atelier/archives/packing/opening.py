"""Reading an archive that comes from elsewhere: nothing in it is believed before it is checked.

Sizes are limited before anything is unpacked, names are never used as paths, every file is compared
with its sha256. Nothing is written on disk here.
"""

import hashlib
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

from atelier.archives.packing.layout import CHUNK, MANIFEST, SEAL, member
from atelier.archives.packing.naming import is_uid, model_of
from atelier.archives.packing.records import travelling, travelling_links
from atelier.archives.rules.travel import FORMAT, SCHEMA


MAXIMUM_FILES = 20_000
MAXIMUM_SENT = 2 * 1024**3
MAXIMUM_BYTES = 4 * 1024**3
MAXIMUM_TEXT = 128 * 1024**2
# The table at the end of a zip is read whole: some hundred bytes for each file.
MAXIMUM_TABLE = 400 * MAXIMUM_FILES
TAIL = 66_000
# Texts shrink about tenfold; a file that shrinks much more was made to fill the disk.
MAXIMUM_RATIO = 200
SMALL = 1 << 20
FOLDERS = {"donnees", "documents"}
NO_NAME = re.compile(r"[\x00-\x1f\x7f\\:]")
BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError)


class WrongArchive(Exception):
    """The file cannot be taken up. Its text says why and what to do, in French."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"Cette archive ne peut pas être reprise : {reason}. Rien n’a été changé ici. "
            "Demandez un nouvel export à qui vous l’a envoyée."
        )


class Archive:
    """An archive whose manifest, names and sizes have been checked.

    fingerprint   the sha256 of its manifest, which holds those of every other file
    """

    def __init__(
        self, file: zipfile.ZipFile, manifest: dict[str, Any], fingerprint: str = ""
    ) -> None:
        self.file = file
        self.manifest = manifest
        self.fingerprint = fingerprint
        self.cards: dict[str, dict[str, Any]] = manifest["files"]

    def check(self, told: Callable[[int, int, str], None] = lambda *_: None) -> None:
        """Compare every file with its checksum. Raises WrongArchive."""
        for rank, (name, card) in enumerate(sorted(self.cards.items())):
            told(rank, len(self.cards), "Vérification des fichiers")
            digest, size = hashlib.sha256(), 0
            for chunk in self.chunks(name):
                digest.update(chunk)
                size += len(chunk)
            if (digest.hexdigest(), size) != (card["sha256"], card["size"]):
                raise WrongArchive(f"« {name} » a été modifié ou abîmé")

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of a file, a piece at a time, never more than announced."""
        try:
            with self.file.open(name) as stream:
                while chunk := stream.read(CHUNK):
                    yield chunk
        except BROKEN as problem:
            raise WrongArchive(f"« {name} » est illisible") from problem

    def records(self, label: str) -> list[dict[str, Any]]:
        """Records of one model. Raises WrongArchive."""
        name = member(label)
        if name not in self.cards:
            return []
        lines = b"".join(self.chunks(name)).split(b"\n")
        return [
            _record(label, rank, line) for rank, line in enumerate(lines, start=1) if line.strip()
        ]


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """The archive at this path. Raises WrongArchive when it is no archive of a démarche."""
    check_size(path.stat().st_size)
    _check_table(path)
    try:
        file = zipfile.ZipFile(path)
    except BROKEN as problem:
        raise WrongArchive("le fichier est tronqué, ou n’est pas une archive zip") from problem
    with file:
        _check_entries(file.infolist())
        manifest = _manifest(file)
        yield Archive(file, manifest, hashlib.sha256(file.read(MANIFEST)).hexdigest())


def check_size(sent: int) -> None:
    """Raises WrongArchive for a file heavier than any démarche."""
    if sent > MAXIMUM_SENT:
        raise WrongArchive(
            f"elle pèse {_gigabytes(sent)} Go ; la limite est de {_gigabytes(MAXIMUM_SENT)} Go"
        )


def _check_table(path: Path) -> None:
    """Raises WrongArchive when the table of the files would fill the memory by itself."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - TAIL))
        tail = file.read()
    found = tail.rfind(b"PK\x05\x06")
    if found < 0 or found + 16 > len(tail):
        raise WrongArchive("le fichier est tronqué, ou n’est pas une archive zip")
    (table,) = struct.unpack("<L", tail[found + 12 : found + 16])
    # A zip of the larger kind, which no démarche needs, tells its sizes elsewhere.
    if table > MAXIMUM_TABLE or tail.rfind(b"PK\x06\x07", 0, found) == found - 20 >= 0:
        raise WrongArchive(_too_many())


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    """Raises WrongArchive for names that leave the archive, and for what would fill the disk."""
    names = [entry.filename for entry in entries]
    if len(set(names)) != len(names):
        raise WrongArchive("deux fichiers y portent le même nom")
    if not all(map(_is_inside, entries)):
        raise WrongArchive("un nom de fichier sort de l’archive")
    if len(entries) > MAXIMUM_FILES:
        raise WrongArchive(_too_many())
    if sum(entry.file_size for entry in entries) > MAXIMUM_BYTES:
        raise WrongArchive(
            "elle est trop grosse une fois ouverte : la limite est de "
            f"{_gigabytes(MAXIMUM_BYTES)} Go"
        )
    if any(map(_swells, entries)):
        raise WrongArchive("un de ses fichiers grossit démesurément à l’ouverture")


def _is_inside(entry: zipfile.ZipInfo) -> bool:
    """A plain file, at the root or in one of our two folders."""
    name, parts = entry.filename, PurePosixPath(entry.filename).parts
    is_link = (entry.external_attr >> 16) & 0o170000 == 0o120000
    if is_link or entry.is_dir() or ".." in parts or NO_NAME.search(name):
        return False
    return len(parts) == 1 and parts[0] != "/" or len(parts) == 2 and parts[0] in FOLDERS


def _too_many() -> str:
    return f"elle contient trop de fichiers : la limite est de {MAXIMUM_FILES:,}".replace(
        ",", "\u202f"
    )


def _gigabytes(count: int) -> str:
    return f"{count / 1024**3:.1f}".replace(".", ",").removesuffix(",0")


def _swells(entry: zipfile.ZipInfo) -> bool:
    is_text = not entry.filename.startswith("documents/")
    if is_text and entry.file_size > MAXIMUM_TEXT:
        return True
    return entry.file_size > SMALL and entry.file_size > MAXIMUM_RATIO * entry.compress_size


def _manifest(file: zipfile.ZipFile) -> dict[str, Any]:
    """The manifest, its seal, and that it lists the files that are there. Raises WrongArchive."""
    try:
        content = file.read(MANIFEST)
        seal = file.read(SEAL).decode("ascii").split()[0]
        manifest = json.loads(content)
        told, schema = manifest["format"], manifest["schema"]
        cards = {name: (card["size"], card["sha256"]) for name, card in manifest["files"].items()}
    except (*BROKEN, KeyError, IndexError, TypeError, ValueError, AttributeError) as problem:
        raise WrongArchive("ce n’est pas l’archive d’une démarche de Maillage") from problem
    if told != FORMAT or type(schema) is not int or schema < 1:
        raise WrongArchive("ce n’est pas l’archive d’une démarche de Maillage")
    if schema > SCHEMA:
        raise WrongArchive(
            f"elle vient d’un Maillage plus récent (format {schema}, ce site lit jusqu’au "
            f"format {SCHEMA}) : mettez d’abord ce site à jour"
        )
    if hashlib.sha256(content).hexdigest() != seal:
        raise WrongArchive("son manifeste a été modifié")
    if set(cards) | {MANIFEST, SEAL} != set(file.namelist()):
        raise WrongArchive("des fichiers y manquent ou s’y ajoutent")
    return manifest


def _record(label: str, rank: int, line: bytes) -> dict[str, Any]:
    """One record, with the fields of its model and no other. Raises WrongArchive."""
    where = f"« {member(label)} », ligne {rank}"
    try:
        found = json.loads(line)
        uid, fields = found["uid"], found["fields"]
        present = set(fields)
    except (ValueError, KeyError, TypeError) as problem:
        raise WrongArchive(f"{where} : la ligne est illisible") from problem
    model = model_of(label)
    expected = {one.name for one in (*travelling(model), *travelling_links(model))}
    if not is_uid(uid) or not isinstance(fields, dict) or present - expected:
        raise WrongArchive(f"{where} : la ligne contient ce que ce site ne connaît pas")
    return found
