"""The legend of a choropleth: classes side by side, then what hatching means."""

from collections.abc import Sequence
from html import escape

from maillage.base.look import SOFT
from maillage.base.statuses import STATUS_LABELS, Status
from maillage.maps.drawing import HATCH_ID


BAR = 7
SIZE = 11.5
# What fits under a map; the sentence beside it names them all.
NAMED = 4
UNDRAWN = "Non dessinés, faute de contour connu"


def legend(
    classes: Sequence[tuple[str, str]], hidden: Sequence[Status], *, width: float, top: float
) -> tuple[str, float]:
    """The SVG of the legend and its height.

    classes  (colour, label) from low to high
    hidden   the statuses of the territories without value; none draws no hatching
    """
    step = width / len(classes)
    bars = "".join(
        f'<rect x="{place * step:.1f}" y="{top:g}" width="{step - 2:.1f}" height="{BAR}" rx="1.5" '
        f'fill="{colour}"/>{_text(label, place * step, top + BAR + 15)}'
        for place, (colour, label) in enumerate(classes)
    )
    height = BAR + 22.0
    if not hidden:
        return bars, height
    words = " ou ".join(STATUS_LABELS[status] for status in hidden)
    line = top + height + 4
    hatched = (
        f'<rect x="0" y="{line:g}" width="22" height="{BAR + 3}" fill="url(#{HATCH_ID})" '
        f'stroke="#b9b0a0" stroke-width="0.6"/>{_text(words, 30, line + 9)}'
    )
    return bars + hatched, height + 20


def absent_line(names: Sequence[str], *, top: float) -> tuple[str, float]:
    """Territories no contour is known of, by name, under the legend: its SVG and its height."""
    if not names:
        return "", 0.0
    listed = [*names[:NAMED], *(["…"] if len(names) > NAMED else [])]
    return _text(f"{UNDRAWN} : {', '.join(listed)}", 0, top + SIZE), SIZE + 8


def _text(words: str, x: float, y: float) -> str:
    """One line of the legend."""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{SIZE}" fill="{SOFT}">{escape(words)}</text>'
