"""What gets one weight: each row, or each household when its members must weigh the same.

With households, the margins of people become counts of people by household, and the margins of
households count each household once. A household whose rows disagree is refused by name.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from maillage.base.errors import WrongCall
from maillage.sources.own_tables import OwnTable
from maillage.surveys.answers import modalities_of, numbers_of, where
from maillage.surveys.weighting.constraints import Block, Categories, Constraints, Quantities
from maillage.surveys.weighting.margins import HOUSEHOLD, Margin, codes_for


Vector = NDArray[np.float64]


@dataclass(frozen=True)
class Units:
    """of_row: the unit of each row; first_row: a row of each unit; column: household, or ""."""

    of_row: NDArray[np.int64]
    first_row: NDArray[np.int64]
    column: str = ""

    @property
    def count(self) -> int:
        """Number of units."""
        return len(self.first_row)

    def common(self, table: OwnTable, name: str, rows: Vector) -> Vector:
        """The value every row of a unit shares. Raises WrongCall when they disagree."""
        values = rows[self.first_row]
        wrong = np.flatnonzero(values[self.of_row] != rows).tolist()
        if wrong:
            first = int(self.first_row[self.of_row[wrong[0]]])
            raise WrongCall(
                f"{where(table, name, [first, wrong[0]])} : deux "
                "personnes du même ménage ont des valeurs différentes.",
                todo="Une valeur du ménage est la même pour tous ses membres : corrigez-la.",
            )
        return values

    def summed(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Rows × columns added up by unit."""
        columns = [np.bincount(self.of_row, column, self.count) for column in rows.T]
        return np.stack(columns, axis=1)


def units_of(table: OwnTable, household: str) -> Units:
    """Each row, or each household in order of appearance. Raises WrongCall for an empty name."""
    if not household:
        rows = np.arange(table.frame.height)
        return Units(rows, rows)
    names = modalities_of(table, household)
    empty = (names == "").arg_true().to_list()
    if empty:
        raise WrongCall(
            f"{where(table, household, empty)} : le ménage n’est pas dit.",
            todo="Donnez un numéro de ménage à chaque ligne.",
        )
    ranks = names.rank("dense").cast(pl.Int64).to_numpy() - 1
    _, first, of_row = np.unique(ranks, return_index=True, return_inverse=True)
    return Units(of_row.astype(np.int64), first.astype(np.int64), household)


def constraints_for(table: OwnTable, margins: list[Margin], units: Units) -> Constraints:
    """The margins as columns and totals at the level of units."""
    blocks: list[Block] = []
    totals: list[float] = []
    names: list[str] = []
    for margin in margins:
        if margin.level == HOUSEHOLD and not units.column:
            raise WrongCall(
                f"La marge « {margin.variable} » compte des ménages, mais rien ne dit qui vit "
                "avec qui.",
                todo="Ajoutez --household COLONNE, la colonne du numéro de ménage.",
            )
        blocks.append(_block(table, margin, units))
        totals += margin.totals.values()
        names += [margin.name(modality) for modality in margin.totals]
    return Constraints(blocks, np.array(totals), names)


def _block(table: OwnTable, margin: Margin, units: Units) -> Block:
    if margin.is_quantity:
        rows = numbers_of(table, margin.variable)
        if margin.level == HOUSEHOLD:
            return Quantities(units.common(table, margin.variable, rows)[:, None])
        return Quantities(units.summed(rows[:, None]) if units.column else rows[:, None])
    codes = codes_for(table, margin)
    count = len(margin.totals)
    if not units.column:
        return Categories(codes, count)
    if margin.level == HOUSEHOLD:
        shared = units.common(table, margin.variable, codes.astype(np.float64))
        return Categories(shared.astype(np.int64), count)
    cells = np.bincount(units.of_row * count + codes, minlength=units.count * count)
    return Quantities(cells.reshape(units.count, count).astype(np.float64))
