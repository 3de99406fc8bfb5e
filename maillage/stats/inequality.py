"""Inequality between the communes of a territory: who holds which part of what.

A resource (places, taxes, incomes) or a difficulty (poor households) is compared with the people of
each commune. These are inequalities between places, never between persons: inside each commune,
everybody counts for its mean.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from maillage.base.errors import RefusedFile
from maillage.sources.own_tables import OwnTable


COLUMNS = {
    "code": "code de la commune",
    "amount": "quantité répartie",
    "people": "habitants, ménages ou foyers",
}


@dataclass(frozen=True)
class Inequality:
    """What was found.

    rows    code, amount, people, share (of the amount), people_share, ratio (share ÷ people_share:
            2 means twice its part), sorted from the least to the best endowed
    gini    0 (same amount per head everywhere) to nearly 1
    hoover  part of the amount to move for everywhere to have the same per head
    theil   0 or more; adds up between groups of communes
    top     part of the amount in the communes of the best endowed tenth of people
    bottom  the same for the least endowed tenth
    """

    rows: pl.DataFrame
    gini: float
    hoover: float
    theil: float
    top: float
    bottom: float

    def indices(self) -> dict[str, float]:
        """The indices by name, without the rows."""
        return {name: getattr(self, name) for name in ("gini", "hoover", "theil", "top", "bottom")}


def read_inequality(table: OwnTable) -> pl.DataFrame:
    """code, amount, people, checked."""
    table.refuse_twice("code")
    frame = pl.DataFrame(
        {
            "code": table.texts("code"),
            "amount": table.numbers("amount", minimum=0),
            "people": table.numbers("people", minimum=0),
        }
    )
    odd = ((frame["people"] == 0) & (frame["amount"] > 0)).arg_true()
    if odd.len():
        raise RefusedFile(
            f"{table.where(int(odd[0]), 'people')} : une quantité sans personne à qui la "
            f"rapporter.",
            todo="Vérifiez que les deux colonnes décrivent le même public.",
        )
    if not frame["amount"].sum() > 0:
        raise RefusedFile(
            f"« {table.name} » : la colonne « amount » est nulle partout.",
            todo="Il n’y a rien à répartir : vérifiez la colonne.",
        )
    inhabited = frame.filter(pl.col("people") > 0)
    if inhabited.height < 2:
        raise RefusedFile(
            f"« {table.name} » : une seule commune habitée, il n’y a rien à comparer.",
            todo="Donnez une ligne par commune du territoire.",
        )
    return inhabited


def inequality(frame: pl.DataFrame) -> Inequality:
    """Indices of a table code, amount, people (all ≥ 0, people > 0, some amount)."""
    ordered = (
        frame.with_columns((pl.col("amount") / pl.col("people")).alias("per_head"))
        .sort("per_head", "code")
        .with_columns(
            (pl.col("amount") / pl.col("amount").sum()).alias("share"),
            (pl.col("people") / pl.col("people").sum()).alias("people_share"),
        )
        .with_columns((pl.col("share") / pl.col("people_share")).alias("ratio"))
    )
    share, part = ordered["share"].to_numpy(), ordered["people_share"].to_numpy()
    below = np.concatenate([[0.0], np.cumsum(share)])
    people = np.concatenate([[0.0], np.cumsum(part)])
    area = float((part * (below[1:] + below[:-1]) / 2).sum())
    ratio = share / part
    logs = np.log(ratio, out=np.zeros_like(ratio), where=ratio > 0)
    top = 1 - float(np.interp(0.9, people, below))
    return Inequality(
        ordered.select("code", "amount", "people", "share", "people_share", "ratio"),
        1 - 2 * area,
        float(np.abs(share - part).sum() / 2),
        float((share * logs).sum()),
        top,
        float(np.interp(0.1, people, below)),
    )
