"""Instances, people and their seats. Messages say what to do, in French."""

from typing import Any

from django import forms

from atelier.accounts.models import College, OrganisationKind, Person
from atelier.demarches.forms.days import day_field
from atelier.demarches.models import Demarche, Instance, MandateFunction, Role
from atelier.demarches.pasted import Pasted, pasted
from atelier.demarches.rules import ROLE_OF_INSTANCE
from atelier.ui.merging import MergedForm


class InstanceForm(MergedForm):
    """One instance."""

    class Meta:
        model = Instance
        fields = ("name", "kind", "mission", "is_deciding")
        widgets = {"mission": forms.Textarea(attrs={"rows": 3})}
        labels = {"is_deciding": "Ses relevés peuvent valider (comité de pilotage, conseil)"}


class SeatForm(forms.Form):
    """A seat in the démarche: which role, where, until when."""

    instance = forms.ModelChoiceField(
        label="Dans l’instance",
        queryset=Instance.objects.none(),
        required=False,
        empty_label="La démarche entière",
    )
    role = forms.ChoiceField(
        label="Rôle",
        choices=[("", "Celui de l’instance choisie"), *Role.choices],
        required=False,
        help_text="À choisir pour la démarche entière ; une instance donne le sien.",
    )
    confirms_pilote = forms.BooleanField(
        label="Je confirme le rôle de pilote : il permet de tout modifier, d’ajouter et de "
        "retirer des personnes, et de clore la démarche.",
        required=False,
    )
    seat = forms.ChoiceField(
        label="Sa place dans l’instance", choices=MandateFunction.choices, required=False
    )
    ends_on = day_field("Jusqu’au", help_text="Obligatoire pour un prestataire.")
    invite = forms.BooleanField(
        label="Envoyer une invitation par courriel", required=False, initial=True
    )

    folded = ("telephone", "college", "seat", "ends_on")

    def __init__(self, *args: Any, demarche: Demarche, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["instance"].queryset = demarche.instances.filter(closed_on=None)
        if self.data.get("role") != Role.PILOTE:
            del self.fields["confirms_pilote"]
        if not self.field_order:
            self.order_fields(["known", "lines"])

    def clean(self) -> dict[str, Any]:
        """The role of the instance unless one is chosen; a pilote on purpose; an end if owed."""
        cleaned = super().clean()
        instance = cleaned.get("instance")
        role = cleaned.get("role") or (ROLE_OF_INSTANCE.get(instance.kind) if instance else None)
        cleaned["role"] = role
        if role is None and "role" not in self.errors:
            where = "cette instance" if instance else "la démarche entière"
            self.add_error("role", f"Choisissez un rôle : {where} n’en donne pas.")
        if role == Role.PILOTE and not cleaned.get("confirms_pilote"):
            self.add_error("confirms_pilote", "Cochez pour confirmer, ou choisissez un autre rôle.")
        if role == Role.PRESTATAIRE and not cleaned.get("ends_on"):
            self.add_error("ends_on", "Le mandat d’un prestataire a une date de fin.")
        return cleaned

    def shown(self) -> list[forms.BoundField]:
        """What is asked of everyone."""
        return [one for one in self.visible_fields() if one.name not in self.folded]

    def more(self) -> list[forms.BoundField]:
        """What is known or useful of some only."""
        return [one for one in self.visible_fields() if one.name in self.folded]


class KnownMemberForm(SeatForm):
    """A seat for someone of one's démarches."""

    known = forms.ModelChoiceField(
        label="La personne",
        queryset=Person.objects.none(),
        empty_label="Choisissez une personne",
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["known"].queryset = people


class MemberForm(SeatForm):
    """A seat for someone new."""

    first_name = forms.CharField(label="Prénom", max_length=80, required=False)
    last_name = forms.CharField(
        label="Nom",
        max_length=80,
        error_messages={"required": "Indiquez le nom de la personne."},
    )
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

    field_order = (
        "first_name",
        "last_name",
        "email",
        "function",
        "organisation_name",
        "organisation_kind",
        "instance",
        "role",
        "confirms_pilote",
        "telephone",
        "college",
        "seat",
        "ends_on",
        "invite",
    )

    def clean(self) -> dict[str, Any]:
        """An organisation says what it is."""
        cleaned = super().clean()
        if cleaned.get("organisation_name") and not cleaned.get("organisation_kind"):
            self.add_error("organisation_kind", "Précisez la nature de cette organisation.")
        return cleaned


class ListedForm(SeatForm):
    """The same seat for everyone of a pasted list."""

    lines = forms.CharField(
        label="La liste",
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Une personne par ligne : prénom ; nom ; adresse électronique ; fonction. "
        "Copiée d’un tableur, elle convient aussi. L’adresse et la fonction sont facultatives.",
    )

    def clean_lines(self) -> list[Pasted]:
        """Everyone of the list, or each line that cannot be read."""
        found, faults = pasted(self.cleaned_data["lines"])
        if faults:
            raise forms.ValidationError(faults)
        return found


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
    last_name = forms.CharField(
        label="Nom de la nouvelle personne",
        max_length=80,
        help_text="Inutile si vous avez choisi quelqu’un dans la liste.",
        error_messages={
            "required": "Écrivez le nom de la nouvelle personne, ou choisissez qui reprend."
        },
    )
    first_name = forms.CharField(label="Prénom de la nouvelle personne", max_length=80)
    email = forms.EmailField(
        label="Son adresse électronique",
        help_text="Une invitation lui est envoyée. Sans adresse, elle participe mais ne se "
        "connecte pas.",
    )
    function = forms.CharField(label="Sa fonction", max_length=120)

    new_fields = ("last_name", "first_name", "email", "function")

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = Person.objects.filter(pk__in=[one.pk for one in people])
        self.fields["leaving"].queryset = found
        self.fields["arriving"].queryset = found
        for name in self.new_fields:
            self.fields[name].required = False
        # Without it nobody takes over, unless someone already here is chosen.
        self.fields["last_name"].required = not self.data.get("arriving")

    def clean(self) -> dict[str, Any]:
        """Whoever takes over is someone else."""
        cleaned = super().clean()
        leaving, arriving = cleaned.get("leaving"), cleaned.get("arriving")
        if leaving and leaving == arriving:
            self.add_error("arriving", "Choisissez une autre personne que celle qui part.")
        return cleaned

    def named(self) -> str:
        """Who arrives, as the confirmation says it."""
        known = self.cleaned_data["arriving"]
        parts = (self.cleaned_data["first_name"], self.cleaned_data["last_name"])
        return str(known or " ".join(part for part in parts if part))
