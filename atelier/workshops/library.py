"""The shelf of workshops: trames, reminders and statements, from `definitions/workshops`.

Content is French YAML that a social worker can edit; here it is only read and checked.
"""

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from atelier.workshops.models import ActivityKind
from maillage.base.definitions import definitions_root, read_card


class Content(BaseModel):
    """A part of a card: an unknown field is a typing mistake, and fails."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Trame(Content):
    """What a workshop is prepared from."""

    label: str
    pitch: str
    activities: tuple[ActivityKind, ...] = Field(min_length=1)


class Method(Content):
    """An activity as it is proposed, and the reminder of whoever runs it."""

    title: str
    instruction: str
    minutes: int = Field(gt=0)
    needs: tuple[str, ...]
    before: tuple[str, ...]
    during: tuple[str, ...]
    after: tuple[str, ...]
    mistakes: tuple[str, ...]


@cache
def trames() -> dict[str, Trame]:
    """Every trame by its key, in display order."""
    return {key: Trame.model_validate(card) for key, card in read_card(_file("trames")).items()}


@cache
def methods() -> dict[str, Method]:
    """The method of each kind of activity."""
    cards = read_card(_file("activites"))
    return {str(kind): Method.model_validate(cards[kind]) for kind in ActivityKind}


@cache
def spoken() -> dict[str, str]:
    """How an indicator is said aloud, by its id; true when the figure is the higher one."""
    return {key: str(text) for key, text in read_card(_file("affirmations")).items()}


def _file(name: str) -> Path:
    return definitions_root() / "workshops" / f"{name}.yaml"
