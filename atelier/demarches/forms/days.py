"""A day, typed or picked."""

from django import forms


DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def day_field(label: str, *, required: bool = False, help_text: str = "") -> forms.DateField:
    """A day, with the browser's own calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, help_text=help_text)
