"""Restoring: all is checked before anything is touched, then put in place at once or not at all."""

import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from atelier.accounts.models import Person
from atelier.config.safekeeping.archive import (
    LEFT_OUT,
    WrongArchive,
    kept_models,
    member,
    opened,
    schema,
    verified,
)


BATCH = 500


def restore(path: Path, *, replace: bool = False) -> dict[str, Any]:
    """Put an archive in place; returns its manifest. The database is already migrated.

    replace   whether a site that has people already may be replaced
    Raises WrongArchive, and leaves the site as it was.
    """
    with opened(path) as archive:
        manifest = verified(archive)
        _check_schema(manifest)
        _check_empty(replace)
        root = Path(settings.MEDIA_ROOT)
        root.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=root.parent, prefix="restauration-") as folder:
            documents = _unpacked(archive, Path(folder))
            _put_in_place(archive, documents, root)
    return manifest


def _check_schema(manifest: dict[str, Any]) -> None:
    ours, theirs = set(schema()), set(manifest["schema"])
    if theirs - ours:
        raise WrongArchive(
            "Cette sauvegarde vient d’un Maillage plus récent. Mettez celui-ci à jour, puis "
            "recommencez."
        )
    if ours - theirs:
        raise WrongArchive(
            "Cette sauvegarde vient d’un Maillage plus ancien. Remettez-la en place avec sa "
            f"version du {manifest['made_at'][:10]}, puis mettez à jour : les données suivront."
        )


def _check_empty(replace: bool) -> None:
    count = Person.objects.count()
    if count and not replace:
        raise WrongArchive(
            f"Ce site contient déjà {count} personnes. Pour le remplacer entièrement, "
            "sauvegardez-le puis ajoutez --replace."
        )


def _unpacked(archive: zipfile.ZipFile, folder: Path) -> Path:
    """The documents of the archive, in a folder beside their place."""
    names = [name for name in archive.namelist() if name.startswith("documents/")]
    archive.extractall(folder, members=names)
    documents = folder / "documents"
    documents.mkdir(mode=0o700, exist_ok=True)
    for one in documents.rglob("*"):
        one.chmod(0o700 if one.is_dir() else 0o600)
    return documents


def _put_in_place(archive: zipfile.ZipFile, documents: Path, root: Path) -> None:
    """Rows and documents together: if either fails, both are as before."""
    former = root.with_name(f"{root.name}-avant-{timezone.now():%Y%m%d-%H%M%S-%f}")
    had_documents = root.exists()
    if had_documents:
        root.rename(former)
    try:
        documents.rename(root)
        _replace_rows(archive)
    except BaseException:
        shutil.rmtree(root, ignore_errors=True)
        if had_documents:
            former.rename(root)
        raise
    if had_documents and not any(former.iterdir()):
        former.rmdir()


@transaction.atomic
def _replace_rows(archive: zipfile.ZipFile) -> None:
    """Empty every table, then fill it again; keys are checked at the end."""
    models = kept_models()
    for model in [*models, *_forgotten()]:
        model._base_manager.all()._raw_delete(connection.alias)
    for model in models:
        for batch in _batches(archive, model):
            _insert(model, batch)
    connection.check_constraints()
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def _forgotten() -> list[type[Model]]:
    """Sessions and queued tasks, which speak of what is no more."""
    named = LEFT_OUT - {"contenttypes", "auth"}
    return [model for label in sorted(named) for model in apps.get_app_config(label).get_models()]


def _batches(archive: zipfile.ZipFile, model: type[Model]) -> Iterator[list[Model]]:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    with archive.open(member(model)) as stream:
        rows = (
            model(
                **{name: fields[name].to_python(value) for name, value in json.loads(line).items()}
            )
            for line in stream
        )
        while batch := list(islice(rows, BATCH)):
            yield batch


def _insert(model: type[Model], rows: list[Model]) -> None:
    """Insert rows as they were: `raw` keeps dates that a field would otherwise set to now."""
    fields = model._meta.concrete_fields
    size = max(connection.ops.bulk_batch_size(fields, rows), 1)
    for start in range(0, len(rows), size):
        model._base_manager._insert(
            rows[start : start + size], fields=fields, using=connection.alias, raw=True
        )
