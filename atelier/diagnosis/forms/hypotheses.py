"""Forms of hypotheses: written, concluded, rested on evidence."""

from typing import Any

from django import forms

from atelier.diagnosis.forms.themed import CommunesForm
from atelier.diagnosis.models import Evidence, Hypothesis, HypothesisStatus, Stance
from atelier.diagnosis.rules import HYPOTHESIS_TRANSITIONS
from atelier.workshops.models import Group


class HypothesisForm(CommunesForm):
    """A sentence that the field can confirm or refute."""

    groups = forms.ModelMultipleChoiceField(
        label="Représentations dont elle vient",
        queryset=Group.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Hypothesis
        fields = ("statement", "theme", "public", "would_confirm", "would_refute", "communes")
        widgets = {
            "statement": forms.Textarea(attrs={"rows": 3}),
            "would_confirm": forms.Textarea(attrs={"rows": 2}),
            "would_refute": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {
            "statement": "Pour qui, où, ce que vous croyez. Elle doit pouvoir être démentie."
        }

    field_order = (
        "statement",
        "groups",
        "theme",
        "public",
        "would_confirm",
        "would_refute",
        "communes",
    )

    def __init__(self, *args: Any, groups: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["groups"].queryset = groups
        if self.instance.pk:
            self.fields["groups"].initial = self.instance.groups.all()
        self.order_fields(self.field_order)


class StatusForm(forms.Form):
    """The next state of a hypothesis, and why."""

    status = forms.ChoiceField(label="Votre conclusion")
    reason = forms.CharField(
        label="Pourquoi", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, current: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = HYPOTHESIS_TRANSITIONS[HypothesisStatus(current)]
        self.fields["status"].choices = [
            ("", "Choisir une conclusion"),
            *((one.value, one.label) for one in HypothesisStatus if one in allowed),
        ]


class RestForm(forms.Form):
    """A piece of evidence already in the démarche, and which way it goes."""

    evidence = forms.ModelChoiceField(
        label="Preuve", queryset=Evidence.objects.none(), empty_label="Choisir une preuve"
    )
    stance = forms.ChoiceField(label="Dans quel sens elle va", choices=Stance.choices)

    def __init__(self, *args: Any, evidence: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["evidence"].queryset = evidence


class AttachForm(RestForm):
    """The same for a hypothesis, which keeps the reason too."""

    note = forms.CharField(
        label="Pourquoi", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
