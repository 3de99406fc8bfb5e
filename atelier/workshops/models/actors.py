"""The map of actors: who is named, what links them, and what the room proposes for it."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from atelier.demarches.models import Demarche
from atelier.workshops.models.sessions import Activity, Participant


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


class ProposalStatus(models.TextChoices):
    """What the facilitator made of a proposal; transitions are in `rules.py`."""

    WAITING = "waiting", "À lire"
    ACCEPTED = "accepted", "Sur la carte"
    ASIDE = "aside", "Écartée"


class TieProposal(models.Model):
    """What a table proposes for the map: a link between two actors, or an actor that has none.

    first, second   names as written; second is empty for an actor alone
    actor           once accepted, the actor that stands alone on the map
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="proposals")
    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    participant = models.ForeignKey(
        Participant, null=True, blank=True, on_delete=models.SET_NULL, related_name="proposals"
    )
    first = models.CharField("un acteur", max_length=150)
    second = models.CharField("un autre acteur", max_length=150, blank=True)
    kind = models.CharField("lien", max_length=12, choices=TieKind, blank=True)
    theme = models.CharField("thème", max_length=40, blank=True)
    public = models.CharField("public", max_length=40, blank=True)
    status = models.CharField(
        "état", max_length=10, choices=ProposalStatus, default=ProposalStatus.WAITING
    )
    actor = models.ForeignKey(
        Actor, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    proposed_at = models.DateTimeField("proposée le", default=timezone.now)

    class Meta:
        verbose_name = "proposition pour la carte des acteurs"
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(second="", kind="") | (~Q(second="") & ~Q(kind="")),
                name="proposed_link_has_two_actors_and_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(status__in=ProposalStatus.values), name="proposal_status_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.first} — {self.second}" if self.second else self.first
