"""Factorial plane: which words go together, and which class of texts they are near.

Only the most distinctive words of each class are written, and none over another; the table twin has
all those chosen, written or not.
"""

from typing import Any

import altair as alt
import polars as pl

from maillage.base.french import join_words, number, with_unit
from maillage.base.look import INK, LINE
from maillage.charts.dendrogram import REGIME, class_colour
from maillage.charts.figure import Caption, Figure
from maillage.disclosure import ReleasedTable, release
from maillage.qualitative.reinert.classes import Classes
from maillage.qualitative.reinert.profiles import notable


WORDS_PER_CLASS = 14
WIDTH, HEIGHT = 680, 520
# Room of a label, in pixels: of one sign, of one line.
SIGN, LINE_HEIGHT = 7.0, 15.0
# Lines by which a label may be moved to find room.
AWAY = (0, 1, -1, 2, -2, 3, -3)


def class_plane(classes: Classes, *, title: str, source_line: str) -> Figure:
    """Classes and their words on the first two axes."""
    table = _table(classes)
    return Figure(
        specification=_specification(classes, table),
        table=table,
        alternative=_alternative(classes, title),
        caption=Caption(title=title, source_line=source_line, unit="ratio"),
        columns={
            "name": "Mot",
            "class": "Classe qu’il distingue",
            "value": "Axe 1",
            "y": "Axe 2",
        },
    )


def _table(classes: Classes) -> ReleasedTable:
    """One row per class and per chosen word: name, kind, class, value (axis 1), y, status."""
    points = classes.plane.points
    own = points.filter(pl.col("kind") == "class").with_columns(
        pl.col("name").alias("class"), ("Classe " + pl.col("name")).alias("name")
    )
    chosen = pl.concat(notable(classes.words, one, most=WORDS_PER_CLASS) for one in classes.numbers)
    # A word may distinguish two classes: it is written once, for the one it marks most.
    chosen = chosen.sort("chi2", descending=True).unique("word", keep="first", maintain_order=True)
    words = chosen.select(pl.col("word").alias("name"), pl.col("class").cast(pl.String)).join(
        points.filter(pl.col("kind") == "word").drop("class"), on="name", how="left"
    )
    columns = ["kind", "name", "class", pl.col("x").alias("value"), "y"]
    frame = pl.concat([own.select(columns), words.select(columns)])
    return release(frame.with_columns(pl.lit("computed").alias("status")), regime_name=REGIME)


def _specification(classes: Classes, table: ReleasedTable) -> dict[str, Any]:
    rows = table.frame.to_dicts()
    across, up = _span([row["value"] for row in rows]), _span([row["y"] for row in rows])
    shown = _without_overlap(rows, across, up)
    values = [
        {**row, "colour": class_colour(int(row["class"])), "size": _size(row)} for row in shown
    ]
    inertia = [with_unit(100 * part, "percent") for part in classes.plane.inertia]
    inertia += ["0\u00a0%"] * (2 - len(inertia))
    axis = alt.Axis(grid=False, labels=False, ticks=False, domain=False)
    texts = (
        alt.Chart(alt.Data(values=values))
        .mark_text()
        .encode(
            x=alt.X(
                "value:Q", title=f"Axe 1 ({inertia[0]})", scale=alt.Scale(domain=across), axis=axis
            ),
            y=alt.Y("y:Q", title=f"Axe 2 ({inertia[1]})", scale=alt.Scale(domain=up), axis=axis),
            text="name:N",
            color=alt.Color("colour:N", scale=None),
            size=alt.Size("size:Q", scale=None),
        )
    )
    cross = alt.Chart(alt.Data(values=[{"zero": 0}]))
    lines = [
        cross.mark_rule(color=LINE).encode(x="zero:Q"),
        cross.mark_rule(color=LINE).encode(y="zero:Q"),
    ]
    drawn = alt.layer(*lines, texts).properties(width=WIDTH, height=HEIGHT)
    return drawn.configure_axis(titleColor=INK).to_dict()


def _size(row: dict[str, Any]) -> int:
    return 16 if row["kind"] == "class" else 12


def _span(values: list[float]) -> list[float]:
    """Limits of an axis, with room for the labels at its ends."""
    low, high = min(values, default=0.0), max(values, default=0.0)
    margin = (high - low) * 0.08 or 1.0
    return [min(low - margin, 0.0), max(high + margin, 0.0)]


def _without_overlap(
    rows: list[dict[str, Any]], across: list[float], up: list[float]
) -> list[dict[str, Any]]:
    """The labels that find a free place near theirs: on it, or up to three lines away."""
    boxes: list[tuple[float, float, float]] = []
    kept = []
    step = (up[1] - up[0]) / HEIGHT * LINE_HEIGHT
    for row in rows:
        x = (row["value"] - across[0]) / (across[1] - across[0]) * WIDTH
        half = len(row["name"]) * SIGN * _size(row) / 24
        for away in AWAY:
            y = (row["y"] + away * step - up[0]) / (up[1] - up[0]) * HEIGHT
            if 0 < y < HEIGHT and _is_free(x, y, half, boxes):
                boxes.append((x, y, half))
                kept.append({**row, "y": row["y"] + away * step})
                break
    return kept


def _is_free(x: float, y: float, half: float, boxes: list[tuple[float, float, float]]) -> bool:
    return all(
        abs(x - other[0]) > half + other[2] or abs(y - other[1]) >= LINE_HEIGHT * 0.95
        for other in boxes
    )


def _alternative(classes: Classes, title: str) -> str:
    """What each axis opposes, by the classes at its ends."""
    own = classes.plane.points.filter(pl.col("kind") == "class")
    parts = [
        _opposition(own, axis, place, part)
        for place, (axis, part) in enumerate(
            zip(("x", "y"), classes.plane.inertia, strict=False), start=1
        )
    ]
    return f"{title}. {' '.join(part for part in parts if part)}"


def _opposition(own: pl.DataFrame, axis: str, place: int, part: float) -> str:
    """« L’axe 1 (34,2 % de l’information) oppose la classe 5 à la classe 4. »"""
    ends = []
    for side in (own.filter(pl.col(axis) < 0), own.filter(pl.col(axis) > 0)):
        far = side.sort(pl.col(axis).abs(), descending=True)["name"].to_list()
        strong = side[axis].abs().max()
        ends.append([name for name in far if abs(_at(own, name, axis)) >= 0.5 * float(strong)])  # type: ignore[arg-type]
    if not all(ends):
        return ""
    told = " à ".join(
        f"la classe {end[0]}"
        if len(end) == 1
        else f"l’ensemble des classes {join_words(sorted(end, key=int))}"
        for end in ends
    )
    share = with_unit(100 * part, "percent")
    return f"L’axe {number(place)} ({share} de l’information) oppose {told}."


def _at(own: pl.DataFrame, name: str, axis: str) -> float:
    return float(own.filter(pl.col("name") == name)[axis][0])
