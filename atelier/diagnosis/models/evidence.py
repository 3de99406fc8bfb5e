"""Evidence: something a hypothesis or a constat rests on, kept as it was the day it was chosen."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from atelier.accounts.models import Person
from atelier.demarches.models import Demarche
from atelier.diagnosis.models.library import OfferFact, PartnerFigure, StudyFinding, Testimony


class EvidenceKind(models.TextChoices):
    """What it is."""

    INDICATOR = "indicator", "Indicateur"
    PARTNER = "partner", "Chiffre de partenaire"
    STUDY = "study", "Étude antérieure"
    OFFER = "offer", "Fait d’offre"
    TESTIMONY = "testimony", "Paroles recueillies"


class Verdict(models.TextChoices):
    """What a newer vintage says of an indicator kept as evidence."""

    CONFIRMED = "confirmed", "Confirmé"
    SHIFTED = "shifted", "Déplacé"
    REVERSED = "reversed", "Inversé"
    REDEFINED = "redefined", "Non comparable"
    LOST = "lost", "Plus publié"


class Evidence(models.Model):
    """One piece of evidence of a démarche. Exactly one origin: an indicator, or one row below.

    indicator  identifier of the card; `place` the territory it was read for
    frozen     the indicator as released that day: value, unit, year, geography_year, status,
               reliability, source, sentence, comparisons
    latest     the same, in the newest build, when it differs; with `verdict`
    """

    demarche = models.ForeignKey(Demarche, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField("nature", max_length=10, choices=EvidenceKind)
    title = models.CharField("intitulé", max_length=300)
    indicator = models.CharField("indicateur", max_length=100, blank=True)
    place = models.JSONField("territoire", default=dict, blank=True)
    frozen = models.JSONField("tel qu’épinglé", default=dict, blank=True)
    study_finding = models.ForeignKey(
        StudyFinding, null=True, blank=True, on_delete=models.CASCADE, related_name="evidence"
    )
    testimony = models.ForeignKey(
        Testimony, null=True, blank=True, on_delete=models.CASCADE, related_name="evidence"
    )
    offer_fact = models.ForeignKey(
        OfferFact, null=True, blank=True, on_delete=models.CASCADE, related_name="evidence"
    )
    partner_figure = models.ForeignKey(
        PartnerFigure, null=True, blank=True, on_delete=models.CASCADE, related_name="evidence"
    )
    note = models.TextField("ce que l’on en retient", blank=True)
    pinned_by = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="evidence"
    )
    pinned_at = models.DateTimeField("épinglé le", default=timezone.now)
    latest = models.JSONField("aujourd’hui", default=dict, blank=True)
    verdict = models.CharField("relecture", max_length=10, choices=Verdict, blank=True)
    reviewed_at = models.DateTimeField("relu le", null=True, blank=True)
    is_acknowledged = models.BooleanField("vu par le pilote", default=True)

    class Meta:
        verbose_name = "preuve"
        ordering = ("-pinned_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=(
                    (Q(kind="indicator") & ~Q(indicator=""))
                    | Q(kind="study", study_finding__isnull=False)
                    | Q(kind="testimony", testimony__isnull=False)
                    | Q(kind="offer", offer_fact__isnull=False)
                    | Q(kind="partner", partner_figure__isnull=False)
                ),
                name="evidence_has_its_origin",
            ),
        )

    def __str__(self) -> str:
        return self.title
