"""Dots put on groups, bets on statements, and those of both that came after the vote closed."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from atelier.workshops.models.sessions import Activity, Participant
from atelier.workshops.models.wall import Group


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

    figure        the indicator as it was when chosen (label, sentence, value, unit, year, source…)
    revealed_at   when the room saw the figure: a bet that comes afterwards is late
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="statements")
    position = models.PositiveSmallIntegerField("rang", default=0)
    text = models.CharField("affirmation", max_length=300)
    is_true = models.BooleanField("vraie", null=True)
    explanation = models.TextField("ce que disent les chiffres", blank=True)
    figure = models.JSONField("chiffre", default=dict, blank=True)
    is_revealed = models.BooleanField("dévoilée", default=False)
    revealed_at = models.DateTimeField("dévoilée le", null=True, blank=True)

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


class LateStatus(models.TextChoices):
    """What the facilitator made of a late vote; transitions are in `rules.py`."""

    WAITING = "waiting", "À décider"
    COUNTED = "counted", "Compté"
    ASIDE = "aside", "Non compté"


class LateVote(models.Model):
    """Dots or a bet that came after the vote had closed: kept, and counted only when so decided.

    group, dots        for a vote; statement, guess for a bet
    made_at            when the phone took it, by how long it says it waited
    former             once counted, what the vote of the device was before; empty for none
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="late_votes")
    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, related_name="late_votes"
    )
    group = models.ForeignKey(
        Group, null=True, blank=True, on_delete=models.CASCADE, related_name="late_votes"
    )
    statement = models.ForeignKey(
        Statement, null=True, blank=True, on_delete=models.CASCADE, related_name="late_votes"
    )
    dots = models.PositiveSmallIntegerField("gommettes", null=True, blank=True)
    guess = models.CharField("pari", max_length=10, choices=Guess, blank=True)
    status = models.CharField("état", max_length=10, choices=LateStatus, default=LateStatus.WAITING)
    former = models.CharField("vote précédent", max_length=10, blank=True)
    made_at = models.DateTimeField("fait le", default=timezone.now)
    received_at = models.DateTimeField("arrivé le", default=timezone.now)

    class Meta:
        verbose_name = "vote arrivé après la clôture"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("activity", "participant", "group"), name="one_late_vote_per_group"
            ),
            models.UniqueConstraint(
                fields=("statement", "participant"), name="one_late_bet_per_statement"
            ),
            models.CheckConstraint(
                condition=Q(group__isnull=False, dots__isnull=False)
                | (Q(statement__isnull=False) & ~Q(guess="")),
                name="late_vote_is_dots_or_bet",
            ),
            models.CheckConstraint(
                condition=Q(status__in=LateStatus.values), name="late_vote_status_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_status_display()} : {self.group or self.statement}"
