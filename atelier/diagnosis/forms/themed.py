"""What forms of the chain share: themes, publics and communes of the démarche, its own first."""

from typing import Any

from django import forms

from atelier.demarches import library
from atelier.demarches.models import Demarche
from atelier.ui.merging import MergedForm


class ThemedForm(MergedForm):
    """A form whose theme and public are chosen among those of the démarche first."""

    def __init__(self, *args: Any, demarche: Demarche, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.demarche = demarche
        for name, choices in studied(demarche).items():
            if name in self.fields:
                self.fields[name] = forms.ChoiceField(
                    label=self.fields[name].label, required=False, choices=[("", "—"), *choices]
                )


class CommunesForm(ThemedForm):
    """With the communes of the territory, by their codes or all of them."""

    communes = forms.MultipleChoiceField(
        label="Communes concernées",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Aucune cochée : tout le territoire.",
    )

    def __init__(self, *args: Any, communes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["communes"].choices = communes
        if not communes:
            del self.fields["communes"]


class RegisterForm(forms.Form):
    """What a register shows: one state, one theme, one public."""

    status = forms.ChoiceField(label="État", required=False)
    theme = forms.ChoiceField(label="Thème", required=False)
    public = forms.ChoiceField(label="Public", required=False)

    def __init__(
        self, *, statuses: list[tuple[str, str]], demarche: Demarche, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        for name, choices in {"status": statuses, **studied(demarche)}.items():
            self.fields[name].choices = [("", "Tous"), *choices]


def studied(demarche: Demarche) -> dict[str, list[tuple[str, Any]]]:
    """The choices of themes and of publics, those of the démarche first."""
    ages = library.ages(demarche.public_ages)
    publics = library.publics() | ages
    return {
        "theme": _choices(library.themes(), demarche.themes),
        "public": _choices(publics, [*demarche.publics, *ages]),
    }


def _choices(labels: dict[str, str], first: list[str]) -> list[tuple[str, Any]]:
    """Those the démarche studies, then the others."""
    chosen = [(key, labels[key]) for key in first if key in labels]
    others = [(key, label) for key, label in labels.items() if key not in first]
    return [("Étudiés ici", chosen), ("Les autres", others)] if chosen else others
