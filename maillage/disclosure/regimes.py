"""Secrecy regimes, read from `definitions/disclosure/`: who hides what, and from which size."""

from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from maillage.base.definitions import definitions_root, read_card
from maillage.base.errors import CardError


MOST_RANKS = 5


class Regime(BaseModel):
    """One regime card.

    minimum_count  a cell resting on fewer units is secret (None: the publisher already decided)
    dominance      a cell in which the largest contributors exceed this percentage is secret
    dominance_count  how many of them together: the n of the (n, k) rule
    p_percent      a cell is secret when its second contributor can tell the largest one's value to
                   within this percentage: what the others add is less than that part of it
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
    dominance: float | None = Field(default=None, gt=0, le=100)
    dominance_count: int = Field(default=1, ge=1, le=MOST_RANKS)
    p_percent: float | None = Field(default=None, gt=0)
    protection: float = 10
    hide_zeros: bool = False
    rounding: int | None = None
    as_published: bool = False
    status: Literal["verified", "recommendation"] = "verified"

    @property
    def hides(self) -> bool:
        """Whether it hides cells itself, rather than round or keep what was published."""
        return self.minimum_count is not None or self.ranks > 0

    @property
    def ranks(self) -> int:
        """How many of the largest contributions of a cell its rules look at."""
        needed = [self.dominance_count] if self.dominance is not None else []
        return max([*needed, 2] if self.p_percent is not None else needed, default=0)


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
