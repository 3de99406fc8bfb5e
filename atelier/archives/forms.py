"""Forms of traces and rights."""

from typing import Any

from django import forms


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
