"""Meetings, their agenda and attendance; decisions and confirmations."""

import uuid
from textwrap import shorten

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from atelier.accounts.models import Person
from atelier.demarches.models import Demarche, Instance, Step


class MeetingStatus(models.TextChoices):
    """Where a meeting stands; transitions are in `rules.py`."""

    PLANNED = "planned", "À convoquer"
    CONVENED = "convened", "Convoquée"
    HELD = "held", "Tenue"
    CANCELLED = "cancelled", "Annulée"


class Meeting(models.Model):
    """One meeting of an instance.

    uid, sequence   what calendars know it by; the sequence grows with each change sent
    minutes         what was said, as people will read it; minutes_sent_at when members received it
    """

    demarche = models.ForeignKey(Demarche, on_delete=models.CASCADE, related_name="meetings")
    instance = models.ForeignKey(Instance, on_delete=models.PROTECT, related_name="meetings")
    step = models.ForeignKey(
        Step, null=True, blank=True, on_delete=models.SET_NULL, related_name="meetings"
    )
    title = models.CharField("objet", max_length=200)
    purpose = models.TextField("ce que nous en attendons", blank=True)
    starts_at = models.DateTimeField("début")
    ends_at = models.DateTimeField("fin")
    place = models.CharField("lieu", max_length=200, blank=True)
    link = models.URLField("lien de visioconférence", blank=True)
    status = models.CharField(
        "état", max_length=10, choices=MeetingStatus, default=MeetingStatus.PLANNED
    )
    convened_at = models.DateTimeField("convoquée le", null=True, blank=True)
    minutes = models.TextField("compte rendu", blank=True)
    minutes_sent_at = models.DateTimeField("relevé envoyé le", null=True, blank=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "réunion"
        ordering = ("starts_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="meeting_ends_after_it_starts"
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def as_target(self) -> str:
        """What its documents say they are attached to."""
        return f"meeting:{self.pk}"


class AgendaItem(models.Model):
    """One point of the agenda."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField("rang", default=0)
    title = models.CharField("point", max_length=300)
    minutes = models.PositiveSmallIntegerField("minutes", null=True, blank=True)
    presenter = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    asks_decision = models.BooleanField("appelle une décision", default=False)
    note = models.TextField("ce qui a été dit", blank=True)

    class Meta:
        verbose_name = "point de l’ordre du jour"
        ordering = ("position", "id")

    def __str__(self) -> str:
        return self.title


class Answer(models.TextChoices):
    """What someone convened answers, then whether they came."""

    WAITING = "waiting", "Sans réponse"
    YES = "yes", "Viendra"
    NO = "no", "Ne viendra pas"
    PRESENT = "present", "Présent"
    EXCUSED = "excused", "Excusé"
    ABSENT = "absent", "Absent"


class Attendance(models.Model):
    """One person convened to one meeting.

    convened_at, minutes_sent_at   when the last letter of each kind left for them; empty when none
    did: invited since, or reached by telephone only
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="attendances")
    answer = models.CharField("réponse", max_length=10, choices=Answer, default=Answer.WAITING)
    answered_at = models.DateTimeField("répondu le", null=True, blank=True)
    note = models.CharField("remarque", max_length=300, blank=True)
    replaced_by = models.CharField("représenté par", max_length=150, blank=True)
    convened_at = models.DateTimeField("convocation envoyée le", null=True, blank=True)
    minutes_sent_at = models.DateTimeField("relevé envoyé le", null=True, blank=True)

    class Meta:
        verbose_name = "présence"
        ordering = ("person__last_name", "person__first_name", "id")
        constraints = (models.UniqueConstraint(fields=("meeting", "person"), name="convened_once"),)

    def __str__(self) -> str:
        return f"{self.person} — {self.get_answer_display()}"


class DecisionKind(models.TextChoices):
    """What a decision does."""

    VALIDATION = "validation", "Validation"
    ORIENTATION = "orientation", "Orientation"
    REQUEST = "request", "Demande"
    NOTE = "note", "Prise d’acte"


class DecisionStatus(models.TextChoices):
    """What became of it; transitions are in `rules.py`."""

    OPEN = "open", "À suivre"
    DONE = "done", "Suivie d’effet"
    DROPPED = "dropped", "Abandonnée"


class Decision(models.Model):
    """A line of the relevé de décisions. Public record: kept when people are erased.

    number     unique in the démarche, printed « D12 »
    subject    « kind:id » of what it validates (`finding:4`); empty when it is a sentence only
    decided_on the day of the relevé: « validé en COPIL du … »
    """

    demarche = models.ForeignKey(Demarche, on_delete=models.CASCADE, related_name="decisions")
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="decisions"
    )
    instance = models.ForeignKey(Instance, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveIntegerField("numéro")
    kind = models.CharField("nature", max_length=12, choices=DecisionKind)
    text = models.TextField("décision")
    subject = models.CharField(max_length=80, blank=True, db_index=True)
    is_approved = models.BooleanField("adoptée", default=True)
    decided_on = models.DateField("décidée le")
    carried_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="decisions_carried"
    )
    due_on = models.DateField("pour le", null=True, blank=True)
    status = models.CharField(
        "suite", max_length=10, choices=DecisionStatus, default=DecisionStatus.OPEN
    )
    follow_up = models.TextField("ce qui a été fait", blank=True)
    recorded_by = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="decisions_recorded"
    )
    recorded_at = models.DateTimeField("saisie le", default=timezone.now)

    class Meta:
        verbose_name = "décision"
        ordering = ("-decided_on", "-number")
        constraints = (
            models.UniqueConstraint(fields=("demarche", "number"), name="decision_number_once"),
        )

    def __str__(self) -> str:
        text = shorten(self.text, 120, placeholder=" …")
        return f"D{self.number} — {text}"


class Consultation(models.Model):
    """Three messages and one question sent to members by personal link."""

    demarche = models.ForeignKey(Demarche, on_delete=models.CASCADE, related_name="consultations")
    instance = models.ForeignKey(Instance, on_delete=models.PROTECT, related_name="consultations")
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.CASCADE, related_name="consultations"
    )
    messages = models.JSONField("messages", default=list)
    question = models.CharField("question", max_length=300)
    opened_at = models.DateTimeField("envoyée le", default=timezone.now)
    closes_on = models.DateField("réponses jusqu’au")

    class Meta:
        verbose_name = "consultation"
        ordering = ("-opened_at", "-id")

    def __str__(self) -> str:
        return self.question


class Opinion(models.TextChoices):
    """The two answers of a consultation."""

    YES = "yes", "Oui"
    DISCUSS = "discuss", "À discuter"


class Confirmation(models.Model):
    """What one member answered; no answer yet while `opinion` is empty.

    by_telephone   someone else recorded it, as told; a member's own answer is theirs to change
    """

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="confirmations"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="confirmations")
    opinion = models.CharField("avis", max_length=10, choices=Opinion, blank=True)
    comment = models.TextField("remarque", blank=True)
    answered_at = models.DateTimeField("répondu le", null=True, blank=True)
    by_telephone = models.BooleanField("donnée au téléphone", default=False)

    class Meta:
        verbose_name = "confirmation"
        ordering = ("person__last_name", "id")
        constraints = (
            models.UniqueConstraint(fields=("consultation", "person"), name="asked_once"),
        )

    def __str__(self) -> str:
        return f"{self.person} — {self.get_opinion_display() or 'sans réponse'}"
