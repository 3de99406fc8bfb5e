"""A démarche leaves as an archive, or is taken up from one."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import DatabaseError, transaction
from django.urls import NoReverseMatch
from django.utils import timezone

from atelier.accounts.models import Person
from atelier.archives.packing import agreeing
from atelier.archives.packing.opening import Archive, WrongArchive
from atelier.archives.packing.planting import BATCH, Planting
from atelier.audit.actions import record
from atelier.audit.models import Event
from atelier.demarches import uploads
from atelier.demarches.models import Demarche, Document, Mandate, Role
from atelier.demarches.rules import NotNow
from atelier.restitution.models import Production
from atelier.restitution.printing.making import MEDIA_TYPES


FINGERPRINT = 16
# What rows of our own shape never raise, whether they are written or shown.
UNFIT = (
    DatabaseError,
    NoReverseMatch,
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)

Told = Callable[[int, int, str], None]


@transaction.atomic
def note_export(*, by: Person | None, demarche: Demarche, manifest: dict[str, Any]) -> None:
    """Write in the journal that the whole démarche was exported."""
    after = {
        "lines": sum(manifest["counts"].values()),
        "documents": sum(name.startswith("documents/") for name in manifest["files"]),
    }
    record(
        "archives.demarche_exported",
        by=by,
        target=demarche,
        demarche_id=demarche.pk,
        after=after,
    )


def take_up(
    *, by: Person, archive: Archive, told: Told = lambda *_: None
) -> tuple[Demarche, Planting]:
    """Make the démarche of an archive again, piloted by `by`. Raises WrongArchive.

    People known here by their e-mail address keep their account as it is; the others are added
    without password nor right to sign in, and come in once somebody invites them. Lines of its
    journal are marked: this site did not see them happen.
    """
    planting = Planting(archive)
    try:
        with transaction.atomic():
            demarche = planting.plant(told)
            planting.settle()
            _check_files(demarche)
            agreeing.check(demarche)
            _seat(by, demarche, planting)
            _mark(planting, _note(by, demarche, planting))
    except WrongArchive:
        planting.take_away()
        raise
    except UNFIT as problem:
        planting.take_away()
        raise WrongArchive("ses lignes ne tiennent pas ensemble") from problem
    return demarche, planting


def _check_files(demarche: Demarche) -> None:
    """A file is what its row says: its kind is read from its content, here as everywhere."""
    for document in demarche.documents.order_by("pk"):
        _check_file(document, document.title, document.media_type)
    for made in Production.objects.filter(restitution__demarche=demarche).order_by("pk"):
        _check_file(made, str(made), MEDIA_TYPES.get(made.fmt, ""))


def _check_file(row: Document | Production, name: str, media_type: str) -> None:
    with row.file.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        told = (_kind(file, name), file.size, digest)
    if told != (media_type, row.size, row.sha256):
        raise WrongArchive(f"« {name} » n’est pas le fichier annoncé")


def _kind(file: Any, name: str) -> str:
    try:
        return uploads.read_kind(file)
    except NotNow as problem:
        raise WrongArchive(f"« {name} » n’est pas d’un type accepté ici") from problem


def _seat(by: Person, demarche: Demarche, planting: Planting) -> None:
    """Whoever takes a démarche up pilots it; nobody else has agreed to anything here.

    What is written of the people the archive added came with it: whoever leads may read it.
    """
    demarche.mandates.filter(person_id__in=planting.added).update(introduces=True)
    demarche.mandates.filter(person=by).update(accepted_at=timezone.now())
    held = demarche.mandates.current().filter(person=by, role=Role.PILOTE)
    if not held.exists():
        mandate = Mandate.objects.create(
            demarche=demarche, person=by, role=Role.PILOTE, accepted_at=timezone.now()
        )
        record(
            "demarches.mandate_given",
            by=by,
            target=mandate,
            demarche_id=demarche.pk,
            after={"role": Role.PILOTE},
        )


def _note(by: Person, demarche: Demarche, planting: Planting) -> Event:
    """Which archive, made when, and what was made of it."""
    return record(
        "archives.demarche_imported",
        by=by,
        target=demarche,
        demarche_id=demarche.pk,
        after={
            "archive": planting.archive.fingerprint[:FINGERPRINT],
            "made_at": _moment(planting.archive.manifest.get("made_at")),
            "lines": len(planting.keys),
            "people_known": planting.found["accounts.Person"],
            "people_added": planting.made["accounts.Person"],
        },
    )


def _mark(planting: Planting, note: Event) -> None:
    """Tie the lines of the archive's journal to the line that says how they came."""
    keys = planting.rows("audit.Event")
    for start in range(0, len(keys), BATCH):
        Event.objects.filter(pk__in=keys[start : start + BATCH]).update(taken_up=note.pk)


def _moment(told: Any) -> str:
    """When the archive says it was made; empty when it says it badly."""
    try:
        return datetime.fromisoformat(told).isoformat()
    except (TypeError, ValueError):
        return ""
