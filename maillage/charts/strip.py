"""The position strip: where a territory stands among its peers, drawn the same everywhere.

Range from the 5th to the 95th percentile, middle half, median, point. Hand-made SVG, because tables
need hundreds of them. A point far outside the range stays at the edge, hollow.
"""

from dataclasses import dataclass
from html import escape
from typing import Literal

from maillage.base.french import plural, with_unit
from maillage.base.look import BLUE, CARD, CLAY, SOFT, STRIP_HALF, STRIP_RANGE, TEXT_FONT
from maillage.base.typography import no_break
from maillage.charts.rows import shown_rows
from maillage.disclosure import ReleasedTable


Tone = Literal["plain", "marked"]

COLOURS: dict[str, str] = {"plain": BLUE, "marked": CLAY}
MARGIN = 8
KEY_WIDTH = 440
KEY_WORDS = (
    (8, 60, "start", "5 % sont en dessous"),
    (203, 60, "middle", "la moitié centrale"),
    (432, 60, "end", "5 % sont au-dessus"),
    (203, 18, "middle", "la médiane"),
    (322, 18, "middle", "ce territoire"),
)


@dataclass(frozen=True)
class Position:
    """A value among those of its peers. All numbers are in `unit`; p5 ≤ q1 ≤ median ≤ q3 ≤ p95."""

    value: float
    p5: float
    q1: float
    median: float
    q3: float
    p95: float
    unit: str
    peers: str = ""
    count: int = 0


def positions(table: ReleasedTable) -> dict[tuple[str, int], Position]:
    """By indicator and year, the place of each value shown beside those of its peers.

    table  indicator, year, value, status, unit, of, and the five quantiles (null without peers)
    """
    quantiles = ("p5", "q1", "median", "q3", "p95")
    return {
        (row["indicator"], row["year"]): Position(
            value=row["value"],
            unit=row["unit"],
            count=row["of"],
            **{name: row[name] for name in quantiles},
        )
        for row in shown_rows(table)
        if all(row[name] is not None for name in ("of", *quantiles))
    }


def strip_svg(position: Position, tone: Tone = "plain", *, width: int = 160) -> str:
    """The strip as an inline SVG of `width` × 18, named by its alternative text."""
    low, high = _domain(position)
    span = (high - low) or 1.0
    place = {
        name: round(MARGIN + (min(max(number, low), high) - low) / span * (width - 2 * MARGIN), 1)
        for name, number in vars(position).items()
        if name in {"value", "p5", "q1", "median", "q3", "p95"}
    }
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="18" '
        f'viewBox="0 0 {width} 18" role="img" aria-label="{strip_text(position)}">'
        f"{_bar(place['p5'], place['p95'], 7.0, 4, STRIP_RANGE)}"
        f"{_bar(place['q1'], place['q3'], 5.0, 8, STRIP_HALF)}"
        f'<path d="M{place["median"]} 3v12" stroke="{SOFT}" stroke-width="1.4"/>'
        f"{_point(place['value'], low <= position.value <= high, COLOURS[tone])}</svg>"
    )


def strip_text(position: Position) -> str:
    """The alternative text: the value, the middle half and the median, in words."""
    value, first, third, median = (
        with_unit(number, position.unit)
        for number in (position.value, position.q1, position.q3, position.median)
    )
    among = f" sur {plural(position.count, 'territoire')}" if position.count else ""
    return no_break(
        f"{value} ici ; la moitié centrale va de {first} à {third}, médiane {median}{among}."
    )


def strip_key() -> str:
    """An annotated strip: what the bars, the line and the point mean. Shows no real number."""
    sample = Position(value=74.0, p5=0.0, q1=30.0, median=46.0, q3=62.0, p95=100.0, unit="count")
    drawn = strip_svg(sample, "marked", width=KEY_WIDTH).replace("<svg ", '<svg y="26" ', 1)
    words = "".join(
        f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-size="11.5" fill="{SOFT}">{word}</text>'
        for x, y, anchor, word in KEY_WORDS
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{KEY_WIDTH}" height="66" '
        f'viewBox="0 0 {KEY_WIDTH} 66" font-family="{escape(TEXT_FONT)}">{drawn}{words}</svg>'
    )


def _domain(position: Position) -> tuple[float, float]:
    """What the strip spans: the range, stretched to the point, by half as much again at most."""
    reach = (position.p95 - position.p5) * 0.5
    low = max(min(position.p5, position.value), position.p5 - reach)
    high = min(max(position.p95, position.value), position.p95 + reach)
    return low, high


def _bar(start: float, end: float, top: float, height: int, colour: str) -> str:
    """A rounded bar; never thinner than a hairline so that equal quartiles remain visible."""
    length = round(max(end - start, 1.5), 1)
    return (
        f'<rect x="{start}" y="{top:g}" width="{length}" height="{height}" rx="2" fill="{colour}"/>'
    )


def _point(place: float, inside: bool, colour: str) -> str:
    """The territory itself: full inside the drawn range, hollow when it lies beyond the edge."""
    fill, stroke = (colour, CARD) if inside else (CARD, colour)
    return (
        f'<circle cx="{place}" cy="9" r="4.6" fill="{fill}" stroke="{stroke}" stroke-width="1.6"/>'
    )
