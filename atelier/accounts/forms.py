"""Forms of accounts, in plain French."""

from typing import Any

from allauth.account.forms import LoginForm, ResetPasswordForm
from django import forms

from atelier.accounts import logos, rules
from atelier.accounts.models import Organisation, OrganisationKind, Person
from atelier.ui.merging import MergedForm


ADDRESS = forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"})


class SignInForm(LoginForm):
    """Address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "Adresse électronique"
        self.fields["login"].widget = ADDRESS
        self.fields["password"].label = "Mot de passe"
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs.pop("placeholder", None)


class ForgottenPasswordForm(ResetPasswordForm):
    """The address to which a link is sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "Adresse électronique"
        self.fields["email"].widget = ADDRESS


class AskLinkForm(forms.Form):
    """The address to which a sign-in link is sent."""

    email = forms.EmailField(label="Adresse électronique", widget=ADDRESS)


class ChangeAddressForm(forms.Form):
    """The address one wants to come in by."""

    email = forms.EmailField(
        label="Nouvelle adresse électronique",
        help_text="Un courriel y part. L’adresse ne change qu’une fois son lien ouvert.",
        widget=ADDRESS,
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_email(self) -> str:
        """Another than the present one."""
        email = self.cleaned_data["email"].strip().lower()
        if email == self.person.email:
            raise forms.ValidationError("C’est déjà votre adresse. Écrivez la nouvelle.")
        return email


class ProfileForm(forms.ModelForm):
    """What a person says of themselves; not their organisation, in whose name they act."""

    class Meta:
        model = Person
        fields = (
            "first_name",
            "last_name",
            "telephone",
            "function",
            "wants_digest",
        )
        labels = {"wants_digest": "Recevoir le résumé de la semaine par courriel"}
        widgets = {
            "first_name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "last_name": forms.TextInput(attrs={"autocomplete": "family-name"}),
            "telephone": forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["last_name"].required = True


class AttachForm(forms.Form):
    """Who belongs to an organisation."""

    email = forms.EmailField(
        label="Adresse électronique",
        help_text="Celle d’une personne qui a un compte. Son rattachement actuel est remplacé.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def clean_email(self) -> str:
        """Of someone known, erased people aside."""
        email = self.cleaned_data["email"].strip().lower()
        if not Person.objects.filter(email=email, erased_at=None).exists():
            raise forms.ValidationError(
                "Personne n’a de compte à cette adresse. Vérifiez-la, ou invitez d’abord la "
                "personne dans une démarche."
            )
        return email


class OrganisationForm(MergedForm):
    """An organisation, its Siret checked, its logo redrawn."""

    logo = forms.FileField(
        label="Logo",
        required=False,
        help_text="Une image PNG, JPEG ou WebP de 2 Mo au plus.",
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )
    remove_logo = forms.BooleanField(label="Retirer le logo", required=False)

    class Meta:
        model = Organisation
        fields = ("name", "kind", "siret", "commune_code", "email", "telephone", "colour")
        help_texts = {
            "siret": "Quatorze chiffres. Laissez vide pour un collectif qui n’en a pas.",
            "colour": "Celle de votre charte, écrite #1d4f91. Elle habille pages et documents.",
            "commune_code": "Le code officiel de la commune du siège, comme 63113.",
        }

    field_order = (
        "name",
        "kind",
        "siret",
        "commune_code",
        "email",
        "telephone",
        "colour",
        "logo",
        "remove_logo",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "Choisissez"), *OrganisationKind.choices]
        if not self.instance.logo:
            del self.fields["remove_logo"]

    def clean_siret(self) -> str:
        """Fourteen digits that hold together, or nothing."""
        return self._checked(rules.clean_siret, "siret")

    def clean_colour(self) -> str:
        """« #rrggbb » on which white or black reads, or nothing."""
        return self._checked(rules.clean_colour, "colour")

    def clean_commune_code(self) -> str:
        """Five characters, or nothing."""
        return self._checked(rules.clean_commune_code, "commune_code")

    def clean_logo(self) -> bytes | None:
        """The image redrawn as PNG; None when none was given."""
        given = self.cleaned_data["logo"]
        try:
            return logos.redrawn(given) if given else None
        except logos.RefusedImage as problem:
            raise forms.ValidationError(str(problem)) from problem

    def _checked(self, check: Any, name: str) -> str:
        try:
            return check(self.cleaned_data[name])
        except rules.WrongValue as problem:
            raise forms.ValidationError(str(problem)) from problem
