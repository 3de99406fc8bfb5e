"""Restitutions: chosen elements, in order, and the documents made of them."""

import uuid
from pathlib import Path

from django.db import models
from django.db.models import Q
from django.utils import timezone

from atelier.accounts.models import Person
from atelier.demarches.models import Demarche, Instance
from atelier.diagnosis.models import Evidence, Finding, Testimony
from atelier.meetings.models import Decision


class Restitution(models.Model):
    """What is told to someone, one day, with what was chosen for them.

    audience   for whom: a council, the residents of a neighbourhood, the president
    message    the whole in one sentence
    requests   what is asked of those who listen, one per line
    """

    demarche = models.ForeignKey(Demarche, on_delete=models.CASCADE, related_name="restitutions")
    title = models.CharField("titre", max_length=200)
    audience = models.CharField("pour qui", max_length=200, blank=True)
    held_on = models.DateField("jour", null=True, blank=True)
    instance = models.ForeignKey(
        Instance,
        verbose_name="instance",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="restitutions",
    )
    message = models.CharField("le message, en une phrase", max_length=300, blank=True)
    requests = models.TextField("ce que nous vous demandons", blank=True)
    written_by = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="restitutions"
    )
    written_at = models.DateTimeField("préparée le", default=timezone.now)

    class Meta:
        verbose_name = "restitution"
        ordering = ("-written_at", "-id")

    def __str__(self) -> str:
        return self.title


class ElementKind(models.TextChoices):
    """What may be shown."""

    FINDING = "finding", "Constat"
    EVIDENCE = "evidence", "Chiffre ou fait épinglé"
    WORDS = "words", "Paroles d’habitants"
    DECISION = "decision", "Décision"
    MAP = "map", "Carte"
    TREND = "trend", "Évolution"


class Element(models.Model):
    """One thing shown, at its place. Exactly one origin: a row, or a drawing.

    indicator  identifier of the card a drawing was made from
    frozen     the drawing as released the day it was chosen: title, svg, alternative, source,
               twin (headings, then rows); for a trend its points and unit
    message    the sentence of its slide; its own words when empty
    note       what the speaker says
    """

    restitution = models.ForeignKey(Restitution, on_delete=models.CASCADE, related_name="elements")
    kind = models.CharField("nature", max_length=10, choices=ElementKind)
    position = models.PositiveSmallIntegerField("rang", default=0)
    finding = models.ForeignKey(Finding, null=True, on_delete=models.CASCADE, related_name="+")
    evidence = models.ForeignKey(Evidence, null=True, on_delete=models.CASCADE, related_name="+")
    testimony = models.ForeignKey(Testimony, null=True, on_delete=models.CASCADE, related_name="+")
    decision = models.ForeignKey(Decision, null=True, on_delete=models.CASCADE, related_name="+")
    indicator = models.CharField("indicateur", max_length=100, blank=True)
    frozen = models.JSONField("tel que choisi", default=dict, blank=True)
    message = models.CharField("message", max_length=300, blank=True)
    note = models.TextField("ce que vous direz", blank=True)

    class Meta:
        verbose_name = "élément d’une restitution"
        ordering = ("position", "id")
        constraints = (
            models.CheckConstraint(
                condition=(
                    Q(kind="finding", finding__isnull=False)
                    | Q(kind="evidence", evidence__isnull=False)
                    | Q(kind="words", testimony__isnull=False)
                    | Q(kind="decision", decision__isnull=False)
                    | (Q(kind__in=("map", "trend")) & ~Q(indicator=""))
                ),
                name="element_has_its_origin",
            ),
        )

    def __str__(self) -> str:
        return self.message or f"{self.get_kind_display()} {self.key}"

    @property
    def key(self) -> str:
        """What the page of choice calls it: « finding:12 », « map:taux_logements_vacants »."""
        origins = {
            ElementKind.FINDING: self.finding_id,
            ElementKind.EVIDENCE: self.evidence_id,
            ElementKind.WORDS: self.testimony_id,
            ElementKind.DECISION: self.decision_id,
        }
        return f"{self.kind}:{origins.get(ElementKind(self.kind), self.indicator)}"


def stored_name(production: "Production", name: str) -> str:
    """Where the bytes go: never under a name somebody typed."""
    folder = f"restitutions/{production.restitution_id}"
    return f"{folder}/{uuid.uuid4().hex}{Path(name).suffix.lower()[:6]}"


class Production(models.Model):
    """A document made of a restitution, as it was that day.

    form        « presentation », « note »…: a card of definitions/restitutions
    fmt         pptx, docx or pdf
    job         the job that made it: run again, it replaces its own file only
    has_drafts  whether it prints constats that are not validated
    """

    restitution = models.ForeignKey(
        Restitution, on_delete=models.CASCADE, related_name="productions"
    )
    form = models.CharField("document", max_length=20)
    fmt = models.CharField("format", max_length=5)
    file = models.FileField("fichier", upload_to=stored_name, max_length=200)
    size = models.PositiveBigIntegerField("taille (octets)")
    sha256 = models.CharField(max_length=64)
    job = models.UUIDField(unique=True)
    has_drafts = models.BooleanField("cite des constats non validés", default=False)
    made_by = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="productions"
    )
    made_at = models.DateTimeField("produit le", default=timezone.now)

    class Meta:
        verbose_name = "document de restitution"
        ordering = ("-made_at", "-id")

    def __str__(self) -> str:
        return f"{self.form}.{self.fmt}"
