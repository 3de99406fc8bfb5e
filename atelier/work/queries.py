"""Reading jobs."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from atelier.work.models import Job, JobState


UNDER_WAY = (JobState.QUEUED, JobState.RUNNING)


def visible(job_id: UUID, person: Any) -> Job | None:
    """The job, for who asked it or administers the site; None for anyone else.

    A job asked by a visitor is seen by whoever holds its identifier, which nobody can guess.
    """
    job = Job.objects.filter(pk=job_id).first()
    if job is None:
        return None
    is_theirs = job.person_id is None or job.person_id == getattr(person, "pk", None)
    return job if is_theirs or getattr(person, "is_administrator", False) else None


def under_way(kind: str, *, demarche_id: int | None = None) -> QuerySet[Job]:
    """Jobs of a kind that wait or run, latest first."""
    found = Job.objects.filter(kind=kind, state__in=UNDER_WAY)
    found = found.filter(demarche_id=demarche_id) if demarche_id else found
    return found.order_by("-asked_at", "pk")


def latest(kind: str, *, demarche_id: int | None = None) -> Job | None:
    """The last job of a kind, whatever its state."""
    found = Job.objects.filter(kind=kind)
    found = found.filter(demarche_id=demarche_id) if demarche_id else found
    return found.order_by("-asked_at", "pk").first()


def recent(kind: str, *, limit: int = 10) -> QuerySet[Job]:
    """The last jobs of a kind, latest first."""
    return Job.objects.filter(kind=kind).order_by("-asked_at", "pk")[:limit]
