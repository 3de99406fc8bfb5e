"""Forms of the library: studies, what people said, offer, partners' figures."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone

from atelier.accounts.models import Organisation
from atelier.diagnosis.forms.themed import ThemedForm
from atelier.diagnosis.models import OfferFact, PartnerFigure, Study, StudyFinding, Testimony
from atelier.ui.merging import MergedForm


DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


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
            "commune",
            "collected_on",
            "may_quote",
        )
        widgets = {"text": forms.Textarea(attrs={"rows": 4}), "collected_on": DAY}
        help_texts = {
            "text": "Ses mots. Aucun nom, aucune adresse, aucun détail qui la désigne.",
            "about": "Par exemple : femme de 78 ans, vit seule dans un village.",
        }

    def __init__(self, *args: Any, communes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if communes:
            self.fields["commune"] = forms.ChoiceField(
                label="Commune", required=False, choices=[("", "—"), *communes]
            )
        else:
            del self.fields["commune"]

    def clean_collected_on(self) -> date | None:
        """Words are not of tomorrow."""
        day = self.cleaned_data["collected_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError("Ce jour n’est pas encore venu.")
        return day


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
        held = self.initial.get("value")
        if held is not None:
            # 118,000 read back is 118.
            self.initial["value"] = f"{Decimal(held).normalize():f}"
        # Whoever gave it may have left since.
        giver = Organisation.objects.filter(pk=self.instance.organisation_id)
        self.fields["organisation"].queryset = organisations | giver.order_by("name", "pk")
        self.fields["organisation"].required = False


class ImportForm(forms.Form):
    """A spreadsheet of interviews."""

    upload = forms.FileField(
        label="Le tableau",
        help_text="Classeur Excel ou CSV, une ligne par parole, avec une colonne « paroles ».",
    )
