"""Gestures made without network, as the page sends them: read, cleaned, or refused in French."""

import uuid
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
)

from atelier.accounts.models import College
from atelier.ui.characters import writable
from atelier.workshops.models import TieKind


MOST_GESTURES = 2000
MOST_COUNTED = 2000


def _written(said: Any) -> Any:
    """As a form is read: a character that no document can hold becomes a space."""
    return writable(said) if isinstance(said, str) else said


Text = Annotated[str, BeforeValidator(_written)]

Counted = Annotated[int, Field(ge=0, le=MOST_COUNTED)]


class Gesture(BaseModel):
    """One gesture as the page kept it.

    uid      what is made, or the count
    at       when it was made, by the clock of the computer: naming a group twice is two gestures
    had, had_status   what the page held before: the words of a card, the state of what changes
    status   the state wanted for an activity or the workshop; for a card, shown or withheld
    is_sure  whoever facilitates has seen what the site holds, and wants this all the same
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Text
    uid: uuid.UUID
    at: int = 0
    activity: int | None = None
    statement: int | None = None
    card: uuid.UUID | None = None
    group: uuid.UUID | None = None
    was: uuid.UUID | None = None
    text: Text = Field(default="", max_length=400)
    theme: Text = Field(default="", max_length=40)
    public: Text = Field(default="", max_length=40)
    college: College | None = None
    voters: int = Field(default=0, ge=0, le=MOST_COUNTED)
    first: Text = Field(default="", max_length=150)
    second: Text = Field(default="", max_length=150)
    tie: TieKind | None = None
    status: Text = Field(default="", max_length=10)
    had: Text = Field(default="", max_length=400)
    had_status: Text = Field(default="", max_length=10)
    rank: int = Field(default=0, ge=0, le=MOST_GESTURES)
    is_sure: bool = False
    counts: dict[Text, Counted] = Field(default_factory=dict)


READER = TypeAdapter(list[Gesture])


class Unreadable(Exception):
    """What came is not a list of gestures. Its text says so, in French."""


def read(sent: Any) -> list[Gesture]:
    """The gestures, checked. Raises Unreadable."""
    try:
        found = READER.validate_python(sent)
    except ValidationError as problem:
        raise Unreadable(
            f"{problem.error_count()} saisie(s) illisible(s) : rechargez la page, "
            "puis envoyez de nouveau. Rien n’est effacé de cet ordinateur."
        ) from problem
    if len(found) > MOST_GESTURES:
        raise Unreadable(f"Envoyez au plus {MOST_GESTURES} saisies à la fois.")
    return found
