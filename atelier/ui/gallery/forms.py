"""Samples of forms: every kind of field, one of them wrong."""

from typing import Any

from django import forms


COMMUNES = (
    "Combe-Noire",
    "Bourg-Haut",
    "Bourg-Bas",
    "Les Aires",
    "Vaumeyrac",
    "Saint-Loup",
    "La Faye",
    "Montcel",
    "Pierrefiche",
    "Le Rieu",
    "Chantegrive",
    "Aubeterre",
    "Sainte-Anne",
    "Les Ormes",
    "Mazerolle",
    "Belvezet",
    "La Roche",
    "Champclos",
    "Fontvive",
    "Les Granges",
    "Puymirol",
    "Vignols",
    "Tournefeuille-Neuve",
    "Le Sénéchal",
)


class SampleForm(forms.Form):
    """One field of each kind."""

    titre = forms.CharField(label="Titre", help_text="Une phrase courte, que chacun comprendra.")
    instance = forms.ChoiceField(
        label="Instance",
        choices=[("copil", "Comité de pilotage"), ("collectif", "Collectif projet")],
    )
    jour = forms.DateField(
        label="Jour",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": "Indiquez le jour de la réunion."},
    )
    heure = forms.TimeField(
        label="Heure", widget=forms.TimeInput(attrs={"type": "time"}), required=False
    )
    nombre = forms.IntegerField(label="Places", required=False)
    adresse = forms.EmailField(label="Adresse électronique", required=False)
    telephone = forms.CharField(
        label="Téléphone", widget=forms.TextInput(attrs={"type": "tel"}), required=False
    )
    notes = forms.CharField(label="Notes", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    forme = forms.ChoiceField(
        label="Forme de la réunion",
        choices=[("salle", "En salle"), ("distance", "À distance"), ("mixte", "Les deux")],
        widget=forms.RadioSelect,
    )
    communes = forms.MultipleChoiceField(
        label="Communes",
        choices=[(name, name) for name in COMMUNES],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    fichier = forms.FileField(
        label="Document",
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.docx"}),
        help_text="PDF ou Word, 10 Mo au plus. Déposez-le ici ou choisissez-le.",
        required=False,
    )
    couleur = forms.CharField(
        label="Couleur de la collectivité",
        widget=forms.TextInput(attrs={"type": "color"}),
        required=False,
    )
    rappel = forms.BooleanField(
        label="Envoyer un rappel la veille",
        help_text="Aux personnes convoquées qui n’ont pas répondu.",
        required=False,
    )


class NoteForm(forms.Form):
    """A text that saves itself."""

    compte_rendu = forms.CharField(
        label="Compte rendu", widget=forms.Textarea(attrs={"rows": 4}), required=False
    )


class FilterForm(forms.Form):
    """What a list shows."""

    theme = forms.ChoiceField(
        label="Thème", choices=[("", "Tous"), ("logement", "Logement")], required=False
    )
    etat = forms.ChoiceField(
        label="État", choices=[("", "Tous"), ("valide", "Validé")], required=False
    )
    mots = forms.CharField(label="Mots", required=False)


def context() -> dict[str, Any]:
    """A form refused, one that saves itself, one that filters."""
    refused = SampleForm(
        {
            "titre": "Premier atelier",
            "instance": "copil",
            "forme": "salle",
            "communes": ["Bourg-Haut"],
            "couleur": "#1f4e6b",
        }
    )
    return {
        "sample_form": refused,
        "note_form": NoteForm(
            initial={"compte_rendu": "Quatorze personnes, trois tables."}, prefix="note"
        ),
        "filter_form": FilterForm({"theme": "logement"}, auto_id="filtre-%s"),
        "inline_form": NoteForm(
            initial={"compte_rendu": "Les bourgs se vident."}, prefix="place", auto_id="id_%s"
        ),
        "hand_form": HandForm(prefix="carte"),
    }


class HandForm(forms.Form):
    """A card written on a phone."""

    texte = forms.CharField(
        label="Ce que vous observez",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Une seule idée par carte. Ne citez personne.",
    )
    theme = forms.ChoiceField(
        label="Thème",
        choices=[("logement", "Logement"), ("mobilite", "Mobilité"), ("autre", "Autre chose")],
        widget=forms.RadioSelect,
    )
