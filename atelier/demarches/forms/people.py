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
    """Who leaves, who takes over: someone already here, or someone new."""

    leaving = forms.ModelChoiceField(
        label="La personne qui part",
        queryset=Person.objects.none(),
        empty_label="Choisissez une personne",
    )
    arriving = forms.ModelChoiceField(
        label="Celle qui reprend",
        queryset=Person.objects.none(),
        required=False,
        empty_label="Une nouvelle personne, que j’inscris ci-dessous",
    )
    first_name = forms.CharField(label="Prénom de la nouvelle personne", max_length=80)
    last_name = forms.CharField(label="Nom de la nouvelle personne", max_length=80)
    email = forms.EmailField(
        label="Son adresse électronique",
        help_text="Une invitation lui est envoyée. Sans adresse, elle participe mais ne se "
        "connecte pas.",
    )
    function = forms.CharField(label="Sa fonction", max_length=120)

    new_fields = ("first_name", "last_name", "email", "function")

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = Person.objects.filter(pk__in=[one.pk for one in people])
        self.fields["leaving"].queryset = found
        self.fields["arriving"].queryset = found
        for name in self.new_fields:
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        """Someone takes over, and it is someone else."""
        cleaned = super().clean()
        leaving, arriving = cleaned.get("leaving"), cleaned.get("arriving")
        if arriving is None and not cleaned.get("last_name") and "arriving" not in self.errors:
            self.add_error(
                "arriving",
                "Choisissez qui reprend, ou écrivez le nom de la nouvelle personne.",
            )
        if leaving and leaving == arriving:
            self.add_error("arriving", "Choisissez une autre personne que celle qui part.")
        return cleaned

    def named(self) -> str:
        """Who arrives, as the confirmation says it."""
        known = self.cleaned_data["arriving"]
        parts = (self.cleaned_data["first_name"], self.cleaned_data["last_name"])
        return str(known or " ".join(part for part in parts if part))
