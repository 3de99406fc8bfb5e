"""A démarche leaves as an archive, or is taken up from one."""

from collections.abc import Callable
from typing import Any

from django.db import DatabaseError, transaction

from atelier.accounts.models import Person
from atelier.archives.packing.opening import Archive, WrongArchive
from atelier.archives.packing.planting import Planting
from atelier.audit.actions import record
from atelier.demarches import uploads
from atelier.demarches.models import Demarche, Document, Mandate, Role
from atelier.demarches.rules import NotNow


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
    without password, and come in once somebody invites them.
    """
    planting = Planting(archive)
    try:
        with transaction.atomic():
            demarche = planting.plant(told)
            planting.settle()
            _check_documents(demarche)
            _seat(by, demarche)
            _note(by, demarche, planting)
    except (DatabaseError, KeyError, TypeError, AttributeError, ValueError) as problem:
        raise WrongArchive("ses lignes ne tiennent pas ensemble") from problem
    return demarche, planting


def _check_documents(demarche: Demarche) -> None:
    """A document is what its card says: its kind is read from its content, here as everywhere."""
    for document in demarche.documents.order_by("pk"):
        with document.file.open("rb") as file:
            if _kind(document, file) != document.media_type or file.size != document.size:
                raise WrongArchive(f"« {document.title} » n’est pas le fichier annoncé")


def _kind(document: Document, file: Any) -> str:
    try:
        return uploads.read_kind(file)
    except NotNow as problem:
        raise WrongArchive(f"« {document.title} » n’est pas d’un type accepté ici") from problem


def _seat(by: Person, demarche: Demarche) -> None:
    """Whoever takes a démarche up pilots it."""
    held = demarche.mandates.current().filter(person=by, role=Role.PILOTE)
    if not held.exists():
        mandate = Mandate.objects.create(demarche=demarche, person=by, role=Role.PILOTE)
        record(
            "demarches.mandate_given",
            by=by,
            target=mandate,
            demarche_id=demarche.pk,
            after={"role": Role.PILOTE},
        )


def _note(by: Person, demarche: Demarche, planting: Planting) -> None:
    counts = planting.archive.manifest["counts"]
    known = planting.found["accounts.Person"]
    record(
        "archives.demarche_imported",
        by=by,
        target=demarche,
        demarche_id=demarche.pk,
        after={
            "lines": sum(counts.values()),
            "people_known": known,
            "people_added": counts["accounts.Person"] - known,
        },
    )
