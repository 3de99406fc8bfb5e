"""Small tables handed to the studies, as read from a person's file."""

from collections.abc import Mapping, Sequence

import polars as pl

from maillage.sources.own_tables import OwnTable


def own(columns: Mapping[str, Sequence[object]], name: str = "T.csv") -> OwnTable:
    """A table of text cells whose first row is line 2 of its file."""
    frame = pl.DataFrame({key: [str(cell) for cell in cells] for key, cells in columns.items()})
    return OwnTable(name, frame, pl.Series(range(2, frame.height + 2), dtype=pl.Int64))
