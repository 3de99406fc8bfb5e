"""Instances, people and their seats. Messages say what to do, in French."""

from typing import Any

from django import forms

from atelier.accounts.models import College, OrganisationKind, Person
from atelier.demarches.forms.days import day_field
from atelier.demarches.models import Demarche, Instance, MandateFunction, Role


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
