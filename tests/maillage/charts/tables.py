"""Small invented tables, released, for the tests of charts and maps."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from maillage.charts import Caption
from maillage.disclosure import ReleasedTable, release


CAPTION = Caption(
    title="Logements vacants, Valmeyrac",
    source_line="Insee, recensement, 2021",
    unit="percent",
    territory="Valmeyrac",
)


def released(columns: str, rows: Sequence[Sequence[Any]]) -> ReleasedTable:
    """Rows under the names of `columns`, through the gate."""
    frame = pl.DataFrame([dict(zip(columns.split(), row, strict=True)) for row in rows])
    return release(frame.with_columns(pl.col("value").cast(pl.Float64)), regime_name="insee_publie")


def values_of(specification: Any, layer: int = 0) -> list[dict[str, Any]]:
    """The rows that one layer of a specification draws."""
    data = specification["layer"][layer].get("data", specification.get("data"))
    return list(data["values"])
