"""Two people writing the same thing: what each changed is kept; the same words, asked again.

The form carries the print of every field as it was read. A field one did not touch takes what the
other has written since; a field both have written is given back with the other's words above.
"""

import json
from collections.abc import Iterable
from datetime import date, time
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django import forms
from django.utils.text import Truncator


SHOWN = 600


class MergedForm(forms.ModelForm):
    """A form of something several people may write at once."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        """What the form is filled with; the prints of all its fields for `seen`."""
        if field_name == "seen":
            return self._prints() if self.instance.pk else ""
        return super().get_initial_for_field(field, field_name)

    def clean(self) -> dict[str, Any]:
        """Join the two writings, field by field."""
        cleaned = super().clean() or self.cleaned_data
        seen = _read(cleaned.pop("seen", ""))
        if self.instance.pk and seen:
            told = [name for name in self._merged() if self._join(name, seen.get(name))]
            self._show(seen, told)
        return cleaned

    def _join(self, name: str, seen: str | None) -> bool:
        """Whether the other's words on this field are now in the form, or told above it."""
        now = self._print(name)
        if seen is None or now == seen:
            return False
        sent = _print(self[name].data)
        if sent == now:
            return True
        if sent != seen:
            self.add_error(name, _told(self._current(name)))
            return True
        self._take(name)
        return True

    def _take(self, name: str) -> None:
        """The other's value, in what is saved and in what would be shown again."""
        current = self._current(name)
        self.cleaned_data[name] = self.fields[name].clean(current)
        if hasattr(self, f"clean_{name}"):
            self.cleaned_data[name] = getattr(self, f"clean_{name}")()
        self.data = self.data.copy()
        key = self.add_prefix(name)
        if current is True:
            self.data[key] = "on"
        elif current is None or current is False:
            self.data.pop(key, None)
        elif isinstance(current, list | tuple):
            self.data.setlist(key, [str(one) for one in current])
        else:
            self.data[key] = str(self._written(name, current))

    def _show(self, seen: dict[str, Any], told: list[str]) -> None:
        """Sent again, what was told has been read: what is written then replaces it.

        What could not be compared yet keeps its first print.
        """
        self.data = self.data.copy()
        prints = {**seen, **{name: self._print(name) for name in told}}
        self.data[self.add_prefix("seen")] = json.dumps(prints)

    def _merged(self) -> list[str]:
        return [
            name
            for name, field in self.fields.items()
            if name != "seen" and not isinstance(field, forms.FileField)
        ]

    def _current(self, name: str) -> Any:
        field = self.fields[name]
        return field.prepare_value(super().get_initial_for_field(field, name))

    def _print(self, name: str) -> str:
        return _print(self._written(name, self._current(name)))

    def _written(self, name: str, current: Any) -> Any:
        """As the page writes it in the field."""
        widget = self.fields[name].widget
        is_typed = isinstance(widget, forms.widgets.Input)
        if is_typed and isinstance(current, date | time | Decimal | float):
            return widget.format_value(current)
        return current

    def _prints(self) -> str:
        return json.dumps({name: self._print(name) for name in self._merged()})


def _read(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _plain(value: Any) -> Any:
    """As a browser sends it: text with one kind of end of line, lists whatever their order."""
    if value is None or value is False:
        return ""
    if isinstance(value, str):
        return "\n".join(value.splitlines()).strip()
    if isinstance(value, Iterable):
        return sorted(str(_plain(one)) for one in value)
    return str(value)


def _print(value: Any) -> str:
    return sha256(json.dumps(_plain(value)).encode()).hexdigest()[:12]


def _told(current: Any) -> str:
    if not isinstance(current, str):
        return (
            "Quelqu’un l’a changé pendant que vous écriviez. Votre choix est gardé : regardez le "
            "sien dans un autre onglet, puis enregistrez pour le remplacer."
        )
    words = Truncator(current).chars(SHOWN) if current else ""
    other = f"« {words} »" if words else "rien : le texte a été effacé"
    return (
        f"Quelqu’un a écrit ici pendant que vous écriviez : {other}. Votre texte est gardé : "
        "reprenez-y ce qu’il faut du sien, puis enregistrez."
    )
