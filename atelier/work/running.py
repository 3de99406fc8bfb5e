"""Running one job: its signs of life, its progress, its end.

A run holds the number of its attempt. When the job was taken up by another run in the meantime
(this one was believed dead), nothing it writes reaches the row any more.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import Error, connection
from django.db.models import F
from django.utils import timezone

from atelier.work.handlers import JobFailed, UnknownKind, handler
from atelier.work.models import Job, JobState
from maillage.base.errors import MaillageError


MESSAGE_LENGTH = 500
DEFECT = "Le défaut vient de Maillage\u00a0; rien de ce que vous aviez n’est perdu."
DEFECT_TODO = "Relancez. Si cela recommence, prévenez la personne qui tient le site."

logger = logging.getLogger(__name__)


class TakenOver(Exception):
    """Another run has taken this job up: this one stops."""


class Run:
    """What a handler receives: the job's payload, and a way to say how far it is."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.payload: dict[str, Any] = job.payload

    def progress(
        self, done: int | None = None, total: int | None = None, message: str = ""
    ) -> None:
        """Say how far the work is. Raises TakenOver when another run has it."""
        told = {"done": done, "total": total, "message": message[:MESSAGE_LENGTH] or None}
        known = {name: value for name, value in told.items() if value is not None}
        if not self.write(seen_at=timezone.now(), **known):
            raise TakenOver

    def write(self, **values: Any) -> int:
        """Write on the row if this run still holds it; how many rows were written."""
        return Job.objects.filter(
            pk=self.job.pk, attempt=self.job.attempt, state=JobState.RUNNING
        ).update(**values)


def run(job_id: UUID) -> None:
    """Run a job that waits; one that is running, ended or gone is left alone."""
    taken = Job.objects.filter(pk=job_id, state=JobState.QUEUED).update(
        state=JobState.RUNNING, attempt=F("attempt") + 1, seen_at=timezone.now()
    )
    if not taken:
        return
    held = Run(Job.objects.get(pk=job_id))
    try:
        with _signs_of_life(held):
            result = handler(held.job.kind)(held)
    except TakenOver:
        logger.warning("job %s was taken over by another run", job_id)
    except (JobFailed, MaillageError) as problem:
        way_out = getattr(problem, "way_out", None)
        _fail(held, str(problem), getattr(problem, "todo", "") or "", way_out)
    except UnknownKind as problem:
        logger.exception("job %s", job_id)
        _fail(held, DEFECT, str(problem))
    except Exception:
        logger.exception("job %s", job_id)
        _fail(held, DEFECT, DEFECT_TODO)
    else:
        held.write(state=JobState.DONE, result=result, ended_at=timezone.now(), message="")


def _fail(held: Run, message: str, todo: str, way_out: dict[str, Any] | None = None) -> None:
    held.write(
        state=JobState.FAILED,
        result=way_out,
        message=message[:MESSAGE_LENGTH],
        todo=todo[:MESSAGE_LENGTH],
        ended_at=timezone.now(),
    )


@contextmanager
def _signs_of_life(held: Run) -> Iterator[None]:
    """Note every few seconds, from a thread, that the run is alive."""
    over = threading.Event()
    thread = threading.Thread(target=_beat, args=(held, over), daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _beat(held: Run, over: threading.Event) -> None:
    try:
        while not over.wait(settings.WORK_BEAT_SECONDS):
            try:
                held.write(seen_at=timezone.now())
            except Error:
                # A busy database: the next beat will do.
                logger.debug("no sign of life for job %s this time", held.job.pk)
    finally:
        connection.close()
