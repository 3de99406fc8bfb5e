"""Steps, tasks and documents. Messages say what to do, in French."""

from typing import Any

from django import forms

from atelier.accounts.models import Person
from atelier.demarches.forms.days import DAY
from atelier.demarches.models import Demarche, Step, Task


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


class DocumentForm(forms.Form):
    """A file and its title."""

    title = forms.CharField(label="Titre", max_length=200, required=False)
    upload = forms.FileField(
        label="Le fichier", help_text="PDF, image, texte ou fichier de bureautique, 25 Mo au plus."
    )
