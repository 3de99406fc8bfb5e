"""Starting, retrying and resuming jobs."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from atelier.audit.actions import record
from atelier.work import handlers, running
from atelier.work.models import Job, JobState


# A job that kills its worker each time is not started for ever.
MOST_ATTEMPTS = 3


@transaction.atomic
def start(
    *,
    kind: str,
    by: Any,
    title: str,
    payload: dict[str, Any] | None = None,
    demarche_id: int | None = None,
) -> Job:
    """Queue a job; the worker runs it once this transaction is written.

    by   the Person who asks, None for a visitor or for the site itself
    Raises UnknownKind when no room declares the kind.
    """
    handlers.handler(kind)
    job = Job.objects.create(
        kind=kind,
        title=title,
        person_id=getattr(by, "pk", None),
        demarche_id=demarche_id,
        payload=payload or {},
    )
    record("work.started", by=by, target=job, demarche_id=demarche_id, after={"kind": kind})
    queue(job)
    return job


@transaction.atomic
def retry(*, by: Any, job: Job) -> Job:
    """Start a failed job again; any other is left as it is."""
    waiting = Job.objects.filter(pk=job.pk, state=JobState.FAILED).update(
        state=JobState.QUEUED, message="", todo="", done=0, attempt=0, ended_at=None
    )
    job.refresh_from_db()
    if waiting:
        record("work.retried", by=by, target=job, demarche_id=job.demarche_id)
        queue(job)
    return job


def resume_interrupted() -> list[Job]:
    """Queue again the jobs whose run died, and those the queue has lost. Returns them.

    Called by the worker when it starts, then from time to time.
    """
    long_ago = _long_ago()
    silent = Job.objects.filter(
        Q(state=JobState.RUNNING, seen_at__lt=long_ago)
        | Q(state=JobState.QUEUED, asked_at__lt=long_ago)
    )
    return [job for job in silent.order_by("asked_at", "pk") if _resume(job)]


def queue(job: Job) -> None:
    """Hand the job to the worker, in the transaction under way."""
    result = run.enqueue(str(job.pk))
    Job.objects.filter(pk=job.pk).update(task_id=result.id)


@transaction.atomic
def _resume(job: Job) -> bool:
    """Queue one job again, unless its task still waits, or it has died too often."""
    if job.state == JobState.QUEUED and _still_waits(job):
        return False
    if job.attempt >= MOST_ATTEMPTS:
        return _give_up(job)
    taken = Job.objects.filter(pk=job.pk, state=job.state, attempt=job.attempt).update(
        state=JobState.QUEUED, message="Reprise après une interruption"
    )
    if taken:
        record("work.resumed", by=None, target=job, demarche_id=job.demarche_id)
        queue(job)
    return bool(taken)


def _give_up(job: Job) -> bool:
    Job.objects.filter(pk=job.pk, state=job.state).update(
        state=JobState.FAILED,
        message=f"Ce travail a été interrompu {MOST_ATTEMPTS} fois.",
        todo="Prévenez la personne qui tient le site\u00a0: son journal dit pourquoi.",
        ended_at=timezone.now(),
    )
    return False


def _still_waits(job: Job) -> bool:
    """Whether a worker will take, or has just taken, the job's task."""
    return (
        DBTaskResult.objects.filter(pk=job.task_id or None)
        .filter(Q(status="READY") | Q(status="RUNNING", started_at__gt=_long_ago()))
        .exists()
    )


def _long_ago() -> datetime:
    """A run gives a sign of life every few seconds; silent since before this, it is dead."""
    return timezone.now() - timedelta(seconds=settings.WORK_SILENCE_SECONDS)


@task()
def run(job_id: str) -> None:
    """What the worker calls."""
    running.run(UUID(job_id))
