"""Commune-by-commune bars, in the order of the official codes: a description, never a ranking.

A missing or secret commune keeps its line and says so in words; a fragile value is hatched.
"""

import altair as alt
import polars as pl

from maillage.base.cells import cell_text
from maillage.base.french import plural, with_unit
from maillage.base.look import BLUE, INK, SOFT
from maillage.base.statuses import Reliability
from maillage.charts.figure import Caption, Figure
from maillage.charts.rows import listed, shown_rows
from maillage.charts.theme import HATCH, number_format
from maillage.disclosure import ReleasedTable


def commune_bars(
    table: ReleasedTable, caption: Caption, *, reference: tuple[str, float] | None = None
) -> Figure:
    """One bar per commune.

    table      code, name, value, status; `reliability` when known
    reference  (name, value) of the whole territory, drawn as a rule
    """
    columns = {"name": "Commune", "value": "Valeur"}
    return Figure(
        specification=_specification(table, caption, reference),
        table=table,
        alternative=_alternative(table, caption, reference),
        caption=caption,
        columns=columns,
    )


def _specification(
    table: ReleasedTable, caption: Caption, reference: tuple[str, float] | None
) -> dict[str, object]:
    """Bars and words; the order of the lines is that of the codes."""
    rows = [
        {**row, "text": cell_text(row["value"], row["status"], caption.unit, short=True)}
        for row in table.frame.sort("code").to_dicts()
    ]
    values = alt.Data(values=[{**row, "start": 0} for row in rows])
    fragile = f"datum.reliability == '{Reliability.CAUTION}'"
    base = alt.Chart(values).encode(
        y=alt.Y(
            "name:N",
            sort=[row["name"] for row in rows],
            title=None,
            axis=alt.Axis(domain=False, ticks=False, labelColor=INK, labelLimit=220),
        )
    )
    axis = alt.Axis(format=number_format(caption.unit), tickCount=4)
    bars = base.mark_bar(height={"band": 0.6}).encode(
        x=alt.X("value:Q", title=None, axis=axis),
        color=alt.condition(fragile, alt.value(HATCH), alt.value(BLUE)),
    )
    words = (
        base.mark_text(align="left", dx=5)
        .encode(
            x="place:Q",
            text="text:N",
            color=alt.condition("datum.value == null", alt.value(SOFT), alt.value(INK)),
        )
        .transform_calculate(place="datum.value == null ? 0 : max(datum.value, 0)")
    )
    layers = [bars, words, *_rule(reference)]
    return alt.layer(*layers).properties(width=420, height=24 * max(len(rows), 1)).to_dict()


def _rule(reference: tuple[str, float] | None) -> list[alt.Chart]:
    """The value of the whole territory, as a thin line behind which no bar hides."""
    if reference is None:
        return []
    values = alt.Data(values=[{"value": reference[1]}])
    return [alt.Chart(values).mark_rule(color=SOFT, strokeDash=[4, 3]).encode(x="value:Q")]


def _alternative(
    table: ReleasedTable, caption: Caption, reference: tuple[str, float] | None
) -> str:
    """How many communes are shown, from which value to which, and who is not shown."""
    rows = shown_rows(table)
    if not rows:
        return (
            f"{caption.title} : aucune commune n'a de valeur publiée.{listed(table, name='name')}"
        )
    low, high = (with_unit(edge(row["value"] for row in rows), caption.unit) for edge in (min, max))
    whole = f" {reference[0]} : {with_unit(reference[1], caption.unit)}." if reference else ""
    return (
        f"{caption.title}. {plural(len(rows), 'commune')} avec une valeur, "
        f"de {low} à {high}.{whole}{_fragile(table)}{listed(table, name='name')}"
    )


def _fragile(table: ReleasedTable) -> str:
    """How many values rest on few people."""
    if "reliability" not in table.frame.columns:
        return ""
    count = table.frame.filter(
        (pl.col("reliability") == str(Reliability.CAUTION)) & pl.col("value").is_not_null()
    ).height
    if not count:
        return ""
    return f" {plural(count, 'valeur')} à lire avec prudence (petits effectifs), en hachures."
