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


class Merging(forms.BaseForm):
    """What a form of something several people may write at once adds to it.

    A `seen` field is declared by whoever inherits; `is_kept` says whether there is anything to
    join with: something new belongs to its author alone.
    """

    @property
    def is_kept(self) -> bool:
        """Whether the thing written already exists."""
        return True

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        """What the form is filled with; the prints of all its fields for `seen`."""
        if field_name == "seen" and not self.is_kept:
            return ""
        if field_name == "seen":
            return json.dumps({name: self._print(name) for name in self._merged()})
        return super().get_initial_for_field(field, field_name)

    def _clean_fields(self) -> None:
        """Join first: what the other wrote is then read and judged as if it had been sent."""
        self._conflicts = self._joined() if self.is_kept else []
        super()._clean_fields()
        self.cleaned_data.pop("seen", None)

    def _clean_form(self) -> None:
        super()._clean_form()
        for name in self._conflicts:
            self.add_error(name, _told(self._current(name)))

    def _joined(self) -> list[str]:
        """Put the other's words in the fields left alone; returns the fields both have written."""
        seen = _read(self.data.get(self.add_prefix("seen"), ""))
        conflicts = []
        self.data = self.data.copy()
        for name in self._merged():
            now = self._print(name)
            if name not in seen or now == seen[name]:
                continue
            sent = _print(self[name].data)
            if sent == seen[name]:
                self._take(name)
            elif sent != now:
                conflicts.append(name)
            # Told once: sent again, what is written then replaces it.
            seen[name] = now
        if seen:
            self.data[self.add_prefix("seen")] = json.dumps(seen)
        return conflicts

    def _take(self, name: str) -> None:
        """The other's value, in place of the one that was sent without being touched."""
        current, key = self._written(name), self.add_prefix(name)
        if current is None or current is False:
            self.data.pop(key, None)
        elif isinstance(current, list | tuple):
            self.data.setlist(key, [str(one) for one in current])
        else:
            self.data[key] = "on" if current is True else str(current)

    def _merged(self) -> list[str]:
        return [
            name
            for name, field in self.fields.items()
            if name != "seen" and not (field.disabled or isinstance(field, forms.FileField))
        ]

    def _current(self, name: str) -> Any:
        field = self.fields[name]
        return field.prepare_value(super().get_initial_for_field(field, name))

    def _written(self, name: str) -> Any:
        """The value held, as the page writes it in the field."""
        current, widget = self._current(name), self.fields[name].widget
        is_typed = isinstance(widget, forms.widgets.Input)
        if is_typed and isinstance(current, date | time | Decimal | float):
            return widget.format_value(current)
        return current

    def _print(self, name: str) -> str:
        return _print(self._written(name))


class MergedForm(Merging, forms.ModelForm):
    """A form of a row several people may write at once."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def is_kept(self) -> bool:
        """Whether the row already exists."""
        return self.instance.pk is not None


class MergedTextForm(Merging, forms.Form):
    """The same without a row: its initial values are what the site holds."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)


def _read(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
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
