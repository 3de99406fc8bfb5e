"""A figure: a drawing born with its table, its alternative text and its source line.

A figure is made from a `ReleasedTable` and nothing else; forgetting secrecy is a type error.
The drawing is a Vega-Lite specification, turned into SVG by vl-convert, without a browser.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import vl_convert

from maillage.base.cells import cell_text
from maillage.base.french import with_unit
from maillage.charts.theme import HATCH_PATTERN, THEME
from maillage.disclosure import ReleasedTable


@dataclass(frozen=True)
class Caption:
    """What is said around a drawing.

    title        what is shown, with place and year
    source_line  publisher, source, year, geography
    unit         a key of maillage.base.french.UNIT_SUFFIXES
    territory    the name of the territory, for the alternative text
    """

    title: str
    source_line: str
    unit: str
    territory: str = ""


@dataclass(frozen=True)
class Figure:
    """A drawing and its twins.

    specification  Vega-Lite, as a dictionary
    table          the released rows behind it
    alternative    French sentence computed from the rows, for who cannot see the drawing
    columns        column of the table → French heading, in the order of the table twin
    """

    specification: Mapping[str, Any]
    table: ReleasedTable
    alternative: str
    caption: Caption
    columns: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What is shown, with place and year."""
        return self.caption.title

    @property
    def source_line(self) -> str:
        """Publisher, source, year, geography."""
        return self.caption.source_line

    def svg(self) -> str:
        """The drawing as a standalone SVG, French numbers, no script."""
        drawn = vl_convert.vegalite_to_svg(
            dict(self.specification), config=THEME, format_locale="fr-FR"
        )
        head, tag, rest = drawn.partition(">")
        return f"{head}{tag}{HATCH_PATTERN}{rest}"

    def rows(self) -> list[dict[str, str]]:
        """The table twin: one dictionary of French heading → printed text for each row."""
        return [self._printed(row) for row in self.table.frame.to_dicts()]

    def _printed(self, row: Mapping[str, Any]) -> dict[str, str]:
        """One row in words; the value column carries the status when there is no number."""
        return {
            heading: cell_text(row["value"], row["status"], self.caption.unit)
            if name == "value"
            else _plain(row[name], self.caption.unit)
            for name, heading in self.columns.items()
        }


def _plain(content: object, unit: str) -> str:
    """A label, a year, a number of the same unit or nothing, as text."""
    if isinstance(content, float):
        return with_unit(content, unit)
    return "" if content is None else str(content)
