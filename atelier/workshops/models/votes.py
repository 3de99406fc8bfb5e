"""Dots put on groups, and bets on statements."""

from django.db import models
from django.db.models import Q

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
