"""Small tables handed to the methods, written as a person would."""

from collections.abc import Sequence

import polars as pl

from maillage.accessibility.matrix import Travel, travel_from_tables
from maillage.sources.own_tables import OwnTable


Row = tuple[object, ...]


def own(name: str, columns: str, rows: Sequence[Row]) -> OwnTable:
    """A table of text cells whose first row is line 2 of its file."""
    names = columns.split()
    cells = [[str(row[index]) for row in rows] for index in range(len(names))]
    frame = pl.DataFrame(
        dict(zip(names, cells, strict=True)), schema=dict.fromkeys(names, pl.String)
    )
    return OwnTable(name, frame, pl.Series(range(2, len(rows) + 2), dtype=pl.Int64))


def travel(
    supply: dict[str, float], demand: dict[str, float], cost: Sequence[Row], **options: bool
) -> Travel:
    """The travel matrix of `{facility: capacity}`, `{place: people}` and (place, facility, min)."""
    return travel_from_tables(
        own("S.csv", "facility capacity", list(supply.items())),
        own("D.csv", "place people", list(demand.items())),
        own("C.csv", "place facility minutes", cost),
        **options,
    )
