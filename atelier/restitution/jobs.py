"""Producing a document: a job of its own, which can be started again without leaving two."""

from typing import Any

from atelier.accounts.models import Person
from atelier.demarches.models import Demarche
from atelier.restitution import actions, queries
from atelier.restitution.presenters import production_url
from atelier.restitution.printing.making import made
from atelier.restitution.writing.checks import Unprintable
from atelier.work.handlers import JobFailed


def produce(job: Any) -> dict[str, str]:
    """Write one document of one restitution and keep it. Raises JobFailed, in French."""
    asked = job.payload
    demarche = Demarche.objects.filter(pk=job.job.demarche_id).first()
    found = queries.restitution(demarche, asked["restitution"]) if demarche else None
    if found is None:
        raise JobFailed("Cette restitution n’existe plus.")
    job.progress(message="Écriture du document")
    try:
        document = made(found, asked["form"], asked["fmt"])
    except Unprintable as problem:
        raise JobFailed(str(problem), todo=problem.todo) from problem
    kept = actions.keep(
        by=Person.objects.filter(pk=job.job.person_id).first(),
        restitution=found,
        job=job.job.pk,
        content=document.content,
        form=asked["form"],
        fmt=asked["fmt"],
        has_drafts=document.has_drafts,
    )
    return {"message": " ".join(document.left_out), "url": production_url(kept), "label": "Ouvrir"}
