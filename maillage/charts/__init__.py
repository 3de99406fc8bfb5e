"""Charts: released table in, drawing with its table twin and its sentence out."""

from maillage.charts.ages import age_bars
from maillage.charts.communes import commune_bars
from maillage.charts.composition import composition
from maillage.charts.figure import Caption, Figure
from maillage.charts.strip import Position, Tone, positions, strip_key, strip_svg, strip_text
from maillage.charts.trend import trend


__all__ = [
    "Caption",
    "Figure",
    "Position",
    "Tone",
    "age_bars",
    "commune_bars",
    "composition",
    "positions",
    "strip_key",
    "strip_svg",
    "strip_text",
    "trend",
]
