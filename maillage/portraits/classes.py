"""The classes of a typology put back on territories: their names, their contours, released.

The class of a territory describes a place, not persons: it is shown under the regime of open data.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from maillage.base.errors import MaillageError
from maillage.base.levels import SEARCH_ORDER, Level
from maillage.disclosure import ReleasedTable, release
from maillage.geography import Geography


REGIME = "ouvert"


@dataclass(frozen=True)
class PlacedClasses:
    """What a map of classes needs.

    table     code, name, value (number of the class, null when not classified), label, status
    contours  code → shape in longitude and latitude; empty when none is known
    level     the level at which most of the codes have a contour
    """

    table: ReleasedTable
    contours: Mapping[str, Any]
    level: Level


def placed_classes(rows: pl.DataFrame, geography: Geography) -> PlacedClasses:
    """The rows of a typology on the territories of a geography.

    rows  the code first, then class (null when not classified) and name (of the class)
    """
    codes = rows.to_series(0).to_list()
    found = [(level, geography.contours(codes, level)) for level in SEARCH_ORDER]
    level, contours = max(found, key=lambda one: len(one[1]))
    table = pl.DataFrame(
        {
            "code": codes,
            "name": [_name(geography, code, level) for code in codes],
            "value": rows["class"].cast(pl.Float64),
            "label": rows["name"],
            "status": ["unavailable" if one is None else "computed" for one in rows["class"]],
        }
    )
    return PlacedClasses(release(table, regime_name=REGIME), contours, level)


def _name(geography: Geography, code: str, level: Level) -> str:
    """The name of a territory; its code when nothing bears it."""
    try:
        return geography.resolve(code, level).name
    except MaillageError:
        return code
