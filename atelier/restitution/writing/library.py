"""The shelf of ready documents, read from `definitions/restitutions`: their parts and their words.

Texts are French YAML that anyone can edit. A word in braces is filled in; what stands between
square brackets is left to the person who signs, and printed as a blank.
"""

from collections.abc import Mapping
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, field_validator

from atelier.restitution.rules import Council
from maillage.base.definitions import definitions_root, read_card


FORMS = (
    "presentation",
    "note",
    "dob",
    "deliberation",
    "affiche",
    "article",
    "suites",
)
# What a text may name.
NAMES = frozenset(
    {
        "territoire",
        "organisation",
        "l_organisation",
        "demarche",
        "titre",
        "message",
        "accroche",
        "pour_qui",
        "jour",
        "instance",
        "assemblee",
        "autres",
    }
)
Show = Literal[
    "findings",
    "validated",
    "unvalidated",
    "statements",
    "argument",
    "figures",
    "drawings",
    "words",
    "decisions",
    "measures",
    "requests",
    "thread",
    "followed",
    "sources",
]


class Shelved(BaseModel):
    """A part of a card: an unknown field is a typing mistake, and fails."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PartCard(Shelved):
    """One part of a document.

    text     paragraphs, before what is shown
    councils which assemblies it is written for; without any, for all
    show     which elements of the restitution
    empty    what is said when there is none; without it the part is left out
    """

    heading: str = ""
    text: tuple[str, ...] = ()
    councils: tuple[Council, ...] = ()
    show: Show | None = None
    empty: str = ""

    @field_validator("text", "heading", "empty")
    @classmethod
    def names_are_known(cls, given: str | tuple[str, ...]) -> str | tuple[str, ...]:
        """A word in braces is one of those that are filled in."""
        filled("\n".join(given) if isinstance(given, tuple) else given, dict.fromkeys(NAMES, ""))
        return given


class FormCard(Shelved):
    """A ready document."""

    label: str
    pitch: str
    formats: tuple[Literal["pptx", "docx", "pdf"], ...]
    title: str
    closing: str = ""
    requests: tuple[str, ...] = ()
    parts: tuple[PartCard, ...] = ()


@cache
def forms() -> dict[str, FormCard]:
    """Every ready document, in the order shown."""
    folder = definitions_root() / "restitutions"
    return {name: FormCard.model_validate(read_card(folder / f"{name}.yaml")) for name in FORMS}


def filled(text: str, names: Mapping[str, str]) -> str:
    """The text with its words in braces replaced. Raises ValueError for one nobody knows."""
    try:
        return text.format_map(names)
    except KeyError as problem:
        raise ValueError(f"unknown word in braces: {problem}") from problem
