"""Secrecy regimes, read from `definitions/disclosure/`: who hides what, and from which size."""

from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from maillage.base.definitions import definitions_root, read_card
from maillage.base.errors import CardError


class Regime(BaseModel):
    """One regime card.

    minimum_count  a cell resting on fewer units is secret (None: the publisher already decided)
    dominance      a cell in which one contributor exceeds this percentage is secret
    protection     what a reader may deduce of a hidden cell stays this open, in percent, both sides
    hide_zeros     an empty cell is secret too
    rounding       values are rounded to this multiple (Cnaf: 5)
    as_published   the publisher has applied its secrecy: its markers are kept, nothing is revealed
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    label: str
    publisher: str
    rule: str
    reference: str
    minimum_count: int | None = None
    dominance: float | None = None
    protection: float = 10
    hide_zeros: bool = False
    rounding: int | None = None
    as_published: bool = False
    status: Literal["verified", "recommendation"] = "verified"


@cache
def regime(name: str) -> Regime:
    """The regime of that name. Raises CardError when there is no such card."""
    path = definitions_root() / "disclosure" / f"{name}.yaml"
    if not path.is_file():
        raise CardError(f"{path}: no such disclosure regime")
    return Regime(id=name, **read_card(path))


@cache
def regimes() -> tuple[Regime, ...]:
    """Every regime, in alphabetical order."""
    return tuple(
        regime(path.stem) for path in sorted((definitions_root() / "disclosure").glob("*.yaml"))
    )
