"""Forms of constats: written, validated, breaks in a path."""

from hashlib import sha256
from typing import Any

from django import forms
from django.utils import timezone

from atelier.demarches.models import Instance
from atelier.diagnosis.forms.themed import CommunesForm, studied
from atelier.diagnosis.models import Finding, Hypothesis
from atelier.diagnosis.rules import COMPETENCES, doubts, may_be_read_from, validation_text
from atelier.meetings import queries as meetings
from atelier.meetings.models import Decision
from atelier.ui.merging import MergedTextForm


DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
LONGEST_SERVICE = 150


class FindingForm(CommunesForm):
    """A constat."""

    publics = forms.MultipleChoiceField(
        label="Publics", required=False, widget=forms.CheckboxSelectMultiple
    )
    competent = forms.MultipleChoiceField(
        label="Qui est compétent",
        required=False,
        choices=list(COMPETENCES.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    hypotheses = forms.ModelMultipleChoiceField(
        label="Hypothèses dont il vient",
        queryset=Hypothesis.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Leurs preuves sont reprises, pour et contre.",
    )

    class Meta:
        model = Finding
        fields = ("statement", "detail", "theme", "publics", "competent", "communes")
        widgets = {
            "statement": forms.Textarea(attrs={"rows": 3}),
            "detail": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "statement": "Une phrase que vous pouvez signer : ce qui est établi, pour qui, où."
        }

    field_order = (
        "statement",
        "hypotheses",
        "detail",
        "theme",
        "publics",
        "competent",
        "communes",
    )

    def __init__(self, *args: Any, hypotheses: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["publics"].choices = studied(self.demarche)["public"]
        self.fields["hypotheses"].queryset = hypotheses
        if self.instance.pk:
            self.fields["hypotheses"].initial = self.instance.hypotheses.all()
        self.order_fields(self.field_order)


class ValidateForm(forms.Form):
    """Which instance validated the constat, which day: the line of the relevé is written too."""

    instance = forms.ModelChoiceField(
        label="Validé par", queryset=Instance.objects.none(), empty_label="Choisir une instance"
    )
    decided_on = forms.DateField(
        label="Le", widget=DAY, help_text="Le jour de la séance : c’est lui qui compte."
    )
    text = forms.CharField(
        label="Dans les mots du relevé", widget=forms.Textarea(attrs={"rows": 3})
    )

    was_read = forms.BooleanField(label="Je confirme", required=False, widget=forms.HiddenInput)
    asked = forms.CharField(required=False, widget=forms.HiddenInput)
    # Where the form was, so that one comes back there: « reunion ».
    retour = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, finding: Finding, sitting: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.finding = finding
        found = finding.demarche.instances.filter(is_deciding=True, closed_on=None)
        self.fields["instance"].queryset = found.order_by("position", "pk")
        self.initial["text"] = validation_text(finding)
        if sitting is not None:
            self.initial["instance"] = sitting.instance
            day = timezone.localdate(sitting.starts_at)
            self.initial["decided_on"] = day if day >= may_be_read_from(finding) else None

    def clean(self) -> dict[str, Any]:
        """What is doubtful is asked once: the box appears, and ticking it answers that alone."""
        cleaned = super().clean()
        told, was_read = cleaned.pop("asked", ""), cleaned.get("was_read")
        cleaned.pop("retour", None)
        instance, decided_on = cleaned.get("instance"), cleaned.get("decided_on")
        found = []
        if instance is not None and decided_on is not None:
            is_noted = meetings.sitting(instance, decided_on) is not None
            found = doubts(self.finding, instance, decided_on, is_noted=is_noted)
        asked = sha256("".join(found).encode()).hexdigest()[:16] if found else ""
        if found:
            self.fields["was_read"].widget = forms.CheckboxInput()
        if found and not (was_read and told == asked):
            self.add_error("was_read", found)
        if self.errors:
            self._ask(asked)
        return cleaned

    def _ask(self, asked: str) -> None:
        """The box is given back unticked, for what is asked now."""
        self.data = self.data.copy()
        self.data.pop(self.add_prefix("was_read"), None)
        self.data[self.add_prefix("asked")] = asked


class KnownDecisionForm(forms.Form):
    """A decision about the constat that the relevé already holds."""

    decision = forms.ModelChoiceField(
        label="Décision déjà au relevé",
        queryset=Decision.objects.none(),
        empty_label="Choisir une décision du relevé",
    )

    def __init__(self, *args: Any, decisions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].queryset = decisions


class BreaksForm(MergedTextForm):
    """Breaks in a path, one per line: from, to, what happens."""

    breaks = forms.CharField(
        label="Ruptures de parcours",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=(
            "Une par ligne : « de > vers : ce qui se passe ». Par exemple : « Mission locale > "
            "Bailleur : le dossier repart de zéro »."
        ),
    )

    def clean_breaks(self) -> list[dict[str, str]]:
        """Each line cut into its three parts; a line that cannot be cut is told by its number."""
        found = []
        for number, line in enumerate(self.cleaned_data["breaks"].splitlines(), start=1):
            if not line.strip():
                continue
            ways, _, what = line.partition(":")
            origin, arrow, end = ways.partition(">")
            if not (arrow and origin.strip() and end.strip() and what.strip()):
                raise forms.ValidationError(
                    f"Ligne {number} : écrivez « de > vers : ce qui se passe »."
                )
            if max(len(origin.strip()), len(end.strip())) > LONGEST_SERVICE:
                raise forms.ValidationError(
                    f"Ligne {number} : un nom de service tient en {LONGEST_SERVICE} caractères. "
                    "Dites le reste après les deux-points."
                )
            found.append(
                {
                    "from_service": origin.strip(),
                    "to_service": end.strip(),
                    "what_happens": what.strip(),
                }
            )
        return found
