"""Forms of the démarche. Messages say what to do, in French."""

import re
from datetime import date
from typing import Any

from django import forms

from atelier.accounts.models import College, OrganisationKind, Person
from atelier.demarches import library
from atelier.demarches.models import (
    Demarche,
    DemarcheKind,
    Instance,
    MandateFunction,
    Presentation,
    Role,
    Step,
    Task,
)


DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
THIS_CENTURY = range(2000, 2100)
AGES = re.compile(r"^(\d{1,3})\s*(?:-|–|à)\s*(\d{1,3})$")


def day_field(label: str, *, required: bool = False, help_text: str = "") -> forms.DateField:
    """A day, with the browser's own calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, help_text=help_text)


class FrameForm(forms.ModelForm):
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
        max_length=20,
        help_text="Par exemple 25-40 pour les personnes de 25 à 40 ans.",
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

    def clean_public_ages(self) -> str:
        """« 25-40 », the smaller first."""
        text = self.cleaned_data["public_ages"].strip()
        if not text:
            return ""
        found = AGES.match(text.replace("ans", "").strip())
        if not found or int(found[1]) > int(found[2]):
            raise forms.ValidationError(
                "Écrivez deux âges, le plus petit d’abord, comme ceci : 25-40."
            )
        return f"{int(found[1])}-{int(found[2])}"


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
        label="Autres conseils à qui le rapport est dû",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Un par ligne : par exemple chaque CCAS qui existe encore à côté du CIAS.",
    )
    previous = forms.ModelChoiceField(
        label="Reprendre une démarche précédente",
        queryset=Demarche.objects.none(),
        required=False,
        empty_label="Non, partir du modèle",
        help_text="Ses thèmes, ses publics, ses instances et leurs membres sont repris.",
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
        return tuple(line.strip() for line in lines if line.strip())


class MissionsForm(forms.Form):
    """Which authority holds each of the four childcare missions (CASF L214-1-3)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for mission in library.frames()[DemarcheKind.SPPE].missions:
            self.fields[mission.key] = forms.CharField(
                label=mission.label,
                required=False,
                max_length=200,
                help_text=(
                    f"Due à partir de {mission.from_population:,} habitants. ".replace(",", " ")
                    if mission.from_population
                    else "Due par toute commune. "
                )
                + "Quelle autorité l’exerce : la commune, l’intercommunalité, un syndicat ?",
            )


class StepForm(forms.ModelForm):
    """One step."""

    class Meta:
        model = Step
        fields = ("title", "purpose", "starts_on", "ends_on", "holder", "instances")
        widgets = {
            "purpose": forms.Textarea(attrs={"rows": 3}),
            "starts_on": DAY,
            "ends_on": DAY,
            "instances": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, demarche: Demarche, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["instances"].queryset = demarche.instances.filter(closed_on=None)
        self.fields["holder"].queryset = Person.objects.filter(pk__in=[one.pk for one in people])
        self.fields["holder"].empty_label = "Personne encore"

    def clean(self) -> dict[str, Any]:
        """The end does not come before the start."""
        cleaned = super().clean()
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", "La fin précède le début : corrigez l’une des deux dates.")
        return cleaned


class TaskForm(forms.ModelForm):
    """One task."""

    class Meta:
        model = Task
        fields = ("title", "person", "instance", "due_on", "note")
        widgets = {"due_on": DAY, "note": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, demarche: Demarche, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Person.objects.filter(pk__in=[one.pk for one in people])
        self.fields["person"].empty_label = "Personne en particulier"
        self.fields["instance"].queryset = demarche.instances.filter(closed_on=None)
        self.fields["instance"].empty_label = "Aucune instance"


class InstanceForm(forms.ModelForm):
    """One instance."""

    class Meta:
        model = Instance
        fields = ("name", "kind", "mission", "is_deciding")
        widgets = {"mission": forms.Textarea(attrs={"rows": 3})}
        labels = {"is_deciding": "Ses relevés peuvent valider (comité de pilotage, conseil)"}


class MemberForm(forms.Form):
    """A person and their seat: someone already here, or someone new."""

    known = forms.ModelChoiceField(
        label="Une personne déjà connue",
        queryset=Person.objects.none(),
        required=False,
        empty_label="Non, une nouvelle personne",
    )
    first_name = forms.CharField(label="Prénom", max_length=80, required=False)
    last_name = forms.CharField(label="Nom", max_length=80, required=False)
    email = forms.EmailField(
        label="Adresse électronique",
        required=False,
        help_text="Sans adresse, la personne participe mais ne se connecte pas.",
    )
    telephone = forms.CharField(label="Téléphone", max_length=30, required=False)
    function = forms.CharField(label="Fonction", max_length=120, required=False)
    organisation_name = forms.CharField(label="Organisation", max_length=200, required=False)
    organisation_kind = forms.ChoiceField(
        label="Nature de l’organisation",
        choices=[("", "—"), *OrganisationKind.choices],
        required=False,
    )
    college = forms.ChoiceField(
        label="Collège",
        choices=[("", "—"), *College.choices],
        required=False,
        help_text="Au nom de qui elle vote dans les ateliers.",
    )
    role = forms.ChoiceField(label="Rôle", choices=Role.choices)
    instance = forms.ModelChoiceField(
        label="Dans l’instance",
        queryset=Instance.objects.none(),
        required=False,
        empty_label="La démarche entière",
    )
    seat = forms.ChoiceField(
        label="Dans l’instance, elle", choices=MandateFunction.choices, required=False
    )
    ends_on = day_field("Jusqu’au", help_text="Obligatoire pour un prestataire.")
    invite = forms.BooleanField(
        label="Lui envoyer une invitation par courriel", required=False, initial=True
    )

    def __init__(self, *args: Any, demarche: Demarche, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["known"].queryset = people
        self.fields["instance"].queryset = demarche.instances.filter(closed_on=None)

    def clean(self) -> dict[str, Any]:
        """A new person has a name; a prestataire has an end."""
        cleaned = super().clean()
        if not cleaned.get("known") and not cleaned.get("last_name"):
            self.add_error("last_name", "Indiquez le nom, ou choisissez une personne déjà connue.")
        if cleaned.get("role") == Role.PRESTATAIRE and not cleaned.get("ends_on"):
            self.add_error("ends_on", "Le mandat d’un prestataire a une date de fin.")
        if cleaned.get("organisation_name") and not cleaned.get("organisation_kind"):
            self.add_error("organisation_kind", "Précisez la nature de cette organisation.")
        return cleaned


class HandOverForm(forms.Form):
    """Who leaves, who takes over."""

    leaving = forms.ModelChoiceField(label="La personne qui part", queryset=Person.objects.none())
    arriving = forms.ModelChoiceField(
        label="Celle qui reprend",
        queryset=Person.objects.none(),
        help_text="Ajoutez-la d’abord comme membre si elle n’est pas dans la liste.",
    )

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = Person.objects.filter(pk__in=[one.pk for one in people])
        self.fields["leaving"].queryset = found
        self.fields["arriving"].queryset = found


class PresentationForm(forms.ModelForm):
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


class DocumentForm(forms.Form):
    """A file and its title."""

    title = forms.CharField(label="Titre", max_length=200, required=False)
    upload = forms.FileField(
        label="Le fichier", help_text="PDF, image, texte ou fichier de bureautique, 25 Mo au plus."
    )
