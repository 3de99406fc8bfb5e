"""Texts of `definitions/legal`: models of the legal pages, and how long a démarche is kept."""

from datetime import date
from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from atelier.archives.models import LegalKind
from atelier.demarches.models import Demarche, DemarcheKind
from maillage.base.definitions import definitions_root, read_card


class Content(BaseModel):
    """A part of a card: an unknown field is a typing mistake, and fails."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PageModel(Content):
    """The model of a legal page.

    body   « ## » begins a heading; what stands between brackets is to fill
    """

    lead: str
    body: str


class Term(Content):
    """How long personal data is kept, to the end of the year, and why."""

    years: int = Field(gt=0)
    reason: str


@cache
def page_model(kind: str) -> PageModel:
    """The model of one legal page."""
    return PageModel(**read_card(definitions_root() / "legal" / f"{LegalKind(kind)}.yaml"))


@cache
def terms() -> dict[str, Term]:
    """The proposal for each kind of démarche."""
    card = read_card(definitions_root() / "legal" / "conservation.yaml")
    return {kind: Term(**card[kind]) for kind in DemarcheKind.values}


def proposal(demarche: Demarche) -> tuple[date, str]:
    """The day proposed, and why."""
    term = terms()[demarche.kind]
    return date(demarche.opened_on.year + term.years, 12, 31), term.reason
