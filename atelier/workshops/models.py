"""Workshops, their activities, and what people put into them.

Everything a phone or the facilitator's laptop may send twice carries a `uid` drawn there: sending
again changes nothing.
"""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from atelier.accounts.models import College
from atelier.demarches.models import Demarche, Document


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


class Vote(models.Model):
    """Dots put on a group by one voter."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="votes")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="votes")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="votes")
    dots = models.PositiveSmallIntegerField("gommettes")

    class Meta:
        verbose_name = "vote"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("activity", "participant", "group"), name="one_line_per_voter_and_group"
            ),
            models.CheckConstraint(condition=Q(dots__gt=0), name="vote_has_dots"),
        )

    def __str__(self) -> str:
        return f"{self.dots} sur {self.group}"


class Statement(models.Model):
    """A sentence the room bets on; then the figure appears with its reference and source.

    figure   the indicator as it was when chosen (label, sentence, value, unit, year, source…)
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="statements")
    position = models.PositiveSmallIntegerField("rang", default=0)
    text = models.CharField("affirmation", max_length=300)
    is_true = models.BooleanField("vraie", null=True)
    explanation = models.TextField("ce que disent les chiffres", blank=True)
    figure = models.JSONField("chiffre", default=dict, blank=True)
    is_revealed = models.BooleanField("dévoilée", default=False)

    class Meta:
        verbose_name = "affirmation"
        ordering = ("position", "id")

    def __str__(self) -> str:
        return self.text


class Guess(models.TextChoices):
    """The three bets."""

    TRUE = "true", "Vrai"
    FALSE = "false", "Faux"
    UNKNOWN = "unknown", "On ne sait pas"


class Bet(models.Model):
    """What one voter bets on one statement."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="bets")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="bets")
    guess = models.CharField("pari", max_length=10, choices=Guess)

    class Meta:
        verbose_name = "pari"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("statement", "participant"), name="one_bet_each"),
        )

    def __str__(self) -> str:
        return self.get_guess_display()


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
