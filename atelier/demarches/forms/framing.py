"""Opening a démarche, and its frame. Messages say what to do, in French."""

import re
from datetime import date
from typing import Any

from django import forms

from atelier.accounts.models import OrganisationKind
from atelier.demarches import library
from atelier.demarches.forms.days import DAY, day_field
from atelier.demarches.models import Demarche, DemarcheKind, Presentation
from atelier.ui.merging import MergedForm
from maillage.base.french import number


# As many as a démarche keeps in its twenty characters.
MOST_AGES = 2
THIS_CENTURY = range(2000, 2100)
# Who may hold a childcare mission: CASF, article L214-1-3.
AUTHORITIES = (
    "La commune",
    "L’intercommunalité",
    "Un syndicat mixte",
    "Le CCAS ou le CIAS, pour elle",
    "Partagée, selon les communes",
    "Personne encore",
)
AGES = re.compile(r"^(\d{1,3})\s*(?:-|–|à)\s*(\d{1,3})$")


OLDEST = 120


def _not_negative(value: Any) -> Any:
    if value is not None and value < 0:
        raise forms.ValidationError("Écrivez un nombre positif, ou laissez vide.")
    return value


class FrameForm(MergedForm):
    """What a démarche looks at, and with which means."""

    themes = forms.MultipleChoiceField(
        label="Thèmes étudiés",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Ils seront montrés d’abord partout. Aucun coché : tous.",
    )
    publics = forms.MultipleChoiceField(
        label="Publics étudiés", required=False, widget=forms.CheckboxSelectMultiple
    )
    public_ages = forms.CharField(
        label="Ou des âges choisis",
        required=False,
        max_length=60,
        help_text="Par exemple 25-40 pour les personnes de 25 à 40 ans ; 15-17, 25-40 pour deux "
        "tranches.",
    )

    class Meta:
        model = Demarche
        fields = (
            "name",
            "purpose",
            "themes",
            "publics",
            "public_ages",
            "means",
            "days",
            "budget",
            "cofunding",
        )
        widgets = {"purpose": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "cofunding": "Qui aide à payer : Caf, MSA, Département, Fonds social européen…",
            "days": "Jours de travail de l’équipe et du prestataire, s’ils sont connus.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["themes"].choices = list(library.themes().items())
        self.fields["publics"].choices = list(library.publics().items())
        self.fields["cofunding"].widget = forms.Textarea(attrs={"rows": 2})

    def clean_days(self) -> Any:
        """Days of work, never less than none."""
        return _not_negative(self.cleaned_data["days"])

    def clean_budget(self) -> Any:
        """Euros, never less than none."""
        return _not_negative(self.cleaned_data["budget"])

    def clean_public_ages(self) -> str:
        """« 25-40 », or several, « 15-17, 25-40 »."""
        text = self.cleaned_data["public_ages"].replace("ans", "")
        found = [AGES.match(one.strip()) for one in re.split(r"[,;]|\bet\b", text) if one.strip()]
        if not all(one and int(one[1]) <= int(one[2]) for one in found):
            raise forms.ValidationError(
                "Écrivez deux âges, le plus petit d’abord, comme ceci : 25-40. Séparez plusieurs "
                "tranches par une virgule : 15-17, 25-40."
            )
        if any(int(one[2]) > OLDEST for one in found):
            raise forms.ValidationError(f"Les âges vont de 0 à {OLDEST} ans.")
        if len(found) > MOST_AGES:
            raise forms.ValidationError(f"Gardez {MOST_AGES} tranches d’âge au plus.")
        return ", ".join(f"{int(one[1])}-{int(one[2])}" for one in found)


class OpeningForm(FrameForm):
    """Opening: the frame, who pilots, and what the démarche starts from."""

    kind = forms.ChoiceField(label="Cadre", choices=DemarcheKind.choices, widget=forms.RadioSelect)
    organisation_name = forms.CharField(
        label="Organisation pilote",
        max_length=200,
        help_text="Le CCAS, le CIAS ou l’intercommunalité qui mène la démarche.",
    )
    organisation_kind = forms.ChoiceField(label="Sa nature", choices=OrganisationKind.choices)
    opened_on = day_field("Date d’ouverture", required=True)
    is_quick = forms.BooleanField(
        label="Démarche courte, pour une situation d’urgence",
        required=False,
        help_text="Cinq étapes au lieu de quatorze, à un rythme resserré.",
    )
    other_bodies = forms.CharField(
        label="Autres conseils à qui le présenter",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Un par ligne : par exemple chaque CCAS qui existe encore ; chacun doit "
        "le rapport l’année qui suit le renouvellement.",
    )
    previous = forms.ModelChoiceField(
        label="Reprendre une démarche précédente",
        queryset=Demarche.objects.none(),
        required=False,
        empty_label="Non, partir du modèle",
        help_text="Ses thèmes, ses publics, ses instances et leurs membres sont repris ; "
        "pas les prestataires, dont la mission a une fin.",
    )

    field_order = (
        "kind",
        "name",
        "organisation_name",
        "organisation_kind",
        "opened_on",
        "is_quick",
        "previous",
        "other_bodies",
        "purpose",
        "themes",
        "publics",
        "public_ages",
        "means",
        "days",
        "budget",
        "cofunding",
    )

    def __init__(self, *args: Any, previous: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["previous"].queryset = previous
        if not previous:
            del self.fields["previous"]

    def clean_opened_on(self) -> date:
        """A day of this century: the calendar of the démarche is counted from it."""
        day = self.cleaned_data["opened_on"]
        if day.year not in THIS_CENTURY:
            raise forms.ValidationError("Indiquez une date d’ouverture de ce siècle.")
        return day

    def bodies(self) -> tuple[str, ...]:
        """The further bodies, one per line."""
        lines = self.cleaned_data["other_bodies"].splitlines()
        return tuple(dict.fromkeys(line.strip() for line in lines if line.strip()))


class MissionsForm(forms.Form):
    """Which authority holds each of the four childcare missions (CASF L214-1-3)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for mission in library.frames()[DemarcheKind.SPPE].missions:
            told = self.initial.get(mission.key, "")
            known = dict.fromkeys((*AUTHORITIES, told) if told else AUTHORITIES)
            self.fields[mission.key] = forms.ChoiceField(
                label=mission.label,
                required=False,
                choices=[("", "Pas encore dit"), *((one, one) for one in known)],
                help_text=f"Obligatoire à partir de {number(mission.from_population)} habitants."
                if mission.from_population
                else "Obligatoire dans toute commune.",
            )


class PresentationForm(MergedForm):
    """A report owed, or presented."""

    class Meta:
        model = Presentation
        fields = ("body", "required", "due_from", "due_by", "presented_on", "reference", "note")
        widgets = {
            "due_from": DAY,
            "due_by": DAY,
            "presented_on": DAY,
            "note": forms.Textarea(attrs={"rows": 2}),
        }
