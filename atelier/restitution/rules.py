"""What may be printed: which constats, which words, which numbers; and where an element may go."""

from atelier.diagnosis.models import FindingStatus


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
