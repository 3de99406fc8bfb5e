"""Published tables as an attacker finds them: cells that show a value and cells that are hidden."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from maillage.base.errors import RefusedFile
from maillage.disclosure.attack.lattice import TOTAL
from maillage.sources.own_tables import OwnTable


HIDDEN_WORDS = frozenset({"", "secret", "s", "c", "x", "///", "n.d.", "nd", "null", "nan"})
TOTAL_WORDS = frozenset({"total", "ensemble", "_t"})
VALUE = "value"
REMARKS = frozenset({"status", "statut", "flag", "note", ""})


@dataclass(frozen=True)
class Release:
    """One published table.

    name      of the file, for messages
    dims      its dimensions, in order
    cells     coordinates → value, None when hidden; margins at « Total »
    decimals  decimal places of the published values: 0 means that every value is whole
    """

    name: str
    dims: tuple[str, ...]
    cells: Mapping[tuple[str, ...], float | None]
    decimals: int = 0

    @property
    def hidden(self) -> int:
        """How many cells are hidden."""
        return sum(value is None for value in self.cells.values())


def read_release(table: OwnTable) -> Release:
    """A release from a long table: one column per dimension, then `value`.

    Raises RefusedFile when a coordinate is empty or repeated, or a value is neither a number nor a
    sign of secrecy.
    """
    dims = tuple(name for name in table.frame.columns if name != VALUE and _is_dimension(name))
    if not dims:
        raise RefusedFile(
            f"« {table.name} » n’a que la colonne « {VALUE} » : aucune dimension.",
            todo="Donnez une colonne par dimension (commune, âge…), puis « value ».",
        )
    columns = [_coordinates(table, name) for name in dims]
    table.refuse_twice(*dims)
    texts = table.frame[VALUE].cast(pl.String).fill_null("").str.strip_chars()
    shown = ~texts.str.to_lowercase().is_in(list(HIDDEN_WORDS))
    masked = OwnTable(
        table.name,
        table.frame.with_columns(pl.when(shown).then(pl.col(VALUE)).alias(VALUE)),
        table.lines,
    )
    values = masked.numbers(VALUE, empty=True)
    return Release(
        name=table.name,
        dims=dims,
        cells=dict(zip(zip(*columns, strict=True), values.to_list(), strict=True)),
        decimals=decimals_of(values),
    )


def _is_dimension(name: str) -> bool:
    return name.strip().lower() not in REMARKS and "_duplicated_" not in name


def _coordinates(table: OwnTable, name: str) -> list[str]:
    """The codes of a dimension, its total under one name."""
    return [total_or(code) for code in table.texts(name).to_list()]


def total_or(code: str) -> str:
    """« TOTAL », « Ensemble » → « Total »; any other code as it is."""
    return TOTAL if code.lower() in TOTAL_WORDS else code


def decimals_of(values: pl.Series, *, most: int = 6) -> int:
    """How many decimal places the values have."""
    numbers = values.drop_nulls()
    for places in range(most):
        if ((numbers * 10**places).round() - numbers * 10**places).abs().max() in (None, 0):
            return places
        if (numbers.round(places) - numbers).abs().max() < 10 ** -(most + 2):
            return places
    return most
