"""One row per long job: what was asked, how far it is, how it ended."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone


class JobState(models.TextChoices):
    """Where a job stands."""

    QUEUED = "queued", "En attente"
    RUNNING = "running", "En cours"
    DONE = "done", "Terminé"
    FAILED = "failed", "Échoué"


class Job(models.Model):
    """Something too long for a page.

    kind        « room.verb »: names the handler that a room declares in its `apps.py`
    person_id   who asked; empty for a visitor or for the site itself. No foreign key: jobs are
                forgotten long before people
    payload     what the handler needs, as JSON
    done, total how far it is, in the handler's own unit; no total while it is unknown
    message     the step under way, or why it failed, in French
    todo        after a failure, what the person may do
    result      what it made, as JSON
    attempt     how many times it was started; a run whose number is not the row's stops writing
    seen_at     last sign of life of the run
    task_id     the queue's own identifier
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("nature", max_length=60)
    title = models.CharField("titre", max_length=200)
    person_id = models.BigIntegerField("demandé par", null=True, blank=True, db_index=True)
    demarche_id = models.BigIntegerField("démarche", null=True, blank=True, db_index=True)
    payload = models.JSONField("données", default=dict, blank=True)
    state = models.CharField("état", max_length=10, choices=JobState, default=JobState.QUEUED)
    done = models.PositiveBigIntegerField("fait", default=0)
    total = models.PositiveBigIntegerField("à faire", null=True, blank=True)
    message = models.CharField("étape", max_length=500, blank=True)
    todo = models.CharField("que faire", max_length=500, blank=True)
    result = models.JSONField("résultat", null=True, blank=True)
    attempt = models.PositiveSmallIntegerField("essai", default=0)
    task_id = models.CharField(max_length=64, blank=True)
    asked_at = models.DateTimeField("demandé le", default=timezone.now)
    seen_at = models.DateTimeField("vu le", null=True, blank=True)
    ended_at = models.DateTimeField("terminé le", null=True, blank=True)

    class Meta:
        verbose_name = "travail"
        ordering = ("-asked_at", "id")
        constraints = (
            models.CheckConstraint(condition=Q(state__in=JobState.values), name="job_state_known"),
        )

    def __str__(self) -> str:
        return self.title
