"""The shelf of démarches: frames (cadres) and method sheets, read from `definitions/demarches`.

Content is French YAML that a social worker can edit; here it is only read and checked.
"""

import re
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from atelier.demarches.models import DemarcheKind, InstanceKind
from maillage.base.definitions import definitions_root, read_card


AGES = re.compile(r"(\d{1,3})-(\d{1,3})")


class Content(BaseModel):
    """A part of a card: an unknown field is a typing mistake, and fails."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class InstanceModel(Content):
    """An instance a frame proposes."""

    kind: InstanceKind
    name: str
    mission: str
    is_deciding: bool = False


class StepModel(Content):
    """A step a frame proposes: `key` names its method sheet."""

    key: str
    weeks: int = Field(gt=0)
    instances: tuple[InstanceKind, ...] = ()


class PresentationModel(Content):
    """A report owed. `calendar`: year_after_renewal, budget_debate or none.

    {conseil}, in a body or the name of an instance, is the council of the organisation.
    """

    body: str
    required: bool
    calendar: str = Field(pattern="^(year_after_renewal|budget_debate|none)$")


class Mission(Content):
    """A mission of the childcare authority, due from so many inhabitants."""

    key: str
    label: str
    from_population: int


class Frame(Content):
    """What a démarche is opened from."""

    label: str
    short: str
    pitch: str
    law: str
    law_reference: str
    themes: tuple[str, ...] = ()
    publics: tuple[str, ...] = ()
    missions: tuple[Mission, ...] = ()
    presentations: tuple[PresentationModel, ...]
    instances: tuple[InstanceModel, ...]
    steps: tuple[StepModel, ...]


class Moment(Content):
    """One moment of a session."""

    minutes: int = Field(gt=0)
    what: str


class Homework(Content):
    """A task between two sessions, so many days after the step begins."""

    title: str
    days: int = Field(gt=0)


class Material(Content):
    """Something to print: a page of the démarche, or a blank sheet in the formats it is given in.

    page   name of an address that takes the démarche alone
    blank  key of a card of `feuilles`
    """

    label: str
    page: str = ""
    blank: str = ""
    formats: tuple[str, ...] = ()


class Sheet(Content):
    """A method sheet. Sections are lists of sentences, except the agenda and the homework."""

    why: tuple[str, ...]
    agenda: tuple[Moment, ...] = ()
    invite: tuple[str, ...] = ()
    prepare: tuple[str, ...] = ()
    materials: tuple[Material, ...] = ()
    intersession: tuple[Homework, ...] = ()
    mistakes: tuple[str, ...] = ()
    train: tuple[str, ...] = ()


class StepCard(Content):
    """A step of the shelf."""

    title: str
    purpose: str
    deliverables: tuple[str, ...]
    sheet: Sheet


@cache
def frames() -> dict[str, Frame]:
    """Every frame, in the order of DemarcheKind."""
    return {
        str(kind): Frame.model_validate(read_card(_folder() / "cadres" / f"{kind}.yaml"))
        for kind in DemarcheKind
    }


@cache
def steps() -> dict[str, StepCard]:
    """Every step of the shelf by its key."""
    return {
        path.stem: StepCard.model_validate(read_card(path))
        for path in sorted((_folder() / "etapes").glob("*.yaml"))
    }


def homework(key: str, own: dict[str, Any]) -> list[dict[str, Any]]:
    """The tasks between two sessions of a step, « title » and « days »: its own, else the model's.

    own   what the démarche has rewritten of the method sheet
    """
    card = steps().get(key)
    model = [one.model_dump() for one in card.sheet.intersession] if card else []
    return list(own.get("intersession", model))


@cache
def renewals() -> tuple[int, ...]:
    """Years of the general renewals of municipal councils."""
    card = read_card(definitions_root() / "parameters" / "renouvellements_municipaux.yaml")
    return tuple(card["years"])


@cache
def themes() -> dict[str, str]:
    """Label of each theme, in display order."""
    return {key: card["label"] for key, card in read_card(_root("themes")).items()}


@cache
def publics() -> dict[str, str]:
    """Label of each public."""
    return {key: card["label"] for key, card in read_card(_root("publics")).items()}


def ages(text: str) -> dict[str, str]:
    """The ages a démarche chose freely, « 15-17, 25-40 »: each by its key, with its label."""
    return {f"{first}-{last}": f"{first}–{last} ans" for first, last in AGES.findall(text)}


def public_label(key: str) -> str:
    """The words of a public, or of ages chosen freely; the key itself when nobody knows it."""
    return publics().get(key) or ages(key).get(key, key)


def _root(name: str) -> Path:
    return definitions_root() / f"{name}.yaml"


def _folder() -> Path:
    return definitions_root() / "demarches"
