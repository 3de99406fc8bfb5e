"""Steps, tasks and documents. Messages say what to do, in French."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from atelier.accounts.models import Person
from atelier.demarches.forms.days import DAY
from atelier.demarches.models import Demarche, Step, Task
from atelier.ui.merging import MergedForm, MergedTextForm


TITLE = 200
TIMED = re.compile(r"(?P<what>.+?)\s*\((?P<count>\d{1,3})\s*(?:min|minutes|j|jours?)?\)")


class SheetForm(MergedTextForm):
    """The method sheet in one's own words: sentences, then what has a length or a delay."""

    def __init__(self, *args: Any, sections: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, title in sections:
            self.fields[key] = _lines(title)
        self.fields["agenda"] = _lines(
            "Comment la conduire",
            "Un moment par ligne, sa durée entre parenthèses : « Accueil (20) ».",
        )
        self.fields["intersession"] = _lines(
            "Entre deux séances",
            "Une tâche par ligne et, entre parenthèses, combien de jours après le début de "
            "l’étape : « Écrire aux partenaires (7) ».",
        )

    def clean_agenda(self) -> list[dict[str, Any]]:
        """Each moment with its minutes."""
        return _timed(self.cleaned_data["agenda"], "what", "minutes", "sa durée en minutes")

    def clean_intersession(self) -> list[dict[str, Any]]:
        """Each task with its days."""
        return _timed(self.cleaned_data["intersession"], "title", "days", "le nombre de jours")

    def sheet(self) -> dict[str, Any]:
        """What the démarche keeps: the parts that were sent."""
        return {
            key: value
            if isinstance(value, list)
            else [line.strip() for line in value.splitlines() if line.strip()]
            for key, value in self.cleaned_data.items()
            if key in self.data
        }


def _lines(label: str, help_text: str = "Une phrase par ligne.") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=help_text,
    )


def timed_text(listed: Iterable[Mapping[str, Any]], what: str, count: str) -> str:
    """« Accueil (20) », one per line: what the form reads back."""
    return "\n".join(f"{one[what]} ({one[count]})" for one in listed)


def _timed(text: str, what: str, count: str, lacks: str) -> list[dict[str, Any]]:
    found = []
    for number, line in enumerate(filter(None, map(str.strip, text.splitlines())), start=1):
        read = TIMED.fullmatch(line)
        if read is None or not int(read["count"]):
            raise forms.ValidationError(
                f"Ligne {number}, « {line[:60]} » : ajoutez {lacks} à la fin, entre parenthèses."
            )
        found.append({what: read["what"][:TITLE], count: int(read["count"])})
    return found


class StepForm(MergedForm):
    """One step, and what it is to hand over, one title per line."""

    deliverables = forms.CharField(
        label="Livrables",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Un par ligne : ce que l’étape doit laisser, une note, une carte…",
    )

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
        if self.instance.pk:
            held = self.instance.deliverables.order_by("pk")
            self.initial["deliverables"] = "\n".join(one.title for one in held)

    def clean_deliverables(self) -> list[str]:
        """Their titles, once each."""
        lines = self.cleaned_data["deliverables"].splitlines()
        return list(dict.fromkeys(line.strip()[:TITLE] for line in lines if line.strip()))

    def clean(self) -> dict[str, Any]:
        """The end does not come before the start."""
        cleaned = super().clean()
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", "La fin précède le début : corrigez l’une des deux dates.")
        return cleaned


class TaskForm(MergedForm):
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


class DocumentForm(forms.Form):
    """A file and its title."""

    title = forms.CharField(label="Titre", max_length=200, required=False)
    upload = forms.FileField(
        label="Le fichier", help_text="PDF, image, texte ou fichier de bureautique, 25 Mo au plus."
    )
