"""Forms of traces and rights."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from atelier.accounts.models import Organisation
from atelier.archives.packing.opening import WrongArchive, check_size


class JournalForm(forms.Form):
    """What the journal shows: everything, or what one person, room or day did."""

    person = forms.ChoiceField(label="Qui", required=False)
    room = forms.ChoiceField(label="Où", required=False)
    day = forms.DateField(
        label="Jour",
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "input"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
    )

    def __init__(
        self,
        *args: Any,
        people: list[tuple[str, str]],
        rooms: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", "Tout le monde"), *people]
        self.fields["room"].choices = [("", "Partout"), *rooms]

    @property
    def chosen(self) -> dict[str, Any]:
        """What is asked, whatever could not be read left aside."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}


class InviteForm(forms.Form):
    """Someone who will open a démarche, or administer with you."""

    first_name = forms.CharField(label="Prénom", max_length=80)
    last_name = forms.CharField(label="Nom", max_length=80)
    email = forms.EmailField(
        label="Adresse électronique", widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    organisation = forms.ModelChoiceField(
        label="Organisation",
        queryset=Organisation.objects.order_by("name"),
        required=False,
        empty_label="Aucune encore",
        help_text="Celle pour laquelle la personne ouvrira une démarche. Si elle n’y est pas, "
        "ajoutez-la d’abord à la page « Organisations ».",
    )

    def clean_email(self) -> str:
        """As addresses are kept: without capitals."""
        return self.cleaned_data["email"].strip().lower()


class PeopleForm(forms.Form):
    """Who is looked for."""

    words = forms.CharField(
        label="Nom ou adresse",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"class": "input", "type": "search"}),
    )


class ErasureForm(forms.Form):
    """A word to copy: what cannot be undone is not done by a slip of the hand."""

    WORD = "effacer"

    word = forms.CharField(
        label="Pour confirmer, écrivez « effacer »",
        max_length=20,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
    )

    def clean_word(self) -> str:
        """Whatever its capitals."""
        word = self.cleaned_data["word"].strip().lower()
        if word != self.WORD:
            raise forms.ValidationError("Écrivez le mot « effacer » pour confirmer.")
        return word


class LegalForm(forms.Form):
    """The text of a legal page."""

    body = forms.CharField(
        label="Le texte de la page",
        help_text="« ## » au début d’une ligne fait un titre ; une ligne vide sépare deux "
        "paragraphes. Ce qui est entre crochets est à compléter.",
        max_length=40_000,
        widget=forms.Textarea(attrs={"class": "input", "rows": 24}),
    )


class TermForm(forms.Form):
    """Until when personal data is kept, and why."""

    day = forms.DateField(
        label="Conserver les données personnelles jusqu’au",
        widget=forms.DateInput(attrs={"type": "date", "class": "input"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
    )
    reason = forms.CharField(
        label="Pourquoi cette durée",
        max_length=2000,
        widget=forms.Textarea(attrs={"class": "input", "rows": 5}),
    )

    def __init__(self, *args: Any, is_open: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_open = is_open

    def clean_day(self) -> date:
        """Not before tomorrow while the démarche goes on: nobody is erased from under it."""
        day = self.cleaned_data["day"]
        if self.is_open and day <= timezone.localdate():
            raise forms.ValidationError(
                "La démarche est en cours : choisissez un jour à venir, ou closez-la d’abord."
            )
        return day


class ImportForm(forms.Form):
    """The archive of a démarche."""

    archive = forms.FileField(
        label="L’archive",
        help_text="Le fichier « .zip » téléchargé depuis « Journal et archives » de l’autre site.",
        widget=forms.ClearableFileInput(attrs={"accept": ".zip,application/zip"}),
    )

    def clean_archive(self) -> Any:
        """Refused before it is kept when it is too heavy."""
        upload = self.cleaned_data["archive"]
        try:
            check_size(upload.size)
        except WrongArchive as problem:
            raise forms.ValidationError(str(problem)) from problem
        return upload
