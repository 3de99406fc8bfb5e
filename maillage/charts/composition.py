"""Composition: what a whole is made of, stacked to 100 %, one bar per territory.

A territory of which one part is hidden has no bar: the visible parts would betray or distort it.
"""

from collections.abc import Iterable
from typing import Any

import altair as alt

from maillage.base.french import join_words, with_unit
from maillage.base.look import CATEGORIES, text_on
from maillage.charts.figure import Caption, Figure
from maillage.charts.rows import hidden_rows
from maillage.disclosure import ReleasedTable


def composition(table: ReleasedTable, caption: Caption) -> Figure:
    """One bar per territory, its parts in the order given.

    table  name, part, value (any additive unit), status; every territory has the same parts
    """
    return Figure(
        specification=_specification(table),
        table=table,
        alternative=_alternative(table, caption),
        caption=caption,
        columns={"name": "Territoire", "part": "Part", "value": "Valeur"},
    )


def complete_rows(table: ReleasedTable) -> list[dict[str, Any]]:
    """The rows of the territories all of whose parts are shown, with their share of the whole."""
    incomplete = {row["name"] for row in hidden_rows(table)}
    rows = [row for row in table.frame.to_dicts() if row["name"] not in incomplete]
    totals: dict[str, float] = {}
    for row in rows:
        totals[row["name"]] = totals.get(row["name"], 0.0) + row["value"]
    return [
        {**row, "share": row["value"] / totals[row["name"]]} for row in rows if totals[row["name"]]
    ]


def _specification(table: ReleasedTable) -> dict[str, object]:
    """Stacked bars, the share written where there is room for it."""
    rows = complete_rows(table)
    parts = _in_order(table.frame["part"])
    names = _in_order(table.frame["name"])
    colours = list(CATEGORIES[: len(parts)])
    values = [{**row, "order": parts.index(row["part"]), "at": _middle(rows, row)} for row in rows]
    base = alt.Chart(alt.Data(values=values)).encode(
        y=alt.Y(
            "name:N",
            sort=names,
            title=None,
            axis=alt.Axis(domain=False, ticks=False, labelLimit=220),
        ),
    )
    bars = base.mark_bar(height={"band": 0.62}).encode(
        x=alt.X("share:Q", stack="zero", title=None, axis=None, scale=alt.Scale(domain=[0, 1])),
        color=alt.Color("part:N", sort=parts, scale=alt.Scale(domain=parts, range=colours)),
        order="order:Q",
    )
    inks = alt.Scale(domain=parts, range=[text_on(colour) for colour in colours])
    words = (
        base.transform_filter("datum.share >= 0.06")
        .mark_text()
        .encode(
            x=alt.X("at:Q", axis=None),
            text=alt.Text("share:Q", format=".0%"),
            color=alt.Color("part:N", scale=inks, legend=None),
        )
    )
    drawn = alt.layer(bars, words).resolve_scale(color="independent")
    return drawn.properties(width=420, height=38 * max(len(names), 1)).to_dict()


def _middle(rows: list[dict[str, Any]], row: dict[str, Any]) -> float:
    """The middle of a part of the stack, between 0 and 1."""
    before = 0.0
    for other in rows:
        if other is row:
            break
        if other["name"] == row["name"]:
            before += other["share"]
    return before + row["share"] / 2


def _alternative(table: ReleasedTable, caption: Caption) -> str:
    """The shares of each territory, largest first, and the territories without bar."""
    rows = complete_rows(table)
    sentences = [_shares(rows, name) for name in _in_order(row["name"] for row in rows)]
    hidden = _in_order(row["name"] for row in hidden_rows(table))
    missing = f" Composition non montrée : {join_words(hidden)}." if hidden else ""
    return f"{caption.title}. {' '.join(sentences)}{missing}".strip()


def _shares(rows: list[dict[str, Any]], name: str) -> str:
    """« Ici : propriétaires 61,2 %, locataires 38,8 %. »"""
    mine = sorted((row for row in rows if row["name"] == name), key=lambda row: -row["share"])
    listed = ", ".join(f"{row['part']} {with_unit(row['share'] * 100, 'percent')}" for row in mine)
    return f"{name} : {listed}."


def _in_order(words: Iterable[str]) -> list[str]:
    """Each word once, in the order met."""
    return list(dict.fromkeys(words))
