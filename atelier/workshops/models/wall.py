"""Cards written by the room, and the groups it puts them in."""

import uuid

from django.db import models
from django.utils import timezone

from atelier.accounts.models import College
from atelier.demarches.models import Document
from atelier.workshops.models.sessions import Activity, Participant, Workshop


class Group(models.Model):
    """Cards that say the same thing, under a name the room gave."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="groups")
    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    name = models.CharField("nom", max_length=200)
    theme = models.CharField("thème", max_length=40, blank=True)
    public = models.CharField("public", max_length=40, blank=True)
    position = models.PositiveSmallIntegerField("rang", default=0)

    class Meta:
        verbose_name = "groupe de représentations"
        ordering = ("position", "id")

    def __str__(self) -> str:
        return self.name


class CardOrigin(models.TextChoices):
    """How a card came in."""

    PHONE = "phone", "Téléphone"
    PAPER = "paper", "Carte papier"
    PHOTO = "photo", "Photographie"
    IMPORT = "import", "Tableau importé"


class Card(models.Model):
    """A représentation initiale, in the words of whoever wrote it.

    original     as written, for the collectif; never changed
    text         as projected: the facilitator may reword it so that nobody is named
    is_withheld  not projected; kept
    is_checked   read by the facilitator: only then is it projected
    photo        the photograph of the paper card it was typed from
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="cards")
    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    participant = models.ForeignKey(
        Participant, null=True, blank=True, on_delete=models.SET_NULL, related_name="cards"
    )
    college = models.CharField("collège", max_length=20, choices=College, blank=True)
    theme = models.CharField("thème", max_length=40, blank=True)
    public = models.CharField("public", max_length=40, blank=True)
    original = models.TextField("tel qu’écrit")
    text = models.TextField("tel qu’affiché")
    is_withheld = models.BooleanField("retenue", default=False)
    is_checked = models.BooleanField("relue", default=False)
    origin = models.CharField("venue de", max_length=10, choices=CardOrigin)
    group = models.ForeignKey(
        Group, null=True, blank=True, on_delete=models.SET_NULL, related_name="cards"
    )
    photo = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    position = models.PositiveSmallIntegerField("rang", default=0)
    written_at = models.DateTimeField("écrite le", default=timezone.now)

    class Meta:
        verbose_name = "représentation"
        ordering = ("position", "id")

    def __str__(self) -> str:
        return self.text[:120]
