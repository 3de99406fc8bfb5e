"""The archive: a zip of one file per table, of the documents, and of a manifest.

    manifest.json                       what is inside, checksums, the schema it was written with
    data/<room>.<model>.jsonl           one row per line
    documents/…                         files, under the names the database knows

Sessions, queued tasks and the secret key are left out: everybody signs in again.
"""

import hashlib
import json
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model


FORMAT = "maillage-sauvegarde"
VERSION = 1
MANIFEST = "manifest.json"
# Made again by the site itself, or of no use elsewhere.
LEFT_OUT = frozenset({"sessions", "contenttypes", "auth", "django_tasks_database"})
CHUNK = 1 << 20


class WrongArchive(Exception):
    """The file cannot be restored. Its text says why and what to do, in French."""


def kept_models() -> list[type[Model]]:
    """Every table of the archive, links between two tables included."""
    found = apps.get_models(include_auto_created=True)
    kept = [
        model
        for model in found
        if model._meta.managed and not model._meta.proxy and model._meta.app_label not in LEFT_OUT
    ]
    return sorted(kept, key=lambda model: model._meta.label_lower)


def member(model: type[Model]) -> str:
    """The name of a table inside the archive."""
    return f"data/{model._meta.label_lower}.jsonl"


def schema() -> list[str]:
    """The migrations applied, which say how the tables are made."""
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied if app not in LEFT_OUT)


def verified(archive: zipfile.ZipFile) -> dict[str, Any]:
    """The manifest of an archive, all its checksums tried. Raises WrongArchive."""
    manifest = _manifest(archive)
    expected = {name: card["sha256"] for name, card in manifest["members"].items()}
    present = {name for name in archive.namelist() if name != MANIFEST}
    _refuse_unless(present == set(expected), "des fichiers y manquent ou s’y ajoutent")
    _refuse_unless(all(_is_inside(name) for name in present), "un nom de fichier sort de l’archive")
    for name, checksum in expected.items():
        try:
            _refuse_unless(_sum(archive, name) == checksum, f"« {name} » a été modifié ou abîmé")
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError) as problem:
            raise _refusal(f"« {name} » est illisible") from problem
    return manifest


def opened(path: Path) -> zipfile.ZipFile:
    """The archive at this path. Raises WrongArchive when it is no zip, or a part of one."""
    if not path.is_file():
        raise WrongArchive(f"« {path} » n’existe pas. Vérifiez le chemin de la sauvegarde.")
    try:
        return zipfile.ZipFile(path)
    except zipfile.BadZipFile as problem:
        raise _refusal("le fichier est tronqué, ou n’est pas une archive zip") from problem


def _manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    try:
        manifest = json.loads(archive.read(MANIFEST))
        kind, version = manifest["format"], manifest["version"]
    except (KeyError, ValueError, TypeError, zipfile.BadZipFile) as problem:
        raise _refusal("elle n’a pas été faite par « atelier backup »") from problem
    _refuse_unless(kind == FORMAT, "elle n’a pas été faite par « atelier backup »")
    _refuse_unless(version == VERSION, f"son format ({version}) n’est pas celui de ce Maillage")
    return manifest


def _is_inside(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return ".." not in parts and "\\" not in name and parts[:1] in {("data",), ("documents",)}


def _sum(archive: zipfile.ZipFile, name: str) -> str:
    with archive.open(name) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _refuse_unless(condition: bool, reason: str) -> None:
    if not condition:
        raise _refusal(reason)


def _refusal(reason: str) -> WrongArchive:
    return WrongArchive(
        f"Cette sauvegarde ne peut pas être remise en place : {reason}. "
        "Rien n’a été changé. Essayez avec une autre copie."
    )
