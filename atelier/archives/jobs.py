"""What is too long for a page: making an archive, taking one up."""

from typing import Any
from uuid import UUID

from django.urls import reverse

from atelier.accounts.models import Person
from atelier.archives import storage
from atelier.archives.actions import archive as actions
from atelier.archives.packing import opening, writing
from atelier.demarches.models import Demarche
from atelier.work.handlers import JobFailed
from atelier.work.running import Run


def export(run: Run) -> dict[str, Any]:
    """Write the archive of the job's démarche, then note it in the journal."""
    demarche = Demarche.objects.filter(pk=run.job.demarche_id).first()
    if demarche is None:
        raise JobFailed("Cette démarche n’existe plus.")
    path = storage.made_at(run.job.pk)
    unfinished = path.with_suffix(".part")
    try:
        manifest = writing.write(demarche, unfinished, told=run.progress)
    except writing.Unsettled as problem:
        raise JobFailed(
            "La démarche changeait pendant l’export.", todo="Relancez-le dans un moment."
        ) from problem
    unfinished.replace(path)
    by = Person.objects.filter(pk=run.job.person_id).first()
    actions.note_export(by=by, demarche=demarche, manifest=manifest)
    return {
        "message": f"L’archive est prête ({path.stat().st_size / 1e6:.1f} Mo).",
        "url": reverse(
            "archives:download", kwargs={"demarche_id": demarche.pk, "job_id": run.job.pk}
        ),
        "label": "Télécharger l’archive",
    }


def take_up(run: Run) -> dict[str, Any]:
    """Make again the démarche of the archive received."""
    path = storage.received_at(UUID(run.payload["key"]))
    by = Person.objects.filter(pk=run.job.person_id, is_active=True).first()
    if by is None or not path.exists():
        raise JobFailed("L’archive reçue n’est plus là.", todo="Déposez-la de nouveau.")
    try:
        with opening.opened(path) as archive:
            archive.check(told=run.progress)
            demarche, _ = actions.take_up(by=by, archive=archive, told=run.progress)
    except opening.WrongArchive as problem:
        raise JobFailed(str(problem)) from problem
    finally:
        path.unlink(missing_ok=True)
    return {
        "message": f"« {demarche.name} » est reprise, et vous la pilotez.",
        "url": reverse("demarches:enter", kwargs={"demarche_id": demarche.pk}),
        "label": "Ouvrir la démarche",
    }
