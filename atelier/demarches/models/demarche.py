"""A démarche: an Analyse des besoins sociaux on one territory, and the reports it owes."""

from django.db import models
from django.utils import timezone

from atelier.accounts.models import Organisation


class DemarcheKind(models.TextChoices):
    """The template a démarche was opened from. Source: CASF R123-1 and L214-1-3, circulaire CTG."""

    ABS_OBLIGATOIRE = "abs_obligatoire", "ABS obligatoire (CCAS, CIAS)"
    ABS_VOLONTAIRE = "abs_volontaire", "ABS volontaire d’une intercommunalité, vers une CTG"
    ABS_THEMATIQUE = "abs_thematique", "ABS thématique"
    SPPE = "sppe", "Recensement petite enfance (SPPE)"


class DemarcheStatus(models.TextChoices):
    """Where the démarche stands; transitions are in `rules.py`."""

    OPEN = "open", "En cours"
    CLOSED = "closed", "Terminée"
    ARCHIVED = "archived", "Archivée"


class Means(models.TextChoices):
    """Who does the work."""

    IN_HOUSE = "in_house", "En interne"
    EXTERNAL = "external", "Confiée à un prestataire"
    MIXED = "mixed", "Mixte"


class Demarche(models.Model):
    """One démarche.

    shelf, level, code, communes   its territory, as portraits name it (`territories` or `fictif`)
    themes, publics                identifiers of definitions/themes.yaml and publics.yaml
    public_ages                    ages chosen freely, « 25-40 »; empty when none
    previous                       the démarche this one follows
    """

    name = models.CharField("nom", max_length=200)
    kind = models.CharField("cadre", max_length=20, choices=DemarcheKind)
    status = models.CharField(
        "état", max_length=10, choices=DemarcheStatus, default=DemarcheStatus.OPEN
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name="organisation pilote",
        on_delete=models.PROTECT,
        related_name="demarches",
    )
    shelf = models.CharField(max_length=12, default="territories")
    level = models.CharField(max_length=30)
    code = models.CharField(max_length=40, blank=True)
    communes = models.JSONField(default=list, blank=True)
    territory_name = models.CharField("territoire", max_length=200)
    purpose = models.TextField("ce que nous en attendons", blank=True)
    themes = models.JSONField("thèmes", default=list, blank=True)
    publics = models.JSONField("publics", default=list, blank=True)
    public_ages = models.CharField("âges étudiés", max_length=20, blank=True)
    is_quick = models.BooleanField("démarche courte", default=False)
    means = models.CharField("moyens", max_length=10, choices=Means, default=Means.IN_HOUSE)
    days = models.DecimalField(
        "jours de travail prévus", max_digits=6, decimal_places=1, null=True, blank=True
    )
    budget = models.DecimalField(
        "budget (euros)", max_digits=10, decimal_places=2, null=True, blank=True
    )
    cofunding = models.TextField("cofinancements", blank=True)
    previous = models.ForeignKey(
        "self",
        verbose_name="démarche précédente",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="following",
    )
    opened_on = models.DateField("ouverture", default=timezone.localdate)
    closed_on = models.DateField("clôture", null=True, blank=True)
    keep_until = models.DateField("conservation jusqu’au", null=True, blank=True)
    missions = models.JSONField("compétences petite enfance", default=dict, blank=True)

    class Meta:
        verbose_name = "démarche"
        ordering = ("-opened_on", "-id")

    def __str__(self) -> str:
        return self.name


class Presentation(models.Model):
    """A report owed to a deliberating body: a CIAS and each CCAS may each be owed one.

    required   True when the law asks for it (CASF R123-1)
    """

    demarche = models.ForeignKey(Demarche, on_delete=models.CASCADE, related_name="presentations")
    body = models.CharField("instance délibérante", max_length=200)
    required = models.BooleanField("obligatoire", default=True)
    due_from = models.DateField("à partir du", null=True, blank=True)
    due_by = models.DateField("au plus tard le", null=True, blank=True)
    presented_on = models.DateField("présenté le", null=True, blank=True)
    reference = models.CharField("délibération", max_length=120, blank=True)
    note = models.TextField("remarque", blank=True)

    class Meta:
        verbose_name = "présentation due"
        ordering = ("due_by", "id")

    def __str__(self) -> str:
        return self.body
