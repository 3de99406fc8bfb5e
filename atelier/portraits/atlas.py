"""The sheet of an atlas: an indicator over the parts of a territory, as drawing, table and shapes.

A sheet is drawn by the library, hence without JavaScript; the same classes colour the shapes that a
browser draws again to be moved and enlarged.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shapely.geometry import mapping

from atelier.portraits import queries
from atelier.portraits.places import Place
from atelier.portraits.plates import NO_IRIS, drawn_once
from maillage.base.levels import LEVEL_LABELS, LEVEL_PLURALS, Level
from maillage.maps import choropleth
from maillage.maps.choropleth import MapCaption
from maillage.maps.classes import classed
from maillage.portraits.across import Across
from maillage.reports.document import Picture
from maillage.reports.figures import picture


# Into what each level is divided, the usual one first.
DIVISIONS: Mapping[str, Sequence[Level]] = {
    "commune": (Level.IRIS, Level.ARRONDISSEMENT_MUNICIPAL),
    "epci": (Level.COMMUNE,),
    "perimetre": (Level.COMMUNE,),
    "departement": (Level.COMMUNE, Level.EPCI),
    "region": (Level.DEPARTEMENT, Level.EPCI),
    "metropole": (Level.DEPARTEMENT, Level.REGION, Level.EPCI),
    "france": (Level.DEPARTEMENT, Level.REGION, Level.EPCI),
}
DECIMALS = 4


@dataclass(frozen=True)
class Sheet:
    """An indicator over the parts of a place.

    drawing   None when there is no map; `reason` then says why
    tints     code → place of its class in the palette, from 0; absent without value
    classes   (place in the palette, words) from low to high
    """

    spread: Across
    drawing: Picture | None
    reason: str
    tints: Mapping[str, int]
    classes: Sequence[tuple[int, str]]

    @property
    def level(self) -> str:
        """The level of the parts."""
        return str(self.spread.level)

    @property
    def unit(self) -> str:
        """The unit of the values."""
        return self.spread.card.unit

    def rows(self) -> list[dict[str, Any]]:
        """Code, name, value, status of each part, in the order of the official codes."""
        return self.spread.table.frame.to_dicts()


def divisions(place: Place) -> list[Level]:
    """The levels this place may be divided into."""
    if place.communes:
        return [Level.COMMUNE]
    return [one for one in DIVISIONS.get(place.level, ()) if queries.parts_of(place, str(one))]


def sheet(place: Place, level: str, indicator: str) -> Sheet | None:
    """The sheet, kept until the next build; None when the place has no such parts."""
    return drawn_once(_sheet, place, level, indicator)


def _sheet(place: Place, level: str, indicator: str) -> Sheet | None:
    spread = queries.across(place, level, indicator)
    if spread is None:
        return None
    codes = spread.table.frame["code"].to_list()
    outlines = queries.contours(codes, level=level, shelf=place.shelf)
    title = f"{spread.card.label}, par {LEVEL_LABELS[spread.level]}"
    caption = MapCaption(
        title=f"{title}, {spread.year}" if spread.year else title,
        source_line=spread.source_line,
        unit=spread.card.unit,
        territories=LEVEL_PLURALS[spread.level],
    )
    drawn, reason = choropleth(spread.table, outlines, caption)
    values = {
        row["code"]: row["value"]
        for row in spread.table.frame.to_dicts()
        if row["value"] is not None
    }
    tints, classes = classed(values, spread.card.unit)
    return Sheet(
        spread=spread,
        drawing=picture(drawn) if drawn else None,
        reason=NO_IRIS if level == Level.IRIS else reason.replace("'", "’"),
        tints=tints,
        classes=classes,
    )


def shapes(
    named: Sequence[tuple[str, str]], level: str, shelf: str
) -> list[tuple[str, str, dict[str, Any]]]:
    """Code, name and GeoJSON geometry of those that have an outline, to about ten metres."""
    outlines = queries.contours([code for code, _ in named], level=level, shelf=shelf)
    return [
        (code, name, _rounded(mapping(outlines[code]))) for code, name in named if code in outlines
    ]


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(one) for one in value]
    return round(value, DECIMALS) if isinstance(value, float) else value
