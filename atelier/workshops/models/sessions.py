"""A session in a room: its activities, and the devices that came in.

Everything a phone or the facilitator's laptop may send twice carries a `uid` drawn there: sending
again changes nothing.
"""

import uuid

from django.db import models
from django.utils import timezone

from atelier.accounts.models import College
from atelier.demarches.models import Demarche


class WorkshopStatus(models.TextChoices):
    """Where a workshop stands; transitions are in `rules.py`."""

    PREPARED = "prepared", "En préparation"
    OPEN = "open", "Ouvert"
    CLOSED = "closed", "Terminé"


class Workshop(models.Model):
    """One session in a room.

    code      six letters people type or scan to join; changes when the facilitator asks
    meeting   identifier of the meeting it takes place in; empty when none
    shown     what is projected; the welcome page and its QR code when empty
    stage     grows when phones have something new to show; revision when the desk or the screen has
    """

    demarche = models.ForeignKey(Demarche, on_delete=models.CASCADE, related_name="workshops")
    title = models.CharField("titre", max_length=150)
    held_on = models.DateField("jour", default=timezone.localdate)
    place = models.CharField("lieu", max_length=200, blank=True)
    code = models.CharField(max_length=12, unique=True)
    status = models.CharField(
        "état", max_length=10, choices=WorkshopStatus, default=WorkshopStatus.PREPARED
    )
    meeting = models.BigIntegerField(null=True, blank=True)
    note = models.TextField("remarques de l’animation", blank=True)
    shown = models.ForeignKey(
        "Activity", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    stage = models.PositiveIntegerField(default=0, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = "atelier"
        ordering = ("-held_on", "-id")

    def __str__(self) -> str:
        return self.title


class ActivityKind(models.TextChoices):
    """What a room can do."""

    REPRESENTATIONS = "representations", "Représentations initiales"
    WALL = "wall", "Regroupement au mur"
    DOTS = "dots", "Gommettes"
    TRUE_FALSE = "true_false", "Vrai, faux, on ne sait pas"
    ACTORS = "actors", "Carte des acteurs"


class ActivityStatus(models.TextChoices):
    """Whether people may contribute."""

    WAITING = "waiting", "À venir"
    OPEN = "open", "Ouverte"
    CLOSED = "closed", "Fermée"


class Activity(models.Model):
    """One activity of a workshop.

    themes, publics  what cards are sorted by; empty for all those of the démarche
    dots             dots each voter has
    by_college       whether contributions say on whose behalf; otherwise they are anonymous
    about            the activity whose cards or groups are grouped or voted upon; for a map of
                     actors drawn again, the one it is compared with
    cursor           rank of the statement the room is betting on
    closed_at        when it last closed: a vote that comes afterwards is late
    """

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="activities")
    kind = models.CharField("nature", max_length=20, choices=ActivityKind)
    position = models.PositiveSmallIntegerField("rang", default=0)
    title = models.CharField("titre", max_length=150)
    instruction = models.TextField("consigne", blank=True)
    themes = models.JSONField("thèmes", default=list, blank=True)
    publics = models.JSONField("publics", default=list, blank=True)
    dots = models.PositiveSmallIntegerField("gommettes par personne", default=3)
    by_college = models.BooleanField("par collège", default=True)
    about = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="followed_by"
    )
    status = models.CharField(
        "état", max_length=10, choices=ActivityStatus, default=ActivityStatus.WAITING
    )
    cursor = models.PositiveSmallIntegerField(default=0, editable=False)
    closed_at = models.DateTimeField("fermée le", null=True, blank=True)

    class Meta:
        verbose_name = "activité"
        ordering = ("position", "id")

    def __str__(self) -> str:
        return self.title


class Participant(models.Model):
    """A phone, a table, or a paper ballot: no name, no address.

    seats   how many people speak through it: one phone may serve a table
    """

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="participants")
    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    token_hash = models.CharField(max_length=64, unique=True)
    college = models.CharField("collège", max_length=20, choices=College, blank=True)
    table = models.CharField("table", max_length=40, blank=True)
    seats = models.PositiveSmallIntegerField("personnes", default=1)
    joined_at = models.DateTimeField("arrivée", default=timezone.now)

    class Meta:
        verbose_name = "participation"
        ordering = ("id",)

    def __str__(self) -> str:
        return self.table or f"Téléphone {self.pk}"


class ReceivedGesture(models.Model):
    """A gesture made without network that the site has done: received again, it is not done again.

    fingerprint   SHA-256 of the whole gesture, with the moment it was made
    """

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="gestures")
    fingerprint = models.CharField("empreinte", max_length=64)
    received_at = models.DateTimeField("reçue le", default=timezone.now)

    class Meta:
        verbose_name = "saisie reçue"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("workshop", "fingerprint"), name="gesture_received_once"
            ),
        )

    def __str__(self) -> str:
        return self.fingerprint[:12]
