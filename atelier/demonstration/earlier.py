"""What portraits said before the data of today: read in place of it while a scene is played.

As the clock, it concerns only the process that plays, and only meanwhile. The numbers are invented,
as everything of the fictitious territory.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from atelier.diagnosis import figures


@contextmanager
def vintage(card: dict[str, Any] | None) -> Iterator[None]:
    """The figure of the card, in its year; without card, the figure of today.

    card   year, geography_year, value, sentence; departement: that of the département that year
    """
    if card is None:
        yield
        return
    today = figures.figure_at
    figures.figure_at = lambda place, indicator: _as_of(card, today(place, indicator))
    try:
        yield
    finally:
        figures.figure_at = today


def _as_of(card: dict[str, Any], figure: dict[str, Any]) -> dict[str, Any]:
    told = {name: value for name, value in card.items() if name != "departement"}
    compared = [
        {**one, "value": card["departement"], "year": card["year"]}
        for one in figure["comparisons"]
        if one["level"] == "departement"
    ]
    return {**figure, "numerator": None, "denominator": None, **told, "comparisons": compared}
