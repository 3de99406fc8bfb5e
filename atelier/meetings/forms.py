"""Forms of meetings and decisions."""

from datetime import timedelta
from typing import Any

from django import forms

from atelier.accounts.models import Person
from atelier.demarches.models import Demarche, Instance
from atelier.meetings.models import Answer, Decision, DecisionStatus, Meeting, Opinion
from atelier.ui.merging import MergedForm


THIS_CENTURY = range(2000, 2100)
LONGEST = timedelta(days=1)
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class MeetingForm(MergedForm):
    """When, where, for which instance; the agenda, one point per line."""

    agenda = forms.CharField(
        label="Ordre du jour",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=(
            "Un point par ligne, sa durée entre parenthèses : « Choix des thèmes (30) ». "
            "Un point d’interrogation final annonce une décision à prendre."
        ),
    )

    link = forms.URLField(
        label="Lien de visioconférence", required=False, max_length=200, assume_scheme="https"
    )

    class Meta:
        model = Meeting
        fields = (
            "instance",
            "title",
            "purpose",
            "starts_at",
            "ends_at",
            "place",
            "link",
            "step",
        )
        widgets = {
            "purpose": forms.Textarea(attrs={"rows": 2}),
            "starts_at": MOMENT,
            "ends_at": MOMENT,
        }

    def __init__(self, *args: Any, demarche: Demarche, instances: list[Instance], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["instance"].queryset = demarche.instances.filter(
            pk__in=[one.pk for one in instances]
        )
        if self.instance.pk:
            # Those convened are its members: another instance is another meeting.
            del self.fields["instance"]
        self.fields["step"].label = "Étape"
        self.fields["step"].queryset = demarche.steps.order_by("position")
        self.fields["step"].empty_label = "Aucune étape en particulier"

    def clean(self) -> dict[str, Any]:
        """The end comes after the start, and neither is a slip of the keyboard."""
        cleaned = super().clean()
        start, end = cleaned.get("starts_at"), cleaned.get("ends_at")
        if start and start.year not in THIS_CENTURY:
            self.add_error("starts_at", "Indiquez un jour de ce siècle.")
        if start and end and end <= start:
            self.add_error("ends_at", "La fin doit venir après le début.")
        elif start and end and end - start > LONGEST:
            self.add_error("ends_at", "Une réunion dure un jour au plus : vérifiez la fin.")
        return cleaned


class DecisionForm(MergedForm):
    """One line of the relevé."""

    class Meta:
        model = Decision
        fields = ("kind", "text", "instance", "decided_on", "is_approved", "carried_by", "due_on")
        widgets = {
            "text": forms.Textarea(attrs={"rows": 3}),
            "decided_on": DAY,
            "due_on": DAY,
        }
        labels = {"carried_by": "Qui s’en charge", "due_on": "Pour le"}
        help_texts = {
            "decided_on": "Le jour de la séance : c’est lui qui compte.",
            "carried_by": "Une tâche lui sera confiée.",
        }

    def __init__(self, *args: Any, demarche: Demarche, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["instance"].queryset = demarche.instances.filter(closed_on=None)
        self.fields["carried_by"].queryset = Person.objects.filter(
            pk__in=[one.pk for one in people]
        )
        self.fields["carried_by"].empty_label = "Personne en particulier"

    def clean(self) -> dict[str, Any]:
        """What is to be done is done after it was decided."""
        cleaned = super().clean()
        decided, due = cleaned.get("decided_on"), cleaned.get("due_on")
        if decided and due and due < decided:
            self.add_error("due_on", "L’échéance vient avant la décision.")
        return cleaned


class FollowForm(forms.Form):
    """What became of a decision."""

    status = forms.ChoiceField(label="Suite", choices=DecisionStatus.choices)
    follow_up = forms.CharField(
        label="Ce qui a été fait", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class ConsultationForm(forms.Form):
    """Three messages, one question, a last day."""

    instance = forms.ModelChoiceField(label="À qui", queryset=Instance.objects.none())
    first = forms.CharField(label="Premier message", max_length=300)
    second = forms.CharField(label="Deuxième message", max_length=300, required=False)
    third = forms.CharField(label="Troisième message", max_length=300, required=False)
    question = forms.CharField(
        label="La question",
        max_length=300,
        help_text="On y répond par « Oui » ou « À discuter ».",
    )
    closes_on = forms.DateField(
        label="Réponses jusqu’au",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, demarche: Demarche, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["instance"].queryset = demarche.instances.filter(closed_on=None)

    def messages(self) -> list[str]:
        """The messages written, in order."""
        return [self.cleaned_data[name] for name in ("first", "second", "third")]


class OpinionForm(forms.Form):
    """« Oui » or « À discuter », and a word if they wish."""

    opinion = forms.ChoiceField(label="Votre avis", choices=Opinion.choices)
    comment = forms.CharField(
        label="Une remarque", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class AnswerForm(forms.Form):
    """Will come, or not."""

    answer = forms.ChoiceField(
        label="Viendrez-vous ?",
        choices=[(Answer.YES, "Oui, je viendrai"), (Answer.NO, "Non, je ne pourrai pas")],
    )
    note = forms.CharField(label="Une remarque", required=False, max_length=300)


class GuestForm(forms.Form):
    """Someone who is not a member of the instance."""

    person = forms.ModelChoiceField(label="Inviter aussi", queryset=Person.objects.none())

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Person.objects.filter(pk__in=[one.pk for one in people])
        self.fields["person"].empty_label = "Choisir une personne"
