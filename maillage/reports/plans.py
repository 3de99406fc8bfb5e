"""The plans of documents, read from `definitions/reports/`: which parts, in which order."""

from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from maillage.base.definitions import definitions_root, read_card
from maillage.base.errors import CardError
from maillage.base.levels import Level


class SectionPlan(BaseModel):
    """One part of the plan: the module that writes it, its title, its own options."""

    model_config = ConfigDict(extra="allow", frozen=True)

    section: str
    title: str = ""
    intro: str = ""

    def option(self, name: str, default: Any) -> Any:
        """An option of this part, or its default."""
        return (self.model_extra or {}).get(name, default)


class PartsPlan(BaseModel):
    """A figure of the parts of one whole, drawn in one theme when every part has a value.

    parts  id of an indicator → what is written of it; shares of the same whole, in order
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    theme: str
    title: str
    parts: dict[str, str]


class PortraitPlan(BaseModel):
    """The plan of the portrait. `map`, `communes` and `bars` are ids of indicators."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: str
    references: tuple[Level, ...]
    map: tuple[str, ...]
    communes: tuple[str, ...]
    bars: tuple[str, ...] = ()
    ages: PartsPlan | None = None
    compositions: tuple[PartsPlan, ...] = ()
    sections: tuple[SectionPlan, ...]


class FichePlan(BaseModel):
    """The plan of the fiche communale."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: str
    references: tuple[Level, ...]
    figures: tuple[str, ...]
    highlights: int = Field(ge=0)
    indicators: dict[str, tuple[str, ...]]
    unknowns: int = Field(ge=0)


@cache
def portrait_plan() -> PortraitPlan:
    """The plan of `portrait.yaml`. Raises CardError when the card is wrong."""
    return PortraitPlan(**_card("portrait"))


@cache
def fiche_plan() -> FichePlan:
    """The plan of `fiche_communale.yaml`. Raises CardError when the card is wrong."""
    return FichePlan(**_card("fiche_communale"))


def _card(name: str) -> dict[str, Any]:
    path = definitions_root() / "reports" / f"{name}.yaml"
    if not path.is_file():
        raise CardError(f"{path}: no such report plan")
    return read_card(path)
