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


MOST_GESTURES = 2000
MOST_COUNTED = 2000


def _written(said: Any) -> Any:
    """As a form is read: a character that no document can hold becomes a space."""
    return writable(said) if isinstance(said, str) else said


Text = Annotated[str, BeforeValidator(_written)]

Counted = Annotated[int, Field(ge=0, le=MOST_COUNTED)]


class Gesture(BaseModel):
    """One gesture as the page kept it.

    uid   what is made, or the count
    at    when it was made, by the clock of the computer: naming a group twice is two gestures
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
