"""Opening a `.qdpx` somebody hands us: read in memory, member by member, within limits.

Nothing is ever written to the disk; a path inside a name, a password or a bomb is refused.
"""

import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from pathlib import PurePosixPath

from maillage.base.errors import RefusedFile
from maillage.base.french import number


MAX_BYTES = 500 * 1024**2
MAX_MEMBERS = 10_000
MAX_RATIO = 200
SMALL_ENOUGH_FOR_ANY_RATIO = 5 * 1024**2
BLOCK = 1024**2
ENCRYPTED = 0x1
AGAIN = "Exportez de nouveau le projet depuis votre logiciel."
# Fixed, so that the same project gives the same bytes.
STAMP = (1980, 1, 1, 0, 0, 0)


def read_archive(content: bytes, *, name: str) -> dict[str, bytes]:
    """The files of an archive, by their path with `/`. Raises RefusedFile when it is not safe."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
            _check(members, name)
            return {_path(one): _bytes(archive, one, name) for one in members}
    # zipfile says RuntimeError for a compression it does not know.
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as problem:
        raise RefusedFile(
            f"« {name} » n’est pas une archive lisible : elle est incomplète ou abîmée.", todo=AGAIN
        ) from problem


def _check(members: list[zipfile.ZipInfo], name: str) -> None:
    total = sum(one.file_size for one in members)
    if len(members) > MAX_MEMBERS or total > MAX_BYTES:
        raise RefusedFile(
            f"« {name} » contient {number(len(members))} fichiers pour "
            f"{number(total / 1024**2)} Mo : au-delà de {number(MAX_MEMBERS)} fichiers ou de "
            f"{number(MAX_BYTES / 1024**2)} Mo, elle n’est pas ouverte.",
            todo="Exportez le projet sans ses sons ni ses vidéos.",
        )
    for one in members:
        path = PurePosixPath(_path(one))
        if path.is_absolute() or ".." in path.parts or ":" in one.filename:
            raise RefusedFile(
                f"« {name} » contient un nom de fichier dangereux (« {one.filename} »).", todo=AGAIN
            )
        if one.flag_bits & ENCRYPTED:
            raise RefusedFile(f"« {name} » est protégée par un mot de passe.", todo=AGAIN)
        ratio = one.file_size / max(one.compress_size, 1)
        if one.file_size > SMALL_ENOUGH_FOR_ANY_RATIO and ratio > MAX_RATIO:
            raise RefusedFile(
                f"« {name} » : « {path.name} » se décompresse plus de {MAX_RATIO} fois plus gros, "
                "ce qui n’est pas le cas d’un projet.",
                todo=AGAIN,
            )


def _path(member: zipfile.ZipInfo) -> str:
    return member.filename.replace("\\", "/")


def _bytes(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> bytes:
    """One file, never past the size it announced."""
    parts, read = [], 0
    with archive.open(member) as stream:
        while block := stream.read(BLOCK):
            read += len(block)
            if read > member.file_size:
                raise zipfile.BadZipFile(f"{name}: {member.filename} larger than announced")
            parts.append(block)
    return b"".join(parts)


def write_archive(files: Mapping[str, bytes]) -> bytes:
    """An archive of these files, in their order, the same bytes for the same files."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            entry = zipfile.ZipInfo(path, STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()
