"""Age bars: one horizontal bar per age class, with the share of a reference territory as a tick."""

from typing import Any

import altair as alt

from maillage.base.cells import cell_text
from maillage.base.french import with_unit
from maillage.base.look import BLUE, CLAY, INK
from maillage.charts.figure import Caption, Figure
from maillage.charts.rows import listed, shown_rows
from maillage.charts.theme import number_format
from maillage.disclosure import ReleasedTable


def age_bars(table: ReleasedTable, caption: Caption, *, reference: str = "") -> Figure:
    """One bar per row, in the order given (youngest first).

    table      label, value, status; `reference` (a number or null) when a reference is drawn
    reference  name of the reference territory; empty to draw none
    """
    columns = {"label": "Âge", "value": caption.territory or "Valeur"}
    if reference:
        columns["reference"] = reference
    return Figure(
        specification=_specification(table, caption, reference),
        table=table,
        alternative=_alternative(table, caption, reference),
        caption=caption,
        columns=columns,
    )


def _specification(table: ReleasedTable, caption: Caption, reference: str) -> dict[str, object]:
    """Bars, the tick of the reference, and each value written at the end of its bar."""
    rows = [
        {
            **row,
            "text": cell_text(row["value"], row["status"], caption.unit, short=True),
            "end": _end(row),
        }
        for row in table.frame.to_dicts()
    ]
    order = [row["label"] for row in rows]
    base = alt.Chart(alt.Data(values=rows)).encode(
        y=alt.Y("label:N", sort=order, title=None, axis=alt.Axis(domain=False, ticks=False)),
        x=alt.X(
            "value:Q", title=None, axis=alt.Axis(format=number_format(caption.unit), tickCount=4)
        ),
    )
    bars = base.mark_bar(height={"band": 0.62}, color=BLUE)
    texts = base.mark_text(align="left", dx=5, color=INK).encode(x="end:Q", text="text:N")
    layers = [bars, texts]
    if reference:
        layers.append(
            base.mark_tick(thickness=2.4, opacity=1, color=CLAY, height={"band": 0.9}).encode(
                x="reference:Q"
            )
        )
    drawn = alt.layer(*layers).properties(width=420, height=26 * max(len(rows), 1))
    return drawn.to_dict()


def _end(row: dict[str, Any]) -> float:
    """Where the words of a row begin: after its bar and its tick, else at the axis."""
    drawn = [row[name] for name in ("value", "reference") if row.get(name) is not None]
    return max(drawn, default=0.0)


def _alternative(table: ReleasedTable, caption: Caption, reference: str) -> str:
    """The largest class, the hidden ones, and the widest gap to the reference."""
    rows = shown_rows(table)
    if not rows:
        return f"{caption.title} : aucune valeur n'est disponible."
    top = max(rows, key=lambda row: row["value"])
    text = (
        f"{caption.title}. La classe la plus nombreuse est « {top['label']} » "
        f"({with_unit(top['value'], caption.unit)})."
    )
    return text + _gap(rows, caption, reference) + listed(table)


def _gap(rows: list[dict[str, Any]], caption: Caption, reference: str) -> str:
    """The class that differs most from the reference, or nothing."""
    compared = [row for row in rows if row.get("reference") is not None]
    if not reference or not compared:
        return ""
    wide = max(compared, key=lambda row: abs(row["value"] - row["reference"]))
    return (
        f" L'écart le plus fort avec {reference} concerne « {wide['label']} » : "
        f"{with_unit(wide['value'], caption.unit)} contre "
        f"{with_unit(wide['reference'], caption.unit)}."
    )
