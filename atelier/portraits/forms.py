"""What visitors write: a file to deposit, limits of ages."""

from typing import Any

from django import forms

from maillage.portraits.ages import OLDEST


# What the picker shows first: files are recognised by their content, whatever their name.
SUFFIX_TEXT = ".csv, .geojson, .json, .parquet, .txt, .xlsx, .zip"
MEGABYTE = 1_000_000
# The largest file a producer publishes, the whole « dossier complet », is under half of it.
LARGEST = 1500 * MEGABYTE


class ManyFiles(forms.ClearableFileInput):
    """A field that takes several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Every file given, each checked."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """A list, even of one file."""
        given = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in given or [None]]


class DepositForm(forms.Form):
    """Official files, as their producer publishes them."""

    files = FilesField(
        label="Fichiers officiels, tels qu’ils ont été téléchargés",
        help_text="CSV, classeur Excel, Parquet ou archive zip\u00a0; 1,5 Go au plus chacun.",
        widget=ManyFiles(attrs={"accept": SUFFIX_TEXT}),
        error_messages={
            "required": "Choisissez un fichier à déposer.",
            "empty": "Ce fichier est vide\u00a0: téléchargez-le de nouveau.",
        },
    )

    def clean_files(self) -> list[Any]:
        """Raises ValidationError for a file that is too large."""
        files = self.cleaned_data["files"]
        for one in files:
            if one.size > LARGEST:
                raise forms.ValidationError(
                    f"«\u00a0{one.name}\u00a0» dépasse 1,5 Go. Déposez l’archive zip du "
                    "producteur, ou demandez à la personne qui tient le site de le prendre "
                    "depuis un dossier."
                )
        return files


class AgesForm(forms.Form):
    """Both limits of the ages someone wants counted."""

    youngest = forms.IntegerField(
        label="De", min_value=0, max_value=OLDEST, widget=forms.NumberInput(attrs={"size": 4})
    )
    oldest = forms.IntegerField(
        label="à", min_value=0, max_value=OLDEST, widget=forms.NumberInput(attrs={"size": 4})
    )

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError when the limits are the wrong way round."""
        given = super().clean() or {}
        low, high = given.get("youngest"), given.get("oldest")
        if low is not None and high is not None and low > high:
            raise forms.ValidationError(
                f"Le premier âge ({low} ans) dépasse le second ({high} ans)\u00a0: échangez-les."
            )
        return given
