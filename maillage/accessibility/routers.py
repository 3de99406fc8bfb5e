"""Matrices written by route planners: the `table` answer of OSRM, the rows of r5py.

A trip the planner found impossible is known to be so: it is kept with an infinite time, and a place
with only such trips has a true zero.
"""

import json
import math
from pathlib import Path

import polars as pl

from maillage.base.errors import RefusedFile
from maillage.base.french import number
from maillage.sources.own_tables import OwnTable


R5PY = ("from_id", "to_id", "travel_time")
SECONDS = 60


def is_osrm(path: Path) -> bool:
    """Whether the file is named as a JSON answer."""
    return path.suffix.lower() == ".json"


def read_osrm(path: Path, supply: OwnTable, demand: OwnTable) -> OwnTable:
    """Rows place, facility, minutes of an OSRM `table` answer.

    Its sources are the rows of `demand`, its destinations those of `supply`, in their order; its
    durations are seconds, null where there is no way.
    """
    durations = _durations(path)
    places, facilities = demand.texts("place"), supply.texts("facility")
    widths = {len(row) for row in durations}
    if len(durations) != places.len() or widths != {facilities.len()}:
        raise RefusedFile(
            f"« {path.name} » : la matrice a {number(len(durations))} lignes et "
            f"{number(max(widths, default=0))} colonnes, alors que « {demand.name} » a "
            f"{number(places.len())} lieux et « {supply.name} » {number(facilities.len())} "
            "équipements.",
            todo="Demandez la matrice dans l’ordre des deux fichiers : les lieux comme sources, "
            "les équipements comme destinations.",
        )
    seconds = pl.Series([cell for row in durations for cell in row], dtype=pl.Float64)
    frame = pl.DataFrame(
        {
            "place": places.gather(
                pl.arange(places.len(), eager=True).repeat_by(facilities.len()).explode()
            ),
            "facility": pl.concat([facilities] * places.len()),
            "minutes": (seconds / SECONDS).fill_null(math.inf),
        }
    )
    return OwnTable(path.name, frame)


def _durations(path: Path) -> list[list[float | None]]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        durations: list[list[float | None]] = content["durations"]
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise RefusedFile(
            f"« {path.name} » n’est pas une réponse « table » d’OSRM (pas de « durations »).",
            todo="Demandez la matrice avec annotations=duration, ou donnez un CSV "
            "place,facility,minutes.",
        ) from problem
    return durations


def from_r5py(table: OwnTable) -> OwnTable:
    """The rows of r5py under our names; the table itself when it is not one of theirs.

    from_id is the place, to_id the facility; an empty time is an impossible trip.
    """
    names = {name.strip().lower(): name for name in table.frame.columns}
    time = next((name for name in names if name.startswith(R5PY[2])), None)
    if time is None or not {*R5PY[:2]} <= set(names):
        return table
    cleaned = table.frame.with_columns(
        pl.col(names[time]).cast(pl.String).replace({"nan": None, "NaN": None, "": None})
    )
    minutes = OwnTable(table.name, cleaned, table.lines).numbers(names[time], minimum=0, empty=True)
    frame = pl.DataFrame(
        {
            "place": table.frame[names["from_id"]].cast(pl.String),
            "facility": table.frame[names["to_id"]].cast(pl.String),
            "minutes": minutes.fill_null(math.inf),
        }
    )
    return OwnTable(table.name, frame, table.lines)
