"""Constats: sentences with their evidence, level of proof, who is competent, who validated them."""

from django.db import models
from django.utils import timezone

from atelier.accounts.models import Person
from atelier.demarches.models import Demarche
from atelier.diagnosis.models.evidence import Evidence
from atelier.diagnosis.models.hypotheses import Hypothesis, Stance
from atelier.diagnosis.models.library import cut
from atelier.meetings.models import Decision


class FindingStatus(models.TextChoices):
    """Where a constat stands; transitions are in `rules.py`."""

    DRAFT = "draft", "En rédaction"
    PROPOSED = "proposed", "Proposé"
    VALIDATED = "validated", "Validé"
    TO_REVIEW = "to_review", "À revoir"
    WITHDRAWN = "withdrawn", "Retiré"


class Level(models.TextChoices):
    """Level of proof, computed by `rules.level_of`; quantitative and qualitative apart."""

    NONE = "none", "Aucune"
    WEAK = "weak", "Fragile"
    SOUND = "sound", "Établie"
    STRONG = "strong", "Solide"


class Finding(models.Model):
    """A constat, printed « C5 ».

    publics        keys of `definitions/publics.yaml`, or ages chosen for the démarche
    competent      who can act: keys of COMPETENCES in `rules.py` (commune, ccas, epci, caf…)
    validated_in   the decision that validated it, with its instance and day
    """

    demarche = models.ForeignKey(Demarche, on_delete=models.CASCADE, related_name="findings")
    number = models.PositiveIntegerField("numéro")
    statement = models.TextField("constat")
    detail = models.TextField("ce que l’on sait, ce que l’on ne sait pas", blank=True)
    theme = models.CharField("thème", max_length=40, blank=True)
    publics = models.JSONField("publics", default=list, blank=True)
    communes = models.JSONField("communes", default=list, blank=True)
    competent = models.JSONField("qui est compétent", default=list, blank=True)
    status = models.CharField(
        "état", max_length=10, choices=FindingStatus, default=FindingStatus.DRAFT
    )
    hypotheses = models.ManyToManyField(Hypothesis, blank=True, related_name="findings")
    evidence = models.ManyToManyField(
        Evidence, through="FindingEvidence", blank=True, related_name="findings"
    )
    validated_in = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="findings"
    )
    validated_on = models.DateField("validé le", null=True, blank=True)
    written_by = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="findings"
    )
    written_at = models.DateTimeField("écrit le", default=timezone.now)
    reworded_at = models.DateTimeField("réécrit le", null=True, blank=True)

    class Meta:
        verbose_name = "constat"
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("demarche", "number"), name="finding_number_once"),
        )

    def __str__(self) -> str:
        return f"C{self.number} — {cut(self.statement)}"


class Validation(models.Model):
    """A validation of a constat, in the words it had that day. Kept when the constat is reopened.

    reopened_on   the day the constat was marked « à revoir », or withdrawn; empty while it holds
    """

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="validations")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="validations")
    validated_on = models.DateField("validé le")
    statement = models.TextField("constat tel que validé")
    reopened_on = models.DateField("rouvert le", null=True, blank=True)

    class Meta:
        verbose_name = "validation d’un constat"
        ordering = ("id",)

    def __str__(self) -> str:
        return f"C{self.finding.number}, D{self.decision.number}"


class FindingEvidence(models.Model):
    """A piece of evidence a constat rests on, or that goes against it."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="links")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="finding_links")
    stance = models.CharField("sens", max_length=12, choices=Stance)

    class Meta:
        verbose_name = "preuve d’un constat"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("finding", "evidence"), name="evidence_once_per_finding"
            ),
        )

    def __str__(self) -> str:
        return f"{self.evidence} : {self.get_stance_display()}"


class PathBreak(models.Model):
    """A place where someone's path between services breaks."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="path_breaks")
    position = models.PositiveSmallIntegerField("rang", default=0)
    from_service = models.CharField("de", max_length=150)
    to_service = models.CharField("vers", max_length=150)
    what_happens = models.TextField("ce qui se passe")

    class Meta:
        verbose_name = "rupture de parcours"
        ordering = ("position", "id")

    def __str__(self) -> str:
        return f"{self.from_service} → {self.to_service}"
