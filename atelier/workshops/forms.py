"""Forms of workshops: preparing, typing what came on paper, and what a phone sends."""

import uuid
from typing import Any

from django import forms

from atelier.accounts.models import College
from atelier.demarches.models import Demarche
from atelier.demarches.spaces import Choice
from atelier.demarches.uploads import MAXIMUM_BYTES
from atelier.ui.merging import MergedForm
from atelier.workshops import library
from atelier.workshops.models import (
    Activity,
    ActivityKind,
    Group,
    Guess,
    Statement,
    TieKind,
    Workshop,
)
from atelier.workshops.rules import LONGEST_CARD, MOST_SEATS
from atelier.workshops.sorting import public_choices, publics_of, theme_choices


DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
MOST_SECONDS = 366 * 24 * 3600
SEATS_ASKED = f"Indiquez un nombre de 1 à {MOST_SEATS}."
TRUTH = (("true", "Vraie"), ("false", "Fausse"), ("neither", "Ni l’un ni l’autre, à discuter"))


class MeetingField(forms.TypedChoiceField):
    """The meeting a workshop takes place in: those to come, and the one it has."""

    def __init__(self) -> None:
        super().__init__(
            label="Pendant la réunion",
            required=False,
            coerce=int,
            empty_value=None,
            help_text="La page de la réunion mène alors à l’atelier.",
        )

    def offer(self, meetings: list[Choice], *, kept: int | None) -> None:
        """The choices of a démarche."""
        found = [one for one in meetings if one.is_coming or one.pk == kept]
        self.choices = [("", "Aucune réunion"), *((one.pk, one.label) for one in found)]


class PrepareForm(forms.Form):
    """A new workshop: its name, its day, its meeting, its trame."""

    title = forms.CharField(label="Nom de l’atelier", max_length=150)
    held_on = forms.DateField(label="Jour", widget=DAY)
    place = forms.CharField(label="Lieu", max_length=200, required=False)
    meeting = MeetingField()
    trame = forms.ChoiceField(label="Déroulé", widget=forms.RadioSelect)

    def __init__(self, *args: Any, meetings: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].offer(meetings, kept=self.initial.get("meeting"))
        self.fields["trame"].choices = [
            (key, f"{one.label} — {one.pitch}") for key, one in library.trames().items()
        ]


class WorkshopForm(MergedForm):
    """Name, day, place, meeting, remarks."""

    meeting = MeetingField()

    class Meta:
        model = Workshop
        fields = ("title", "held_on", "place", "meeting", "note")
        widgets = {"held_on": DAY, "note": forms.Textarea(attrs={"rows": 4})}
        labels = {"title": "Nom de l’atelier"}

    def __init__(self, *args: Any, meetings: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].offer(meetings, kept=self.instance.meeting)


class ActivityForm(MergedForm):
    """What an activity asks: its words, its themes and publics, its dots."""

    themes = forms.MultipleChoiceField(
        label="Thèmes", required=False, widget=forms.CheckboxSelectMultiple
    )
    publics = forms.MultipleChoiceField(
        label="Publics", required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Activity
        fields = ("title", "instruction", "dots", "by_college", "about", "themes", "publics")
        widgets = {"instruction": forms.Textarea(attrs={"rows": 2})}
        labels = {
            "instruction": "Ce que lit la salle",
            "by_college": "Demander le collège de chacun (élus, habitants…)",
            "about": "À comparer avec",
        }
        help_texts = {
            "by_college": "Aucun résultat n’est donné pour un collège de moins de cinq votants.",
        }

    def __init__(self, *args: Any, demarche: Demarche, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.instance.kind
        self.fields["themes"].choices = theme_choices(demarche.themes)[1:]
        self.fields["publics"].choices = public_choices(publics_of(demarche))[1:]
        if kind != ActivityKind.DOTS:
            del self.fields["dots"]
        if kind in {ActivityKind.WALL, ActivityKind.ACTORS}:
            del self.fields["by_college"]
        if kind != ActivityKind.ACTORS:
            del self.fields["about"]
            return
        earlier = Activity.objects.filter(kind=kind, workshop__demarche=demarche)
        self.fields["about"].queryset = (
            earlier.exclude(pk=self.instance.pk).select_related("workshop").order_by("pk")
        )
        self.fields["about"].label_from_instance = lambda one: f"{one} ({one.workshop})"
        self.fields["about"].empty_label = "Aucune autre carte"


class StatementForm(MergedForm):
    """A sentence to bet on."""

    is_true = forms.TypedChoiceField(
        label="Elle est",
        choices=TRUTH,
        widget=forms.RadioSelect,
        coerce=lambda said: {"true": True, "false": False}.get(said),
        empty_value=None,
    )

    field_order = ("text", "is_true", "explanation")

    class Meta:
        model = Statement
        # `is_true` is declared above: « neither » is an answer, which the model keeps as null.
        fields = ("text", "explanation")
        widgets = {
            "text": forms.Textarea(attrs={"rows": 2}),
            "explanation": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {"explanation": "Ce que la salle lira une fois les paris faits."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = {True: "true", False: "false"}.get(self.instance.is_true, "neither")
        # Nobody chooses for whoever writes the sentence.
        self.initial["is_true"] = kept if self.instance.pk else None


class JoinForm(forms.Form):
    """A device comes in. The college is asked only when an activity reads it."""

    uid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    college = forms.ChoiceField(
        label="Vous parlez au nom de",
        choices=College.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez au nom de qui vous parlez."},
    )
    seats = forms.IntegerField(
        label="Combien de personnes avec ce téléphone ?",
        min_value=1,
        max_value=MOST_SEATS,
        initial=1,
        help_text="Un téléphone peut servir à toute une table.",
        error_messages={
            "required": SEATS_ASKED,
            "min_value": SEATS_ASKED,
            "max_value": SEATS_ASKED,
        },
    )

    def __init__(self, *args: Any, asks_college: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_college:
            del self.fields["college"]


class AddressForm(forms.Form):
    """Which of the addresses of this computer the phones open."""

    address = forms.ChoiceField(
        label="Cet ordinateur est relié à plusieurs réseaux : lequel est celui des téléphones ?",
        widget=forms.RadioSelect,
        help_text="Les réglages Wi-Fi d’un téléphone montrent son adresse : choisissez celle qui "
        "commence pareil.",
    )

    def __init__(self, *args: Any, known: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["address"].choices = [(one, one) for one in known]


class CodeForm(forms.Form):
    """The code written on the wall."""

    code = forms.CharField(
        label="Code de l’atelier",
        max_length=12,
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
    )

    def clean_code(self) -> str:
        """Capitals, without spaces."""
        return "".join(self.cleaned_data["code"].split()).upper()


class CardForm(forms.Form):
    """One card, from a phone or typed from paper."""

    uid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    text = forms.CharField(
        label="Votre carte",
        max_length=LONGEST_CARD,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Écrivez une phrase avant d’envoyer.",
            "max_length": f"Une carte tient en {LONGEST_CARD} signes. Coupez-la en deux cartes.",
        },
    )
    theme = forms.ChoiceField(label="Thème", required=False)
    public = forms.ChoiceField(label="Public", required=False)

    def __init__(self, *args: Any, activity: Activity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        demarche = activity.workshop.demarche
        self.fields["theme"].choices = theme_choices(activity.themes or demarche.themes)
        self.fields["public"].choices = public_choices(activity.publics or publics_of(demarche))
        if self.is_bound or self.initial.get("text"):
            # The page that follows the room by itself keeps what was given back to be corrected.
            for field in self.fields.values():
                field.widget.attrs["data-atelier-typed"] = True


class PaperCardForm(CardForm):
    """A card typed by the facilitator: the table's college may be known."""

    college = forms.ChoiceField(
        label="Collège", required=False, choices=[("", "Non précisé"), *College.choices]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = "Texte de la carte"
        self.fields["text"].widget.attrs["rows"] = 2


class WaitedForm(forms.Form):
    """What a phone sends, and how many seconds it kept it before the network came back."""

    uid = forms.UUIDField(required=False)
    waited = forms.IntegerField(required=False, min_value=0, max_value=MOST_SECONDS)

    def clean_waited(self) -> int:
        """Nothing said is nothing waited."""
        waited = self.cleaned_data["waited"]
        return 0 if waited is None else waited


class DotsForm(WaitedForm):
    """So many dots on one group."""

    group = forms.UUIDField()
    dots = forms.IntegerField(min_value=0, max_value=600)


class BetForm(WaitedForm):
    """One of the three bets."""

    statement = forms.IntegerField()
    guess = forms.ChoiceField(choices=Guess.choices)


class PhotoForm(forms.Form):
    """The photograph of paper cards."""

    photo = forms.FileField(
        label="Photographie de cartes papier",
        help_text=f"JPEG ou PNG, {MAXIMUM_BYTES // (1024 * 1024)} Mo au plus.",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png"}),
    )


class SentPhotoForm(PhotoForm):
    """A photograph taken without network; the uid says whether the site already has it."""

    uid = forms.UUIDField()


class GroupForm(MergedForm):
    """Name, theme and public of a group."""

    theme = forms.ChoiceField(label="Thème", required=False)
    public = forms.ChoiceField(label="Public", required=False)

    class Meta:
        model = Group
        fields = ("name", "theme", "public")
        labels = {"name": "Nom du groupe"}
        help_texts = {"name": "Une phrase entière, comme la salle la dirait."}

    def __init__(self, *args: Any, demarche: Demarche, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].choices = theme_choices(demarche.themes)
        self.fields["public"].choices = public_choices(publics_of(demarche))


NAMED = {"list": "acteurs", "autocomplete": "off"}


class TieForm(forms.Form):
    """Two actors and what is between them. An unknown name makes a new actor."""

    first = forms.CharField(
        label="Un acteur",
        max_length=150,
        widget=forms.TextInput(attrs=NAMED),
        help_text="Un service ou une association, jamais une personne.",
    )
    second = forms.CharField(
        label="Un autre acteur",
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs=NAMED),
        help_text="Laissez vide si cet acteur ne travaille avec personne.",
    )
    kind = forms.ChoiceField(label="Le lien", choices=TieKind.choices, widget=forms.RadioSelect)
    theme = forms.ChoiceField(label="Sur quel thème", required=False)
    public = forms.ChoiceField(label="Pour quel public", required=False)

    def __init__(self, *args: Any, demarche: Demarche, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].choices = theme_choices(demarche.themes)
        self.fields["public"].choices = public_choices(publics_of(demarche))


class ProposalForm(TieForm):
    """What a table proposes for the map, from its phone."""

    uid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, activity: Activity, **kwargs: Any) -> None:
        super().__init__(*args, demarche=activity.workshop.demarche, **kwargs)
        self.fields["kind"].initial = TieKind.WORKS_WITH


class CountDotsForm(forms.Form):
    """A vote with paper dots, counted: voters, then dots on each group."""

    uid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    voters = forms.IntegerField(label="Combien de personnes ont voté", min_value=1)
    college = forms.ChoiceField(
        label="Collège", required=False, choices=[("", "Toute la salle"), *College.choices]
    )

    def __init__(self, *args: Any, groups: list[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = groups
        for group in groups:
            self.fields[f"group-{group.pk}"] = forms.IntegerField(
                label=group.name, min_value=0, required=False
            )

    def counted(self) -> dict[int, int]:
        """Dots by group; an empty box says none."""
        found = {group.pk: self.cleaned_data[f"group-{group.pk}"] for group in self.groups}
        return {pk: count for pk, count in found.items() if count}


class CountBetsForm(forms.Form):
    """Hands raised for each answer."""

    uid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    true = forms.IntegerField(label="Vrai", min_value=0, required=False)
    false = forms.IntegerField(label="Faux", min_value=0, required=False)
    unknown = forms.IntegerField(label="On ne sait pas", min_value=0, required=False)
    college = forms.ChoiceField(
        label="Collège", required=False, choices=[("", "Toute la salle"), *College.choices]
    )

    def clean(self) -> dict[str, Any]:
        """At least one hand."""
        cleaned = super().clean()
        if not self.counted(cleaned):
            raise forms.ValidationError("Indiquez au moins une main levée.")
        return cleaned

    def counted(self, cleaned: dict[str, Any] | None = None) -> dict[Guess, int]:
        """Hands for each answer; an empty box says none."""
        values = self.cleaned_data if cleaned is None else cleaned
        found = {guess: values.get(str(guess)) for guess in Guess}
        return {guess: count for guess, count in found.items() if count}
