"""A map and its twins: drawing, released table, alternative text, source line."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import escape

from shapely.geometry.base import BaseGeometry

from maillage.base.cells import cell_text
from maillage.base.look import INK, LINE, TEXT_FONT
from maillage.base.typography import no_break
from maillage.disclosure import ReleasedTable
from maillage.maps.labels import Label, place_labels


HATCH_ID = "maillage-sans-valeur"
HATCH = (
    f'<defs><pattern id="{HATCH_ID}" width="6" height="6" patternUnits="userSpaceOnUse" '
    f'patternTransform="rotate(45)"><rect width="6" height="6" fill="#fffdf9"/>'
    f'<rect width="1.6" height="6" fill="#b9b0a0"/></pattern></defs>'
)


# A map drawn for a sheet is read on a telephone at three quarters of its size.
LARGER = 1.45


@dataclass(frozen=True)
class Map:
    """A drawn map.

    drawing      standalone SVG
    table        the released rows behind it: code, name, value, status
    alternative  French sentence computed from the rows
    """

    drawing: str
    table: ReleasedTable
    alternative: str
    title: str
    source_line: str
    unit: str

    def svg(self) -> str:
        """The drawing, as for every figure."""
        return self.drawing

    def rows(self) -> list[dict[str, str]]:
        """The table twin: one dictionary of French heading → printed text for each territory."""
        return [
            {
                "Territoire": row["name"],
                "Valeur": cell_text(row["value"], row["status"], self.unit),
            }
            for row in self.table.frame.to_dicts()
        ]


def svg_document(parts: Iterable[str], *, width: float, height: float, label: str) -> str:
    """The parts in a standalone SVG named by its alternative text."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}" height="{height:g}" role="img" aria-label="{escape(no_break(label))}" '
        f'font-family="{escape(TEXT_FONT)}">{HATCH}{"".join(parts)}</svg>'
    )


def shape_path(outline: str, *, fill: str, title: str = "", stroke: str = "#fffdf9") -> str:
    """One territory; its title appears under the pointer."""
    named = f"<title>{escape(no_break(title))}</title>" if title else ""
    return (
        f'<path d="{outline}" fill="{fill}" stroke="{stroke}" stroke-width="1.2" '
        f'stroke-linejoin="round">{named}</path>'
    )


def name_layers(
    names: Mapping[str, str],
    shapes: Mapping[str, BaseGeometry],
    colours: Callable[[str], tuple[str, str]],
    *,
    size: float,
    width: float,
) -> str:
    """The names that fit; then, not shown unless a page asks, those that fit in larger letters.

    colours  code → colour of the letters and of their halo
    """
    layers = []
    for letters, marks in ((size, 'class="names"'), (size * LARGER, HIDDEN_LAYER)):
        placed = place_labels(names, shapes, size=letters, width=width)
        written = [
            label_text(one, size=one.size, fill=fill, halo=halo)
            for one in placed
            for fill, halo in [colours(one.code)]
        ]
        layers.append(f"<g {marks}>{''.join(written)}</g>")
    return "".join(layers)


HIDDEN_LAYER = 'class="names-larger" display="none"'


def label_text(label: Label, *, size: float, fill: str = INK, halo: str = LINE) -> str:
    """A name with a halo of the colour beneath, so that it reads over a border."""
    return (
        f'<text x="{label.x}" y="{label.y + size * 0.35:.1f}" text-anchor="middle" '
        f'font-size="{size:g}" font-weight="600" fill="{fill}" stroke="{halo}" '
        f'stroke-width="2.4" stroke-linejoin="round" paint-order="stroke">'
        f"{escape(label.text)}</text>"
    )
