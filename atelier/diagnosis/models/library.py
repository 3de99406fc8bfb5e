"""What evidence is made of besides indicators: studies, what people said, offer, partners."""

from textwrap import shorten

from django.db import models

from atelier.accounts.models import College, Organisation
from atelier.demarches.models import Demarche, Document


SHOWN = 120


def cut(text: str) -> str:
    """A sentence as lists and the journal name it: cut between two words, and saying so."""
    return shorten(text, SHOWN, placeholder=" …")


class Study(models.Model):
    """An earlier study of the territory: PLUi-H, OPAH, former diagnostic."""

    demarche = models.ForeignKey(Demarche, on_delete=models.CASCADE, related_name="studies")
    title = models.CharField("titre", max_length=200)
    author = models.CharField("auteur", max_length=200, blank=True)
    year = models.PositiveSmallIntegerField("année", null=True, blank=True)
    kind = models.CharField("nature", max_length=80, blank=True)
    document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.SET_NULL, related_name="studies"
    )
    note = models.TextField("ce qu’il faut en savoir", blank=True)

    class Meta:
        verbose_name = "étude"
        ordering = ("-year", "title", "id")

    def __str__(self) -> str:
        return f"{self.title} ({self.year})" if self.year else self.title


class StudyFinding(models.Model):
    """A sentence taken from a study, with its page."""

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="findings")
    text = models.TextField("constat")
    page = models.CharField("page", max_length=20)
    theme = models.CharField("thème", max_length=40, blank=True)
    public = models.CharField("public", max_length=40, blank=True)

    class Meta:
        verbose_name = "constat d’étude"
        ordering = ("study_id", "id")

    def __str__(self) -> str:
        return cut(self.text)


class TestimonyKind(models.TextChoices):
    """Where words come from."""

    __test__ = False  # not a test, whatever its name begins with

    INTERVIEW = "interview", "Entretien"
    GROUP = "group", "Groupe de parole"
    PROFESSIONAL = "professional", "Professionnel"
    QUESTIONNAIRE = "questionnaire", "Réponse ouverte à un questionnaire"


class Testimony(models.Model):
    """What someone said, without their name.

    code        how it is cited, « E12 »
    collected_on  nothing when nobody noted the day
    may_quote   whether the person agreed to be quoted in documents
    """

    __test__ = False  # not a test, whatever its name begins with

    demarche = models.ForeignKey(Demarche, on_delete=models.CASCADE, related_name="testimonies")
    code = models.CharField("code", max_length=20)
    kind = models.CharField("nature", max_length=15, choices=TestimonyKind)
    text = models.TextField("paroles")
    about = models.CharField("qui parle, sans nom", max_length=200, blank=True)
    college = models.CharField("collège", max_length=20, choices=College, blank=True)
    theme = models.CharField("thème", max_length=40, blank=True)
    public = models.CharField("public", max_length=40, blank=True)
    commune = models.CharField("code de la commune", max_length=5, blank=True)
    collected_on = models.DateField("recueilli le", null=True, blank=True)
    may_quote = models.BooleanField("peut être cité", default=False)

    class Meta:
        verbose_name = "témoignage"
        ordering = ("code", "id")

    def __str__(self) -> str:
        """Its code only: lists and the journal are read by more people than the words are."""
        return f"Paroles {self.code}"


class OfferFact(models.Model):
    """Something the territory offers, or lacks."""

    demarche = models.ForeignKey(Demarche, on_delete=models.CASCADE, related_name="offer_facts")
    text = models.TextField("fait")
    source = models.CharField("source", max_length=200)
    as_of = models.DateField("à la date du", null=True, blank=True)
    theme = models.CharField("thème", max_length=40, blank=True)
    public = models.CharField("public", max_length=40, blank=True)
    communes = models.JSONField("communes", default=list, blank=True)

    class Meta:
        verbose_name = "fait d’offre"
        ordering = ("theme", "id")

    def __str__(self) -> str:
        return cut(self.text)


class PartnerFigure(models.Model):
    """A number a partner gave, with its year, territory and source."""

    demarche = models.ForeignKey(Demarche, on_delete=models.CASCADE, related_name="partner_figures")
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.SET_NULL, related_name="figures"
    )
    label = models.CharField("intitulé", max_length=200)
    value = models.DecimalField("valeur", max_digits=14, decimal_places=3, null=True, blank=True)
    unit = models.CharField("unité", max_length=40, blank=True)
    year = models.PositiveSmallIntegerField("année")
    territory = models.CharField("territoire", max_length=200)
    source = models.CharField("source", max_length=200)
    note = models.TextField("limites", blank=True)
    theme = models.CharField("thème", max_length=40, blank=True)
    public = models.CharField("public", max_length=40, blank=True)

    class Meta:
        verbose_name = "chiffre de partenaire"
        ordering = ("label", "id")

    def __str__(self) -> str:
        return f"{self.label} ({self.year})"
