"""Hypotheses: sentences that evidence can confirm or refute."""

from django.db import models
from django.utils import timezone

from atelier.accounts.models import Person
from atelier.demarches.models import Demarche
from atelier.diagnosis.models.evidence import Evidence
from atelier.diagnosis.models.library import cut
from atelier.workshops.models import Group


class HypothesisStatus(models.TextChoices):
    """Where a hypothesis stands; transitions are in `rules.py`."""

    PROPOSED = "proposed", "Proposée"
    RETAINED = "retained", "Retenue"
    SET_ASIDE = "set_aside", "Écartée"
    CONFIRMED = "confirmed", "Confirmée"
    QUALIFIED = "qualified", "Nuancée"
    REFUTED = "refuted", "Infirmée"


class Stance(models.TextChoices):
    """What a piece of evidence does to a sentence."""

    SUPPORTS = "supports", "Va dans ce sens"
    QUALIFIES = "qualifies", "Nuance"
    CONTRADICTS = "contradicts", "Va contre"
    CONTEXT = "context", "Éclaire"


class Hypothesis(models.Model):
    """One hypothesis, printed « H3 ».

    groups   the représentations it comes from; none for one born otherwise
    """

    demarche = models.ForeignKey(Demarche, on_delete=models.CASCADE, related_name="hypotheses")
    number = models.PositiveIntegerField("numéro")
    statement = models.TextField("hypothèse")
    theme = models.CharField("thème", max_length=40, blank=True)
    public = models.CharField("public", max_length=40, blank=True)
    communes = models.JSONField("communes", default=list, blank=True)
    would_confirm = models.TextField("ce qui la confirmerait", blank=True)
    would_refute = models.TextField("ce qui la démentirait", blank=True)
    status = models.CharField(
        "état", max_length=10, choices=HypothesisStatus, default=HypothesisStatus.PROPOSED
    )
    reason = models.TextField("pourquoi", blank=True)
    groups = models.ManyToManyField(
        Group, verbose_name="représentations", blank=True, related_name="hypotheses"
    )
    evidence = models.ManyToManyField(
        Evidence, through="HypothesisEvidence", blank=True, related_name="hypotheses"
    )
    written_by = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="hypotheses"
    )
    written_at = models.DateTimeField("écrite le", default=timezone.now)

    class Meta:
        verbose_name = "hypothèse"
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("demarche", "number"), name="hypothesis_number_once"),
        )

    def __str__(self) -> str:
        return f"H{self.number} — {cut(self.statement)}"


class HypothesisEvidence(models.Model):
    """A piece of evidence, for or against a hypothesis."""

    hypothesis = models.ForeignKey(Hypothesis, on_delete=models.CASCADE, related_name="links")
    evidence = models.ForeignKey(
        Evidence, on_delete=models.CASCADE, related_name="hypothesis_links"
    )
    stance = models.CharField("sens", max_length=12, choices=Stance)
    note = models.TextField("pourquoi", blank=True)

    class Meta:
        verbose_name = "preuve d’une hypothèse"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("hypothesis", "evidence"), name="evidence_once_per_hypothesis"
            ),
        )

    def __str__(self) -> str:
        return f"{self.evidence} : {self.get_stance_display()}"
