"""The map of actors: who is named, and what links them."""

from django.db import models
from django.db.models import F, Q

from atelier.demarches.models import Demarche
from atelier.workshops.models.sessions import Activity


class Actor(models.Model):
    """An organisation or service on the map of actors."""

    demarche = models.ForeignKey(Demarche, on_delete=models.CASCADE, related_name="actors")
    name = models.CharField("nom", max_length=150)
    kind = models.CharField("nature", max_length=30, blank=True)
    note = models.CharField("remarque", max_length=300, blank=True)

    class Meta:
        verbose_name = "acteur"
        ordering = ("name", "id")
        constraints = (
            models.UniqueConstraint(fields=("demarche", "name"), name="actor_named_once"),
        )

    def __str__(self) -> str:
        return self.name


class TieKind(models.TextChoices):
    """Whether two actors work together, or should."""

    WORKS_WITH = "works_with", "Travaillent ensemble"
    OCCASIONAL = "occasional", "Se parlent parfois"
    MISSING = "missing", "Lien manquant"


class Tie(models.Model):
    """A link between two actors, on a theme and a public, as one activity drew it.

    The map is drawn again at the end of the démarche, in another activity, and compared.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="ties")
    first = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="ties_from")
    second = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="ties_to")
    kind = models.CharField("lien", max_length=12, choices=TieKind)
    theme = models.CharField("thème", max_length=40, blank=True)
    public = models.CharField("public", max_length=40, blank=True)

    class Meta:
        verbose_name = "lien entre acteurs"
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(condition=~Q(first=F("second")), name="tie_of_two_actors"),
        )

    def __str__(self) -> str:
        return f"{self.first} — {self.second}"
