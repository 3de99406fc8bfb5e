"""Choropleth: one tint per class of values, words and hatching where there is no value.

Refuses to draw when fewer than half of the territories are published: a mostly empty map would be
read as a finding. The caller then shows the level above and prints the sentence returned.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shapely.geometry.base import BaseGeometry

from maillage.base.cells import cell_text
from maillage.base.french import join_words, plural, with_unit
from maillage.base.look import DIVERGING, SEQUENTIAL, text_on
from maillage.base.statuses import HIDDEN, Status
from maillage.disclosure import ReleasedTable
from maillage.maps.classes import class_limits, class_of, legend_labels, tint_ranks
from maillage.maps.drawing import HATCH_ID, Map, name_layers, shape_path, svg_document
from maillage.maps.legend import UNDRAWN, absent_line, legend
from maillage.maps.projection import Frame, fit, path


PALETTES = {"sequential": SEQUENTIAL, "diverging": DIVERGING}
WIDTH = 480.0
TALLEST = 620.0
LABEL_SIZE = 11.0
HATCHED = f"url(#{HATCH_ID})"


@dataclass(frozen=True)
class MapCaption:
    """What is said around a map; `territories` is the plural noun of what is coloured."""

    title: str
    source_line: str
    unit: str
    territories: str = "communes"


def choropleth(
    table: ReleasedTable,
    contours: Mapping[str, BaseGeometry],
    caption: MapCaption,
    *,
    palette: str = "sequential",
) -> tuple[Map | None, str]:
    """The map and an empty sentence, or None and the sentence that says why there is no map.

    table     code, name, value, status
    contours  code → shape in longitude and latitude
    palette   « sequential », or « diverging » for values around a middle
    """
    rows = table.frame.to_dicts()
    values = [row["value"] for row in rows if row["value"] is not None]
    refusal = _refusal(rows, values, contours, caption)
    if refusal:
        return None, refusal
    limits = class_limits(values)
    alternative = _alternative(rows, contours, caption)
    drawing = _draw(rows, contours, _Tints(limits, PALETTES[palette], caption.unit), alternative)
    return Map(
        drawing=drawing,
        table=table,
        alternative=alternative,
        title=caption.title,
        source_line=caption.source_line,
        unit=caption.unit,
    ), ""


@dataclass(frozen=True)
class _Tints:
    """The classes and their colours; fewer classes take the spread-out colours of the palette."""

    limits: Sequence[float]
    palette: Sequence[str]
    unit: str

    def colours(self) -> list[str]:
        """One colour per class."""
        ranks = tint_ranks(len(self.limits) + 1, most=len(self.palette))
        return [self.palette[rank] for rank in ranks]

    def of(self, value: float | None) -> str:
        """The colour of a value, the hatching when there is none."""
        return HATCHED if value is None else self.colours()[class_of(value, self.limits)]


def _refusal(
    rows: list[dict[str, Any]],
    values: list[float],
    contours: Mapping[str, BaseGeometry],
    caption: MapCaption,
) -> str:
    """Why no map is drawn; empty when one is."""
    if len(rows) < 2:
        return f"Pas de carte : il faut au moins deux {caption.territories} à comparer."
    if not values:
        return f"Pas de carte : aucune valeur publiée pour ces {len(rows)} {caption.territories}."
    if len(values) * 2 < len(rows):
        return (
            f"Pas de carte : la valeur n’est publiée que pour {len(values)} des {len(rows)} "
            f"{caption.territories}."
        )
    if not any(row["code"] in contours for row in rows):
        return f"Pas de carte : les contours des {caption.territories} ne sont pas disponibles."
    return ""


def _draw(
    rows: list[dict[str, Any]],
    contours: Mapping[str, BaseGeometry],
    tints: _Tints,
    alternative: str,
) -> str:
    """Shapes, names, legend."""
    known = [row for row in rows if row["code"] in contours]
    frame = fit([contours[row["code"]] for row in known], width=WIDTH, tallest=TALLEST)
    shapes = {row["code"]: frame.place(contours[row["code"]]) for row in known}
    paths = [
        shape_path(path(shapes[row["code"]]), fill=tints.of(row["value"]), title=_hint(row, tints))
        for row in known
    ]
    hidden = list(dict.fromkeys(row["status"] for row in rows if row["value"] is None))
    single = next((row["value"] for row in rows if row["value"] is not None), 0.0)
    labels = legend_labels(tints.limits, tints.unit, single=with_unit(single, tints.unit))
    key, key_height = legend(
        list(zip(tints.colours(), labels, strict=True)),
        [Status(status) for status in hidden],
        width=WIDTH,
        top=frame.height + 18,
    )
    bottom = frame.height + 18 + key_height
    absent, more = absent_line(_undrawn(rows, contours), top=bottom)
    return svg_document(
        [*paths, _names(known, shapes, tints, frame), key, absent],
        width=WIDTH,
        height=bottom + more,
        label=alternative,
    )


def _names(
    rows: list[dict[str, Any]], shapes: dict[str, BaseGeometry], tints: _Tints, frame: Frame
) -> str:
    """The names that fit, each readable over its tint."""

    def colours(code: str) -> tuple[str, str]:
        return text_on(grounds[code]), grounds[code]

    grounds = {
        row["code"]: "#fffdf9" if row["value"] is None else tints.of(row["value"]) for row in rows
    }
    names = {row["code"]: row["name"] for row in rows}
    return name_layers(names, shapes, colours, size=LABEL_SIZE, width=frame.width)


def _hint(row: dict[str, Any], tints: _Tints) -> str:
    """What the pointer reads over a territory."""
    return f"{row['name']} : {cell_text(row['value'], row['status'], tints.unit)}"


def _undrawn(rows: list[dict[str, Any]], contours: Mapping[str, BaseGeometry]) -> list[str]:
    return [row["name"] for row in rows if row["code"] not in contours]


def _alternative(
    rows: list[dict[str, Any]], contours: Mapping[str, BaseGeometry], caption: MapCaption
) -> str:
    """The range without names (no member is ranked), who has no value, who is not drawn."""
    shown = [row for row in rows if row["value"] is not None]
    low, high = (edge(row["value"] for row in shown) for edge in (min, max))
    spread = f"De {with_unit(low, caption.unit)} à {with_unit(high, caption.unit)}."
    hidden = [row["name"] for row in rows if Status(row["status"]) in HIDDEN]
    missing = f" Sans valeur : {join_words(hidden)}." if hidden else ""
    count = plural(len(rows), caption.territories.removesuffix("s"), caption.territories)
    undrawn = _undrawn(rows, contours)
    absent = f" {UNDRAWN} : {join_words(undrawn)}." if undrawn else ""
    return f"Carte : {caption.title}, {count}. {spread}{missing}{absent}"
