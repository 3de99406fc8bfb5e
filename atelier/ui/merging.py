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
            for name in self._merged():
                self._join(name, seen.get(name))
            self._forget_seen()
        return cleaned

    def _join(self, name: str, seen: str | None) -> None:
        now = self._print(name)
        if seen is None or now == seen or name not in self.cleaned_data:
            return
        sent = _print(self[name].data)
        if sent == now:
            return
        if sent != seen:
            self.add_error(name, _told(self._current(name)))
            return
        self.cleaned_data[name] = self.fields[name].clean(self._current(name))
        if hasattr(self, f"clean_{name}"):
            self.cleaned_data[name] = getattr(self, f"clean_{name}")()

    def _forget_seen(self) -> None:
        """Sent again, the other's words were read: what is written then replaces them."""
        if self.errors:
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = self._prints()

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
        current = self._current(name)
        widget = self.fields[name].widget
        is_typed = isinstance(widget, forms.widgets.Input)
        if is_typed and isinstance(current, date | time | Decimal | float):
            current = widget.format_value(current)
        return _print(current)

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
