"""Backing up while people work: one instant of the database, then its documents.

The rows are read in one transaction that sees the database as it was when it began, on SQLite as on
PostgreSQL, and keeps nobody from writing. Documents are copied afterwards: those of the rows are
all there, since a document is written before its row.
"""

import hashlib
import json
import os
import zipfile
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime, time
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import connection
from django.db.models import Model
from django.utils import timezone

from atelier.config.safekeeping.archive import (
    CHUNK,
    FORMAT,
    MANIFEST,
    VERSION,
    WrongArchive,
    kept_models,
    member,
    schema,
)


def backup(path: Path) -> dict[str, Any]:
    """Write the archive; returns its manifest. Raises WrongArchive when the file exists already."""
    if path.exists():
        raise WrongArchive(f"« {path} » existe déjà. Choisissez un autre nom.")
    if not path.parent.is_dir():
        raise WrongArchive(f"Le dossier « {path.parent} » n’existe pas. Créez-le d’abord.")
    partial = path.with_name(f"{path.name}.partiel")
    # Personal data: for its owner only.
    descriptor = os.open(partial, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    try:
        with (
            os.fdopen(descriptor, "wb") as stream,
            zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive,
        ):
            manifest = _filled(archive)
        partial.rename(path)
    finally:
        partial.unlink(missing_ok=True)
    return manifest


def _filled(archive: zipfile.ZipFile) -> dict[str, Any]:
    members: dict[str, dict[str, Any]] = {}
    with one_instant():
        manifest = {
            "format": FORMAT,
            "version": VERSION,
            "made_at": timezone.now().isoformat(),
            "database": connection.vendor,
            "schema": schema(),
        }
        for model in kept_models():
            members[member(model)] = _written(archive, member(model), _lines(model))
    for file in _documents():
        inside = f"documents/{file.relative_to(settings.MEDIA_ROOT).as_posix()}"
        # A document deleted since the instant of the rows is wanted by nobody.
        with suppress(FileNotFoundError), file.open("rb") as stream:
            members[inside] = _written(archive, inside, _chunks(stream))
    manifest["members"] = members
    archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
    return manifest


@contextmanager
def one_instant() -> Iterator[None]:
    """See the database as it is now until the end, without keeping anybody from writing."""
    is_postgresql = connection.vendor == "postgresql"
    begin = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY" if is_postgresql else "BEGIN"
    with connection.cursor() as cursor:
        cursor.execute(begin)
        try:
            # SQLite begins to see at the first reading only.
            cursor.execute("SELECT 1 FROM django_migrations")
            yield
        finally:
            cursor.execute("ROLLBACK")


def _lines(model: type[Model]) -> Iterator[bytes]:
    """Rows as lines of JSON, in the order of their key."""
    fields = [field.attname for field in model._meta.concrete_fields]
    rows = model._base_manager.order_by("pk").values_list(*fields)
    for row in rows.iterator(chunk_size=2000):
        values = dict(zip(fields, map(plain, row), strict=True))
        yield json.dumps(values, ensure_ascii=False).encode() + b"\n"


def plain(value: Any) -> Any:
    """A value as JSON writes it; the field's own `to_python` reads it back."""
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return b64encode(value).decode()
    return str(value)


def _written(archive: zipfile.ZipFile, name: str, parts: Iterator[bytes]) -> dict[str, Any]:
    """Write one member; returns its card."""
    checksum, size, count = hashlib.sha256(), 0, 0
    with archive.open(name, "w", force_zip64=True) as stream:
        for part in parts:
            stream.write(part)
            checksum.update(part)
            size += len(part)
            count += 1
    card = {"size": size, "sha256": checksum.hexdigest()}
    return {**card, "rows": count} if name.startswith("data/") else card


def _documents() -> list[Path]:
    root = Path(settings.MEDIA_ROOT)
    return sorted(path for path in root.rglob("*") if path.is_file()) if root.is_dir() else []


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    while part := stream.read(CHUNK):
        yield part
