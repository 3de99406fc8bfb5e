"""What may be printed: which constats, which words, which numbers; and where an element may go."""

from typing import Literal

from atelier.demarches.models import DemarcheKind
from atelier.demarches.rules import owes_analysis
from atelier.diagnosis.models import FindingStatus


# By which texts an assembly deliberates: those of a CCAS or CIAS (CASF L123-5, R123-1), those of
# the authority for young children (CASF L214-1-3), or none in particular.
Council = Literal["ccas", "assembly", "sppe"]
BOARD = "conseil d’administration"

# Chosen first, and without a mark; the others carry « non validé » on every document.
ESTABLISHED = frozenset({FindingStatus.VALIDATED})
# Someone took it back: it is no longer shown at all.
GONE = frozenset({FindingStatus.WITHDRAWN})
DRAFTS = frozenset(FindingStatus) - ESTABLISHED - GONE

UNVALIDATED = "Non validé"

# Units that count no one: the smallest of such numbers designates nobody.
COUNTS_NOBODY = (
    "%",
    "‰",
    "€",
    "euro",
    "km",
    "kilom",
    "m²",
    "minute",
    "heure",
    "jour",
    "mois",
    "année",
    "place",
    "service",
    "structure",
    "équipement",
    "point",
)


def council_of(kind: str, assembly: str) -> Council:
    """Which assembly deliberates, by the body owed the report, else by the frame."""
    if kind == DemarcheKind.SPPE:
        return "sppe"
    if assembly:
        is_board = assembly.replace("'", "’").casefold().startswith(BOARD)
        return "ccas" if is_board or owes_analysis(assembly) else "assembly"
    return "ccas" if kind == DemarcheKind.ABS_OBLIGATOIRE else "assembly"


def counts_people(unit: str) -> bool:
    """Whether a number of this unit counts people; an unknown unit does."""
    told = unit.lower()
    return not any(word in told for word in COUNTS_NOBODY)


def moved(order: list[int], one: int, *, move: str = "", before: int | None = None) -> list[int]:
    """The order once `one` has gone up, down, before another, or last.

    An element that is not there, or already at the end it goes to, changes nothing.
    """
    if one not in order:
        return order
    others = [other for other in order if other != one]
    place = order.index(one)
    if move == "up":
        place = max(place - 1, 0)
    elif move == "down":
        place = min(place + 1, len(others))
    elif before in others:
        place = others.index(before)
    else:
        place = len(others)
    return [*others[:place], one, *others[place:]]
