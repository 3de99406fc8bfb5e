"""Map of classes: one colour and one number per class, its name in the legend.

The number is written on the territories large enough for it: nobody has to tell colours apart. The
table twin names the class of every territory.
"""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from shapely.geometry.base import BaseGeometry

from maillage.base.french import join_words, number, plural
from maillage.base.look import BLUE, CATEGORIES, CLAY, GREEN, SOFT, text_on
from maillage.base.typography import no_break
from maillage.disclosure import ReleasedTable
from maillage.maps.choropleth import HATCHED, MapCaption
from maillage.maps.drawing import Map, name_layers, svg_document
from maillage.maps.insets import placed
from maillage.maps.legend import UNDRAWN, absent_line
from maillage.maps.projection import path


# Neighbours in the legend are far apart in tint: classes have no order.
_, MIDDLE, PALE, CREAM, PEACH, _, BROWN = CATEGORIES
LIGHT_GOLD = "#c79a3a"
PALETTE = (BLUE, PEACH, PALE, BROWN, MIDDLE, CREAM, GREEN, LIGHT_GOLD, CLAY, SOFT)
UNPLACED = "Sans classe"
WIDTH = 640.0
PAGE = {"width": WIDTH, "tallest": 820.0}
LETTERS, LINE, WRAPPED = 11.5, 16.0, 92
# Beyond, a territory is smaller than a figure and its border would hide it.
MOST_DETAILED = 800
MOST_NAMED = 12


@dataclass(frozen=True)
class CategoryMap(Map):
    """A map of classes: `table` is code, name, value (number of the class), label, status."""

    @property
    def columns(self) -> Mapping[str, str]:
        """Column of the table → heading of the table twin."""
        return {"name": "Territoire", "code": "Code", "value": "Classe", "label": "Nom"}

    def rows(self) -> list[dict[str, str]]:
        """The table twin: territory, code, class."""
        return [
            {
                "Territoire": row["name"],
                "Code": row["code"],
                "Classe": "" if row["value"] is None else f"{row['value']:.0f}",
                "Nom": row["label"] or UNPLACED,
            }
            for row in self.table.frame.to_dicts()
        ]


def category_map(
    table: ReleasedTable,
    contours: Mapping[str, BaseGeometry],
    caption: MapCaption,
    classes: Mapping[int, str],
) -> tuple[CategoryMap | None, str]:
    """The map and an empty sentence, or None and the sentence that says why there is no map.

    table     code, name, value (number of the class, null when not classified), label, status
    contours  code → shape in longitude and latitude
    classes   number → name, in the order of the legend
    """
    rows = table.frame.to_dicts()
    if len(classes) > len(PALETTE):
        return None, (
            f"Pas de carte : au-delà de {len(PALETTE)} classes, les teintes ne se distinguent plus."
        )
    if not any(row["code"] in contours for row in rows):
        return None, (
            f"Pas de carte : les contours des {caption.territories} ne sont pas disponibles."
        )
    sentence = _alternative(rows, contours, caption, classes)
    return CategoryMap(
        drawing=_draw(rows, contours, classes, sentence),
        table=table,
        alternative=sentence,
        title=caption.title,
        source_line=caption.source_line,
        unit=caption.unit,
    ), ""


def _draw(
    rows: Sequence[Mapping[str, object]],
    contours: Mapping[str, BaseGeometry],
    classes: Mapping[int, str],
    sentence: str,
) -> str:
    known = [row for row in rows if row["code"] in contours]
    page = placed({str(row["code"]): contours[str(row["code"])] for row in known}, **PAGE)
    colours = dict(zip(classes, PALETTE, strict=False))
    detailed = len(known) <= MOST_DETAILED
    parts = [_shape(row, page.shapes, colours, detailed=detailed) for row in known]
    if detailed:
        parts.append(_numbers(known, page.shapes, colours))
    key, height = _legend(rows, classes, colours, top=page.height + 18)
    undrawn = [str(row["name"]) for row in rows if row["code"] not in contours]
    absent, more = absent_line(undrawn, top=page.height + 18 + height)
    return svg_document(
        [*parts, page.frames, key, absent],
        width=WIDTH,
        height=page.height + 26 + height + more,
        label=sentence,
    )


def _shape(
    row: Mapping[str, object],
    shapes: Mapping[str, BaseGeometry],
    colours: Mapping[int, str],
    *,
    detailed: bool,
) -> str:
    """One territory; among many, its own colour is its border and no title weighs the file."""
    place = _class_of(row)
    fill = HATCHED if place is None else colours[place]
    words = f"{row['name']} : {row['label'] or UNPLACED}"
    title = f"<title>{escape(no_break(words))}</title>" if detailed else ""
    border = ("#fffdf9", 1.0) if detailed else (fill, 0.4)
    return (
        f'<path d="{path(shapes[str(row["code"])])}" fill="{fill}" stroke="{border[0]}" '
        f'stroke-width="{border[1]:g}" stroke-linejoin="round">{title}</path>'
    )


def _class_of(row: Mapping[str, object]) -> int | None:
    value = row["value"]
    return int(value) if isinstance(value, float) else None


def _numbers(
    rows: Sequence[Mapping[str, object]],
    shapes: Mapping[str, BaseGeometry],
    colours: Mapping[int, str],
) -> str:
    """The number of the class, where it fits."""
    places = {str(row["code"]): _class_of(row) for row in rows}
    texts = {code: str(place) for code, place in places.items() if place is not None}

    def inks(code: str) -> tuple[str, str]:
        ground = colours[int(texts[code])]
        return text_on(ground), ground

    return name_layers(texts, shapes, inks, size=LETTERS, width=WIDTH)


def _legend(
    rows: Sequence[Mapping[str, object]],
    classes: Mapping[int, str],
    colours: Mapping[int, str],
    *,
    top: float,
) -> tuple[str, float]:
    """One entry per class: colour, number, name, how many territories."""
    entries: list[tuple[str, int | None, str]]
    entries = [(colours[one], one, f"{one}. {name}") for one, name in classes.items()]
    if any(row["value"] is None for row in rows):
        entries.append((HATCHED, None, UNPLACED))
    parts, line = [], top
    for fill, place, words in entries:
        count = sum(_class_of(row) == place for row in rows)
        lines = textwrap.wrap(f"{words} ({number(count)})", WRAPPED)
        parts.append(
            f'<rect x="0" y="{line:.1f}" width="20" height="11" rx="1.5" fill="{fill}" '
            f'stroke="#b9b0a0" stroke-width="0.6"/>'
        )
        for text in lines:
            parts.append(
                f'<text x="28" y="{line + 9.5:.1f}" font-size="{LETTERS}" fill="{SOFT}">'
                f"{escape(no_break(text))}</text>"
            )
            line += LINE
        line += 3
    return "".join(parts), line - top


def _alternative(
    rows: Sequence[Mapping[str, object]],
    contours: Mapping[str, BaseGeometry],
    caption: MapCaption,
    classes: Mapping[int, str],
) -> str:
    """Each class with how many territories it holds, named when they are few."""
    said = []
    for place, name in classes.items():
        inside = [str(row["name"]) for row in rows if _class_of(row) == place]
        listed = f" : {join_words(inside)}" if 0 < len(inside) <= MOST_NAMED else ""
        said.append(f"Classe {place} ({name}), {_counted(len(inside), caption)}{listed}.")
    without = sum(row["value"] is None for row in rows)
    if without:
        said.append(f"{UNPLACED} : {_counted(without, caption)}.")
    undrawn = [str(row["name"]) for row in rows if row["code"] not in contours]
    if undrawn:
        more = f" et {len(undrawn) - MOST_NAMED} autres" if len(undrawn) > MOST_NAMED else ""
        said.append(f"{UNDRAWN} : {', '.join(undrawn[:MOST_NAMED])}{more}.")
    return f"Carte : {caption.title}. {' '.join(said)}"


def _counted(count: int, caption: MapCaption) -> str:
    return plural(count, caption.territories.removesuffix("s"), caption.territories)
