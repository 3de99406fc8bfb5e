"""A trend: one line per series over the years, a gap where a year is missing, a mark at a break.

Nothing is interpolated. A lone point between two gaps stays a point.
"""

from collections.abc import Sequence
from typing import Any

import altair as alt

from maillage.base.french import join_words, plural, with_unit
from maillage.base.look import BLUE, CARD, CATEGORIES, CLAY, SOFT
from maillage.charts.figure import Caption, Figure
from maillage.charts.rows import hidden_rows, shown_rows
from maillage.charts.theme import number_format
from maillage.disclosure import ReleasedTable


WIDTH, HEIGHT = 300, 150


def trend(table: ReleasedTable, caption: Caption, *, breaks: Sequence[int] = ()) -> Figure:
    """The value of each year.

    table   year, value, status; `series` when several territories are drawn
    breaks  years from which the definition or the source differs from the years before
    """
    series = "series" in table.frame.columns
    columns = {"series": "Territoire"} if series else {}
    return Figure(
        specification=_specification(table, caption, breaks),
        table=table,
        alternative=_alternative(table, caption, breaks),
        caption=caption,
        columns={**columns, "year": "Année", "value": "Valeur"},
    )


def _specification(
    table: ReleasedTable, caption: Caption, breaks: Sequence[int]
) -> dict[str, object]:
    """Lines cut at gaps and at breaks, points, and a dashed rule at each break."""
    rows = _segments(table.frame.to_dicts(), breaks)
    years = sorted({row["year"] for row in rows})
    axis = alt.Axis(format="d", values=years if len(years) < 9 else alt.Undefined, grid=False)
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("year:Q", title=None, axis=axis, scale=alt.Scale(zero=False, nice=False)),
        y=alt.Y(
            "value:Q",
            title=None,
            scale=alt.Scale(zero=False),
            axis=alt.Axis(format=number_format(caption.unit), tickCount=4, domain=False),
        ),
        color=_colour(rows),
    )
    line = base.mark_line(invalid="break-paths-show-path-domains").encode(detail="segment:N")
    points = base.mark_circle(size=46, opacity=1, stroke=CARD, strokeWidth=1)
    layers: list[alt.Chart] = [line, points, *_break_marks(breaks)]
    return alt.layer(*layers).properties(width=WIDTH, height=HEIGHT).to_dict()


def _segments(rows: list[dict[str, Any]], breaks: Sequence[int]) -> list[dict[str, Any]]:
    """Each row with the number of its segment: a line never crosses a break."""
    return [{**row, "segment": sum(row["year"] >= year for year in breaks)} for row in rows]


def _colour(rows: list[dict[str, Any]]) -> Any:
    """One hue for a lone territory; the first series in blue, the references after it."""
    names = list(dict.fromkeys(row["series"] for row in rows if "series" in row))
    if not names:
        return alt.value(BLUE)
    return alt.Color(
        "series:N", sort=names, scale=alt.Scale(domain=names, range=_series_colours(len(names)))
    )


def _series_colours(count: int) -> list[str]:
    """Blue for the territory itself, then clay, then the other categories."""
    return [BLUE, CLAY, SOFT, *CATEGORIES[1:]][:count]


def _break_marks(breaks: Sequence[int]) -> list[alt.Chart]:
    """A dashed rule just before the year of each break, with its word."""
    if not breaks:
        return []
    values = alt.Data(values=[{"at": year - 0.5, "word": "rupture de série"} for year in breaks])
    rule = alt.Chart(values).mark_rule(color=SOFT, strokeDash=[4, 3]).encode(x="at:Q")
    word = (
        alt.Chart(values)
        .mark_text(color=SOFT, align="left", baseline="top", dx=4, fontSize=11)
        .encode(x="at:Q", y=alt.value(0), text="word:N")
    )
    return [rule, word]


def _alternative(table: ReleasedTable, caption: Caption, breaks: Sequence[int]) -> str:
    """First and last value of each series, the missing years and the breaks."""
    rows = shown_rows(table)
    if not rows:
        return f"{caption.title} : aucune valeur n'est disponible."
    names = dict.fromkeys(row.get("series") or caption.territory for row in rows)
    parts = [_first_and_last(rows, name, caption) for name in names]
    return f"{caption.title}. {' '.join(parts)}{_missing(table)}{_broken(breaks)}"


def _first_and_last(rows: list[dict[str, Any]], name: str, caption: Caption) -> str:
    """From which value to which value, in years."""
    mine = [row for row in rows if (row.get("series") or caption.territory) == name]
    first, last = (
        min(mine, key=lambda row: row["year"]),
        max(mine, key=lambda row: row["year"]),
    )
    value = with_unit(last["value"], caption.unit)
    if first["year"] == last["year"]:
        return f"{name} : {value} en {last['year']}."
    return (
        f"{name} : {with_unit(first['value'], caption.unit)} en {first['year']}, "
        f"{value} en {last['year']}."
    )


def _missing(table: ReleasedTable) -> str:
    """The years without value, once each."""
    years = sorted({str(row["year"]) for row in hidden_rows(table)})
    return f" Sans valeur : {join_words(years)}." if years else ""


def _broken(breaks: Sequence[int]) -> str:
    """The years from which comparison with what precedes is not made."""
    if not breaks:
        return ""
    years = join_words([str(year) for year in breaks])
    return f" {plural(len(breaks), 'rupture')} de série : {years}."
