"""Legal pages of the site, and how long a démarche keeps personal data."""

from django.db import models

from atelier.accounts.models import Person
from atelier.demarches.models import Demarche


class LegalKind(models.TextChoices):
    """The four pages the law or good practice asks for."""

    MENTIONS = "mentions-legales", "Mentions légales"
    ACCESSIBILITY = "accessibilite", "Accessibilité"
    DATA = "donnees-personnelles", "Données personnelles"
    TERMS = "conditions", "Conditions d’utilisation"


class LegalPage(models.Model):
    """A legal page as the administrator wrote it; the model of definitions/legal until then."""

    kind = models.CharField("page", max_length=30, choices=LegalKind, unique=True)
    body = models.TextField("texte")
    written_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField("rédigée le", auto_now=True)

    class Meta:
        verbose_name = "page légale"
        ordering = ("kind",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind__in=LegalKind.values), name="legal_page_kind_known"
            ),
        )

    def __str__(self) -> str:
        return self.get_kind_display()


class Retention(models.Model):
    """How long a démarche keeps personal data, why, and what was done at the end.

    The day itself is `Demarche.keep_until`.
    announced_at   when those who pilot were told that the term has come
    purged_at      when personal data went; decisions, findings and documents stay
    """

    demarche = models.OneToOneField(Demarche, on_delete=models.CASCADE, related_name="retention")
    reason = models.TextField("pourquoi cette durée", blank=True)
    announced_at = models.DateTimeField("terme annoncé le", null=True, blank=True)
    purged_at = models.DateTimeField("données effacées le", null=True, blank=True)

    class Meta:
        verbose_name = "durée de conservation"
        ordering = ("demarche_id",)

    def __str__(self) -> str:
        return f"Conservation — {self.demarche}"
