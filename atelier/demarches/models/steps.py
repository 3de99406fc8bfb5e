"""Steps, what each delivers, and the tasks between sessions."""

from django.db import models
from django.utils import timezone

from atelier.accounts.models import Person
from atelier.demarches.models.demarche import Demarche
from atelier.demarches.models.people import Instance


class StepStatus(models.TextChoices):
    """Where a step stands; transitions are in `rules.py`."""

    PLANNED = "planned", "À venir"
    UNDER_WAY = "under_way", "En cours"
    DONE = "done", "Faite"
    SKIPPED = "skipped", "Sans objet"


class Step(models.Model):
    """One step of the démarche, editable.

    key     names the method sheet in definitions/demarches; empty for a step of one's own
    sheet   sections of the method sheet rewritten here, by their identifier; others are the model's
    holder  who holds the pen
    """

    demarche = models.ForeignKey(Demarche, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField("rang")
    key = models.SlugField(max_length=60, blank=True)
    title = models.CharField("titre", max_length=150)
    purpose = models.TextField("à quoi elle sert", blank=True)
    status = models.CharField("état", max_length=10, choices=StepStatus, default=StepStatus.PLANNED)
    starts_on = models.DateField("début", null=True, blank=True)
    ends_on = models.DateField("fin", null=True, blank=True)
    done_on = models.DateField("faite le", null=True, blank=True)
    holder = models.ForeignKey(
        Person,
        verbose_name="tient la plume",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="steps_held",
    )
    instances = models.ManyToManyField(Instance, verbose_name="instances", blank=True)
    sheet = models.JSONField("fiche méthode", default=dict, blank=True)

    class Meta:
        verbose_name = "étape"
        ordering = ("position", "id")

    def __str__(self) -> str:
        return self.title


class Deliverable(models.Model):
    """Something a step hands over."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="deliverables")
    title = models.CharField("livrable", max_length=150)
    delivered_on = models.DateField("remis le", null=True, blank=True)
    place = models.CharField("où le trouver", max_length=300, blank=True)

    class Meta:
        verbose_name = "livrable"
        ordering = ("id",)

    def __str__(self) -> str:
        return self.title


class Task(models.Model):
    """Something to do before a date: by a person, or by an instance between two sessions.

    origin   « kind:id » of what asked for it (a decision, a meeting); empty for a task of its own
    """

    demarche = models.ForeignKey(Demarche, on_delete=models.CASCADE, related_name="tasks")
    step = models.ForeignKey(
        Step, null=True, blank=True, on_delete=models.SET_NULL, related_name="tasks"
    )
    instance = models.ForeignKey(
        Instance,
        verbose_name="instance",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="tasks",
    )
    person = models.ForeignKey(
        Person,
        verbose_name="qui",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="tasks",
    )
    title = models.CharField("à faire", max_length=200)
    note = models.TextField("précisions", blank=True)
    due_on = models.DateField("pour le", null=True, blank=True)
    done_on = models.DateField("fait le", null=True, blank=True)
    reminded_at = models.DateTimeField("rappel envoyé", null=True, blank=True)
    origin = models.CharField(max_length=80, blank=True, db_index=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "tâche"
        ordering = ("due_on", "id")

    def __str__(self) -> str:
        return self.title
