"""Forms of hypotheses, evidence, the library and constats."""

from typing import Any

from django import forms
from django.utils import timezone

from atelier.demarches import library
from atelier.demarches.models import Demarche, Instance
from atelier.diagnosis.models import (
    Evidence,
    Finding,
    Hypothesis,
    HypothesisStatus,
    OfferFact,
    PartnerFigure,
    Stance,
    Study,
    StudyFinding,
    Testimony,
)
from atelier.diagnosis.rules import COMPETENCES, HYPOTHESIS_TRANSITIONS, validation_text, written_on
from atelier.meetings.models import Decision
from atelier.ui.merging import MergedForm
from atelier.workshops.models import Group


DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
LONGEST_SERVICE = 150


class ThemedForm(MergedForm):
    """A form whose theme and public are chosen among those of the démarche first."""

    def __init__(self, *args: Any, demarche: Demarche, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.demarche = demarche
        for name, choices in _studied(demarche).items():
            if name in self.fields:
                self.fields[name] = forms.ChoiceField(
                    label=self.fields[name].label, required=False, choices=[("", "—"), *choices]
                )


class CommunesForm(ThemedForm):
    """With the communes of the territory, by their codes or all of them."""

    communes = forms.MultipleChoiceField(
        label="Communes concernées",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Aucune cochée : tout le territoire.",
    )

    def __init__(self, *args: Any, communes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["communes"].choices = communes
        if not communes:
            del self.fields["communes"]


class RegisterForm(forms.Form):
    """What a register shows: one state, one theme, one public."""

    status = forms.ChoiceField(label="État", required=False)
    theme = forms.ChoiceField(label="Thème", required=False)
    public = forms.ChoiceField(label="Public", required=False)

    def __init__(
        self, *, statuses: list[tuple[str, str]], demarche: Demarche, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        for name, choices in {"status": statuses, **_studied(demarche)}.items():
            self.fields[name].choices = [("", "Tous"), *choices]


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
        self.fields["publics"].choices = _studied(self.demarche)["public"]
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

    def __init__(self, *args: Any, finding: Finding, sitting: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = finding.demarche.instances.filter(is_deciding=True, closed_on=None)
        self.fields["instance"].queryset = found.order_by("position", "pk")
        self.initial["text"] = validation_text(finding)
        if sitting is not None:
            self.initial["instance"] = sitting.instance
            day = timezone.localdate(sitting.starts_at)
            self.initial["decided_on"] = day if day >= written_on(finding) else None


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


class BreaksForm(forms.Form):
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


class StudyForm(MergedForm):
    """A study of the shelf."""

    upload = forms.FileField(
        label="Le document", required=False, help_text="PDF, Word ou LibreOffice, 25 Mo au plus."
    )

    class Meta:
        model = Study
        fields = ("title", "author", "year", "kind", "note")
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}
        help_texts = {"kind": "PLUi-H, OPAH, diagnostic enfance jeunesse, contrat local de santé…"}


class StudyFindingForm(ThemedForm):
    """A sentence taken from a study."""

    class Meta:
        model = StudyFinding
        fields = ("text", "page", "theme", "public")
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}


class TestimonyForm(ThemedForm):
    """What someone said."""

    __test__ = False

    class Meta:
        model = Testimony
        fields = (
            "kind",
            "text",
            "about",
            "theme",
            "public",
            "college",
            "collected_on",
            "may_quote",
        )
        widgets = {"text": forms.Textarea(attrs={"rows": 4}), "collected_on": DAY}
        help_texts = {
            "text": "Ses mots. Aucun nom, aucune adresse, aucun détail qui la désigne.",
            "about": "Par exemple : femme de 78 ans, vit seule dans un village.",
        }


class OfferFactForm(ThemedForm):
    """Something the territory offers, or lacks."""

    class Meta:
        model = OfferFact
        fields = ("text", "source", "as_of", "theme", "public")
        widgets = {"text": forms.Textarea(attrs={"rows": 2}), "as_of": DAY}


class PartnerFigureForm(ThemedForm):
    """A number from a partner."""

    class Meta:
        model = PartnerFigure
        fields = (
            "label",
            "value",
            "unit",
            "year",
            "territory",
            "organisation",
            "source",
            "note",
            "theme",
            "public",
        )
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}
        help_texts = {
            "value": "Vide si le partenaire n’a pas pu la donner : une absence n’est pas un zéro.",
            "note": "Ce que ce chiffre ne dit pas : champ, petits effectifs, arrondi.",
        }

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations
        self.fields["organisation"].required = False


class ImportForm(forms.Form):
    """A spreadsheet of interviews."""

    upload = forms.FileField(
        label="Le tableau",
        help_text="Classeur Excel ou CSV, une ligne par parole, avec une colonne « paroles ».",
    )


def _studied(demarche: Demarche) -> dict[str, list[tuple[str, Any]]]:
    """The choices of themes and of publics, those of the démarche first."""
    ages = library.ages(demarche.public_ages)
    publics = library.publics() | ages
    return {
        "theme": _choices(library.themes(), demarche.themes),
        "public": _choices(publics, [*demarche.publics, *ages]),
    }


def _choices(labels: dict[str, str], first: list[str]) -> list[tuple[str, Any]]:
    """Those the démarche studies, then the others."""
    chosen = [(key, labels[key]) for key in first if key in labels]
    others = [(key, label) for key, label in labels.items() if key not in first]
    return [("Étudiés ici", chosen), ("Les autres", others)] if chosen else others
