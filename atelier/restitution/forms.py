"""Forms of restitutions."""

from typing import Any

from django import forms

from atelier.demarches.models import Demarche
from atelier.restitution.models import Element, Restitution
from atelier.ui.merging import MergedForm


class RestitutionForm(MergedForm):
    """To whom, when, with which message and which requests."""

    class Meta:
        model = Restitution
        fields = ("title", "audience", "instance", "held_on", "message", "requests")
        widgets = {
            "held_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "message": forms.Textarea(attrs={"rows": 2}),
            "requests": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "audience": "Le conseil d’administration, les habitants d’un quartier, la présidence.",
            "message": "Ce que chacun doit avoir retenu en sortant.",
            "requests": "Une demande par ligne. Vide : les demandes proposées par Maillage.",
        }

    def __init__(self, *args: Any, demarche: Demarche, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["instance"]
        field.queryset = demarche.instances.order_by("position", "pk")
        field.empty_label = "Aucune en particulier"


class ElementForm(MergedForm):
    """The sentence of a slide, and what the speaker says."""

    class Meta:
        model = Element
        fields = ("message", "note")
        widgets = {
            "message": forms.Textarea(attrs={"rows": 2}),
            "note": forms.Textarea(attrs={"rows": 5}),
        }
        help_texts = {
            "message": "Vide : ses propres mots. N’y recopiez pas de chiffre.",
            "note": "Se lit dans les commentaires de la diapositive, pas à l’écran.",
        }
