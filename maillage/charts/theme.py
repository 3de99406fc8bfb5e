"""How every chart looks: colours, types, thin lines, French numbers. Knows no data."""

from typing import Any

from maillage.base.look import BLUE, INK, LINE, SOFT, TEXT_FONT


HATCH = "url(#maillage-prudence)"

# Vega-Lite has no pattern: figures name this one, the SVG carries it.
HATCH_PATTERN = (
    '<defs><pattern id="maillage-prudence" width="5" height="5" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="5" height="5" fill="#dbe7ec"/>'
    f'<rect width="2" height="5" fill="{BLUE}"/></pattern></defs>'
)

THEME: dict[str, Any] = {
    "background": None,
    "font": TEXT_FONT,
    "padding": 4,
    "view": {"stroke": None},
    "axis": {
        "domainColor": LINE,
        "gridColor": LINE,
        "gridOpacity": 0.7,
        "labelColor": SOFT,
        "labelFontSize": 12,
        "tickColor": LINE,
        "titleColor": SOFT,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
    },
    "bar": {"color": BLUE},
    "line": {"color": BLUE, "strokeWidth": 2.2},
    "legend": {
        "labelColor": INK,
        "labelFontSize": 12,
        "title": None,
        "orient": "top",
        "symbolType": "square",
    },
    "text": {"color": INK, "fontSize": 12},
}

AXIS_FORMATS = {"percent": ",~f", "per_1000": ",~f"}


def number_format(unit: str) -> str:
    """The d3 format of axis labels for a unit: grouped thousands, no useless decimals."""
    return AXIS_FORMATS.get(unit, ",~r")
